"""The JSON door: documented, and answering what its document says, whatever it is asked."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings


def test_the_api_is_documented(client: httpx.Client) -> None:
    """Every address of the API has a sentence in the OpenAPI document."""
    told = client.get("/api/openapi.json").json()
    assert len(told["paths"]) >= 12
    assert all(
        verb["description"].startswith(("Takes", "Gives")) for path in told["paths"].values() for verb in path.values()
    )


@pytest.mark.journey
def test_the_api_holds_what_it_promises(address: str) -> None:
    """Made-up requests find no answer that the document does not allow, and no fault of the server."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = 0
    for found in schema.get_all_operations():
        asked += _asked(found.ok().as_strategy(), address)
    assert asked > 100


def _asked(cases: Any, address: str) -> int:
    count = 0

    def ask(case: Any) -> None:
        nonlocal count
        count += 1
        case.call_and_validate(base_url=address)

    every = settings(
        max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    given_by: Any = given
    every(given_by(cases)(ask))()
    return count
