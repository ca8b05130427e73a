"""Takes pages, gives a folder below `out/` that holds them and nothing older."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from accounted.core.outcome import AccountedError
from accounted.store.layout import OUT


def write_out(root: Path, folder: str, pages: Iterable[tuple[str, bytes]]) -> Path:
    """Takes the project folder, a folder below `out/` and pages (path in that folder, bytes), gives where they lie.

    The pages are written beside and take the old folder's place at the end: a reader sees the old ones or the new ones.
    """
    target = _below(root / OUT, folder)
    new, old = target.with_name(f".new-{target.name}"), target.with_name(f".old-{target.name}")
    for rest in (new, old):
        shutil.rmtree(rest, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        for name, content in pages:
            page = _below(new, name)
            page.parent.mkdir(parents=True, exist_ok=True)
            with page.open("xb") as file:
                file.write(content)
    except FileExistsError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise _twice(folder, error) from error
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return target


def _below(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    climbs = not parts or any(part in ("..", "/") or "\\" in part or ":" in part or "\0" in part for part in parts)
    if climbs or not (folder / name).resolve().is_relative_to(folder.resolve()) or parts == (".",):
        raise AccountedError(
            where=f"{OUT}/",
            found=f"the path {name!r}",
            expected="a path that stays inside, with forward slashes",
            advice="Name pages and folders without '..', drive or leading slash.",
        )
    return folder.joinpath(*parts)


def _twice(folder: str, error: FileExistsError) -> AccountedError:
    return AccountedError(
        where=f"{OUT}/{folder}",
        found=f"two pages under one path ({Path(str(error.filename)).name})",
        expected="one page a path",
        advice="Give each page its own path.",
    )
