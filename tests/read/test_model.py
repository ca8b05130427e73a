"""A language model at an address the user names, played by a small server inside the test."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from accounted.core.document import TextLayer
from accounted.core.outcome import AccountedError
from accounted.read.model import Endpoint, read_by_model

TEXT = "The council of Ardel said the shelling killed 613 people."
LAYER = TextLayer(document="doc-m", text=TEXT, extractor="plain-text", version="1")


class Answering(HTTPServer):
    """A server that gives one answer to everything, and keeps what it was asked."""

    answer: bytes = b""
    asked: list[dict[str, Any]]
    keys: list[str | None]


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        self.server.keys.append(self.headers["Authorization"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def model() -> Iterator[Answering]:
    """A model's address for one test."""
    server = Answering(("127.0.0.1", 0), _Handler)
    server.asked, server.keys = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def at(server: Answering, key: str | None = None) -> Endpoint:
    """Gives the server's address as an endpoint."""
    return Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1", model="small", key=key, timeout_seconds=10)


def told(*claims: dict[str, Any]) -> bytes:
    """Gives claims as the answer of an OpenAI-compatible address."""
    content = "Here it is: " + json.dumps({"claims": list(claims)})
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def claim(quote: str, number: object) -> dict[str, Any]:
    """Gives one proposed claim of killed."""
    return {"quote": quote, "number": number, "effect": "killed", "trigger": "killed", "speaker": None}


def test_a_number_that_the_text_does_not_say_is_dropped(model: Answering) -> None:
    """A model that says 631 where the text says 613 gives no claim, however it is put; both are listed."""
    model.answer = told(claim("killed 631 people", "631"), claim("killed 613 people", 631))
    gated = read_by_model(LAYER, at(model), language="en")
    assert gated.claims == ()
    assert len(gated.dropped) == 2


def test_what_the_text_says_is_kept_at_its_words(model: Answering) -> None:
    """A proposal that stands in the text is a claim made by the model's reader, and the whole text was asked."""
    model.answer = told(claim("killed 613 people", 613))
    gated = read_by_model(LAYER, at(model, key="secret"), language="en")
    assert [found.quantity.text for found in gated.claims] == ["613"]
    assert gated.claims[0].made_by.step == "read.model"
    assert model.asked[0]["messages"][1]["content"] == TEXT
    assert model.keys == ["Bearer secret"]


@pytest.mark.parametrize("answer", [b"no json", b"{}", b'{"choices": [{"message": {"content": "none"}}]}'])
def test_an_answer_of_another_form_is_an_error_that_names_the_address(model: Answering, answer: bytes) -> None:
    """What is not the JSON asked for is no empty reading: the message says where and what to do."""
    model.answer = answer
    with pytest.raises(AccountedError, match="another form"):
        read_by_model(LAYER, at(model), language="en")


def test_no_model_is_asked_without_an_address_or_a_parser() -> None:
    """A file's address and a language without rules are refused before anything is sent."""
    with pytest.raises(AccountedError, match="http"):
        read_by_model(LAYER, Endpoint(url="file:///etc", model="small"), language="en")
    with pytest.raises(AccountedError, match="--language"):
        read_by_model(LAYER, Endpoint(url="http://127.0.0.1:9/v1", model="small"), language=None)
