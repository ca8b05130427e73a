"""What is withdrawn for someone's safety is gone, stays gone, and the chain still holds."""

import shutil
from pathlib import Path

import pytest
from store_projects import add_document, by, changed_paths, content_of, new_project, note
from test_merge import two_copies

from accounted.core.outcome import AccountedError
from accounted.store import Act, Folder

_NAME = b"the name of a person"


def _holds_name(root: Path) -> list[str]:
    return [str(path) for path in root.rglob("*") if path.is_file() and _NAME in path.read_bytes()]


def test_withdrawn_document_is_gone_and_the_chain_holds(tmp_path: Path) -> None:
    """Act, file, text and index are gone; the ledger line stays; the withdrawal says who, when and why."""
    with new_project(tmp_path) as folder:
        act = add_document(folder, _NAME, salt="a")
        folder.index().put("claim", "a", _NAME.decode())
        assert len(_holds_name(folder.root)) == 3
        entry = folder.withdraw([act], reason="asked for by the family", by=by("w"))
        assert _holds_name(folder.root) == []
        assert changed_paths(folder.root) == set()
        assert entry.kind == "withdrawal"
        assert folder.act(entry.act).content["reason"] == "asked for by the family"
        assert act in [found.act for found in folder.entries()]
        assert [found.kind for _, found in folder.acts()] == ["project", "withdrawal"]
        assert folder.withdrawn() == {act: by("w").when}


def test_file_that_another_act_names_stays(tmp_path: Path) -> None:
    """Bytes under a second name stay when the document of the first name is withdrawn."""
    with new_project(tmp_path) as folder:
        first = add_document(folder, _NAME, salt="a")
        second = add_document(folder, _NAME, salt="b")
        folder.withdraw([first], reason="wrong name", by=by("w"))
        assert folder.read_file(folder.act(second).content["sha256"]) == _NAME
        assert changed_paths(folder.root) == set()
        folder.withdraw([second], reason="asked", by=by("w2"))
        assert _holds_name(folder.root) == []
        assert changed_paths(folder.root) == set()


@pytest.mark.parametrize("into_withdrawn", [True, False])
def test_withdrawal_wins_both_ways(tmp_path: Path, *, into_withdrawn: bool) -> None:
    """Merged into the copy that withdrew, or from it, the content is gone in the merged copy."""
    one, two = two_copies(tmp_path)
    with one, two:
        act = add_document(two, _NAME, salt="two")
        one.merge(two.root, by=by("first"))
        one.withdraw([act], reason="asked", by=by("w"))
        add_document(two, b"more", salt="more")
        target, source = (one, two) if into_withdrawn else (two, one)
        merged = target.merge(source.root, by=by("second"))
        assert _holds_name(target.root) == []
        assert changed_paths(target.root) == set()
        assert bool(merged.removed) == (not into_withdrawn)
        assert "more" in [found.salt for _, found in target.acts()]


def test_withdrawal_reaches_a_copy_that_never_saw_the_content(tmp_path: Path) -> None:
    """A copy that gets line and withdrawal at once never gets the content."""
    one, two = two_copies(tmp_path)
    with one, two:
        act = add_document(two, _NAME, salt="two")
        two.withdraw([act], reason="asked", by=by("w"))
        merged = one.merge(two.root, by=by("merge"))
        assert (merged.lines, merged.acts, merged.files) == (2, 1, 0)
        assert _holds_name(one.root) == []
        assert changed_paths(one.root) == set()


def test_same_file_from_elsewhere_does_not_bring_it_back(tmp_path: Path) -> None:
    """A withdrawn file that another copy received on its own stays away, and collecting it again is refused."""
    one, two = two_copies(tmp_path)
    with one, two:
        act = add_document(one, _NAME, salt="one")
        add_document(two, _NAME, salt="two")
        sha256 = one.act(act).content["sha256"]
        one.withdraw([act], reason="asked", by=by("w"))
        one.merge(two.root, by=by("merge"))
        assert changed_paths(one.root) == set()
        with pytest.raises(AccountedError, match="found no file"):
            one.read_file(sha256)
        with pytest.raises(AccountedError, match="a file that was withdrawn"):
            one.keep_file(_NAME)
        assert one.examine().notes == ()
        two.merge(one.root, by=by("merge-two"))
        with pytest.raises(AccountedError, match="found no file"):
            two.read_file(sha256)
        assert changed_paths(two.root) == set()


def test_restored_content_is_found_and_removed(tmp_path: Path) -> None:
    """Content put back from a backup is told by verify and removed at the next opening for writing."""
    with new_project(tmp_path) as folder:
        act = add_document(folder, _NAME, salt="a")
        shutil.copytree(folder.root, tmp_path / "backup")
        folder.withdraw([act], reason="asked", by=by("w"))
        root = folder.root
    for name, content in content_of(tmp_path / "backup").items():
        if not (root / name).exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
    sha256 = next(path.name for path in (root / "files").rglob("*") if path.is_file())
    (root / "leftover" / "files").mkdir(parents=True)
    (root / "leftover" / "files" / sha256).write_bytes(_NAME)
    assert f"acts/{act[:2]}/{act}.json" in changed_paths(root)
    with Folder.open(root, keys=tmp_path / "keys-one") as folder:
        assert any("was withdrawn and was here again" in said for said in folder.said)
        assert changed_paths(root) == set()
    assert _holds_name(root) == []


def test_what_holds_the_project_together_is_not_withdrawn(tmp_path: Path) -> None:
    """The project's act, a withdrawal, and an act that does not exist are refused with their reason."""
    with new_project(tmp_path) as folder:
        (begin,) = [entry.act for entry in folder.entries()]
        decision = folder.append([note("d")])[0].act
        withdrawal = folder.withdraw([decision], reason="asked", by=by("w")).act
        for act, found in ((begin, "kind project"), (withdrawal, "kind withdrawal"), ("0" * 64, "no such act")):
            with pytest.raises(AccountedError, match=found):
                folder.withdraw([act], reason="r", by=by(act))


def test_withdrawn_act_is_not_appended_again(tmp_path: Path) -> None:
    """The same act a second time, after its withdrawal, is refused."""
    with new_project(tmp_path) as folder:
        act: Act = note("d")
        folder.withdraw([folder.append([act])[0].act], reason="asked", by=by("w"))
        with pytest.raises(AccountedError, match="names already"):
            folder.append([act])
