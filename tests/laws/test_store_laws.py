"""Laws of the store: what is appended reads back in order, merging is a union, text layers lose no character."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.document import TextLayer
from accounted.store import Act, By, Folder, examine
from accounted.store.acts import act_bytes, act_from

_BY = By(who="Ana", when="2031-05-04T10:00:00Z", salt="begin")
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)
_CONTENT = st.dictionaries(_TEXT, _PLAIN, max_size=3)
_BATCHES = st.lists(st.lists(_CONTENT, min_size=1, max_size=4), max_size=5)


@contextmanager
def _project() -> Iterator[tuple[Path, Folder]]:
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        with Folder.create(where / "project", "Valley of Orm", by=_BY, keys=where / "keys-one") as folder:
            yield where, folder


def _acts(batch: list[dict[str, Any]], *, salt: str, when: str = "2031-05-05T00:00:00Z") -> list[Act]:
    return [
        Act(kind="decision", who="Ana", when=when, salt=f"{salt}-{number}", content=content)
        for number, content in enumerate(batch)
    ]


@settings(deadline=None, max_examples=25)
@given(batches=_BATCHES)
def test_whatever_is_appended_reads_back_in_order(batches: list[list[dict[str, Any]]]) -> None:
    """Any acts in any batches come back in order, with equal content, in a project that verifies."""
    with _project() as (where, folder):
        appended = []
        for number, batch in enumerate(batches):
            acts = _acts(batch, salt=str(number))
            entries = folder.append(acts)
            assert len(entries) == len(acts)
            appended += acts
        folder.close()
        with Folder.open(where / "project") as reader:
            assert [act for _, act in reader.acts()][1:] == appended
            assert [entry.line for entry in reader.entries()] == list(range(1, len(appended) + 2))
        assert examine(where / "project").changes == ()


@settings(deadline=None, max_examples=15)
@given(
    mine=_BATCHES, theirs=_BATCHES, hours=st.lists(st.integers(0, 23), min_size=10, max_size=10), where_to=st.booleans()
)
def test_merging_is_a_union_in_one_order(
    mine: list[list[dict[str, Any]]], theirs: list[list[dict[str, Any]]], hours: list[int], *, where_to: bool
) -> None:
    """Whatever two copies hold and their clocks say, both ways of merging give the same acts in the same order."""
    with _project() as (where, one):
        shutil.copytree(one.root, where / "copy")
        with Folder.open(where / "copy", keys=where / "keys-two") as two:
            for name, folder, batches in (("one", one, mine), ("two", two, theirs)):
                for number, batch in enumerate(batches):
                    when = f"2031-05-05T{hours[number + 5 * (name == 'two')]:02}:00:00Z"
                    folder.append(_acts(batch, salt=f"{name}-{number}", when=when))
            first, second = (one, two) if where_to else (two, one)
            shutil.copytree(first.root, where / "before")
            first.merge(second.root, by=_BY)
            second.merge(where / "before", by=_BY)
            orders = [[act for _, act in folder.acts() if act.kind != "merge"] for folder in (first, second)]
            assert orders[0] == orders[1]
            assert len(orders[0]) == 1 + sum(len(batch) for batch in mine + theirs)
            assert (first.examine().changes, second.examine().changes) == ((), ())


@settings(deadline=None, max_examples=200)
@given(content=_CONTENT, who=_TEXT, when=_TEXT, salt=_TEXT)
def test_acts_read_back(content: dict[str, Any], who: str, when: str, salt: str) -> None:
    """The bytes of any act give the act."""
    act = Act(kind="run", who=who, when=when, salt=salt, content=content)
    assert act_from(act_bytes(act)) == act


@settings(deadline=None, max_examples=40)
@given(texts=st.lists(st.text(st.characters()), max_size=8), contents=st.lists(st.binary(max_size=50), max_size=8))
def test_bytes_and_texts_come_back_as_they_were(texts: list[str], contents: list[bytes]) -> None:
    """Any bytes and any text, with any characters in it, come back equal, and the project verifies."""
    with _project() as (_, folder):
        files = [folder.keep_file(content).sha256 for content in contents]
        layers = [TextLayer(document=f"doc-{n}", text=text, extractor="x", version="1") for n, text in enumerate(texts)]
        names = [folder.keep_text(layer) for layer in layers]
        act = Act(kind="run", who="Ana", when="2031", salt="s", content={}, files=tuple(files), texts=tuple(names))
        folder.append([act])
        assert [folder.read_file(sha256) for sha256 in files] == contents
        assert [folder.text(name) for name in names] == layers
        found = folder.examine()
        assert (found.changes, found.files, found.texts) == ((), len(set(files)), len(set(names)))
