"""Linking lists outside a project: files in, persons out, with the reasons of every pair; two editions side by side."""

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from accounted.collect.encoding import encoding_of
from accounted.collect.kind import looks_like_text
from accounted.core.document import document_id
from accounted.core.ids import sha256_of
from accounted.core.outcome import AccountedError, Remark, SetAside, WrongUsage
from accounted.core.person import Mapping as Uses
from accounted.core.person import PersonList
from accounted.link import (
    ENGINES,
    Answer,
    Difference,
    Linkage,
    capture_rows,
    chains,
    clustering_draws,
    differences,
    doubtful_pairs,
    engine_of,
    in_words,
    leaning_lists,
    link,
    next_questions,
    page,
    pairs,
    person_table,
)
from accounted.link.decide import ANSWERS
from accounted.read.mapping import corrected
from accounted.read.sheet import is_persons, read_sheet
from accounted.read.sheet_diff import Comparison, compare_editions

__all__ = [
    "Linked",
    "Review",
    "capture_rows",
    "clustering_draws",
    "compare_lists",
    "link_lists",
    "read_list",
    "read_map",
    "write_persons",
]

Corrections = Mapping[str, str]
_DOUBTFUL: Final = 40
_HEAD: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking lists gave: the lists as read, the linkage, what was set aside and remarked, and the files
    written.
    """

    lists: tuple[PersonList, ...]
    linkage: Linkage
    persons: int
    linked_rows: int
    pairs: int
    set_aside: tuple[SetAside, ...]
    remarks: tuple[Remark, ...]
    files: tuple[Path, ...]


def read_list(
    path: Path, *, name: str, corrections: Corrections | None = None
) -> tuple[PersonList, tuple[SetAside, ...], tuple[Remark, ...]]:
    """Takes a file, gives its list of persons (the sheet with most rows), what was set aside, and remarks.

    A list goes by its file's name. `corrections` are {header: role} for headers that it has.
    """
    content, encoding = _content(path)
    told = corrections or {}

    def correct(proposed: Uses) -> Uses:
        known = {use.header for use in proposed.uses}
        return corrected(proposed, {header: role for header, role in told.items() if header in known})

    outcome = read_sheet(
        name, content, document=document_id(sha256_of(content), name), encoding=encoding,
        correct=correct if told else None,
    )  # fmt: skip
    if not outcome.kept:
        found = next((one.found for one in outcome.set_aside), "no rows")
        raise AccountedError(where=name, found=found, expected="a list of persons", advice="Check the file.")
    most = max(outcome.kept, key=lambda one: (is_persons(one), len(one)))
    others = tuple(
        Remark(
            code="sheet-not-linked",
            where=one.name,
            message=f"{len(one)} rows of this sheet are not linked: one sheet a file is.",
        )
        for one in outcome.kept
        if one is not most
    )
    return most, outcome.set_aside, outcome.remarks + others


def _content(path: Path) -> tuple[bytes, str | None]:
    """Gives a file's bytes and, of a text, its encoding as its bytes tell it; None where they are of no one."""
    try:
        content = path.read_bytes()
        head = content[:_HEAD]
        is_text = looks_like_text(head) and head[:2] != b"PK"
        encoding = encoding_of(path, head=head, told=None, markup=False)[0] if is_text else None
    except OSError as fault:
        raise AccountedError(
            where=str(path), found=fault.strerror or "an unreadable file", expected="a list", advice="Check the path."
        ) from None
    return content, encoding


def read_map(path: Path | None) -> dict[str, dict[str, str]]:
    """Takes a mapping file (TOML or JSON), gives {list or "*": {header: role}}; a flat file is for all lists."""
    if path is None:
        return {}
    text = path.read_text(encoding="utf-8")
    try:
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (ValueError, tomllib.TOMLDecodeError) as fault:
        raise WrongUsage(
            where=str(path), found=str(fault), expected='lines such as "date killed" = "date"', advice="Mend the file."
        ) from None
    flat = {key: value for key, value in content.items() if isinstance(value, str)}
    tables = {key: dict(value) for key, value in content.items() if isinstance(value, dict)}
    return {"*": flat, **tables}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Answers of reviewers in a CSV, how many questions to write for them, the seed of what is drawn; and the engine
    that scores, whose differences from our own are for review too.
    """

    answers: Path | None = None
    questions: int = 0
    seed: int = 1
    engine: str = "accounted"


NO_REVIEW: Final = Review()


def outside_alone(engine: str) -> None:
    """Takes the engine asked for inside a project, says that a project is linked by our own alone."""
    if engine != ENGINES[0]:
        raise WrongUsage(
            where="accounted link --engine", found=f"{engine} in a project", expected="lists as files",
            advice="Name the lists: accounted link one.csv other.csv --engine splink --out DIR.",
        )  # fmt: skip


def link_lists(
    paths: Sequence[Path],
    *,
    mapping: Path | None = None,
    out: Path | None = None,
    repeats: bool = False,
    review: Review = NO_REVIEW,
) -> Linked:
    """Takes files with lists, gives which rows are one person; writes pairs.csv, persons.csv and report.html into
    `out`, and questions.csv where questions are asked for.
    """
    lists, aside, remarks = _read_all(paths, read_map(mapping))
    answers = _answers(review.answers, lists) if review.answers is not None else ()
    made = link(lists, repeats=repeats, answers=answers, seed=review.seed, engine=engine_of(review.engine))
    alone: list[Difference] | None = None
    if review.engine == "splink":
        ours = link(lists, repeats=repeats, answers=answers, seed=review.seed)
        alone, said = differences(ours, made, engine=review.engine)
        remarks.append(said)
    remarks.extend((*made.remarks, *chains(made), *leaning_lists(made)))
    files = _written(made, out, remarks) if out is not None else ()
    if out is not None and alone is not None:
        files += (_differences(made, alone, out / "differences.csv"),)
    if out is not None and review.questions:
        files += (_questions(made, answers, out / "questions.csv", review),)
    sizes = np.bincount(made.person)
    return Linked(
        lists=tuple(lists),
        linkage=made,
        persons=int((sizes > 0).sum()),
        linked_rows=int(sizes[sizes > 1].sum()),
        pairs=int(made.linked().sum()),
        set_aside=tuple(aside),
        remarks=tuple(remarks),
        files=files,
    )


def _read_all(
    paths: Sequence[Path], told: Mapping[str, Corrections]
) -> tuple[list[PersonList], list[SetAside], list[Remark]]:
    """Reads every file; one that cannot be read is set aside, and the others go on, unless none is left."""
    lists: list[PersonList] = []
    aside: list[SetAside] = []
    remarks: list[Remark] = []
    faults: list[AccountedError] = []
    for path, name in zip(paths, _names(paths), strict=True):
        try:
            one, set_aside, said = read_list(path, name=name, corrections={**told.get("*", {}), **told.get(name, {})})
        except WrongUsage:
            raise
        except AccountedError as fault:
            faults.append(fault)
            aside.append(not_read(name, fault))
            continue
        lists.append(one)
        aside.extend(set_aside)
        remarks.extend(said)
    if not lists:
        raise faults[0]
    return lists, aside, remarks


def not_read(name: str, fault: AccountedError) -> SetAside:
    """Takes a list's name and why it was not read, gives it set aside."""
    return SetAside(code="sheet-not-read", where=name, found=fault.found, expected=fault.expected, advice=fault.advice)


def _names(paths: Sequence[Path]) -> list[str]:
    """A list goes by its file's name; two files of one name go by as much of their path as tells them apart."""
    names = [path.name for path in paths]
    for depth in range(2, 12):
        if len(set(names)) == len(names):
            return names
        names = [
            "/".join(path.resolve().parts[-depth:]) if names.count(name) > 1 else name
            for path, name in zip(paths, names, strict=True)
        ]
    raise WrongUsage(
        where="accounted link", found="one file twice", expected="different files", advice="Give each file once."
    )


def _written(made: Linkage, out: Path, remarks: Sequence[Remark]) -> tuple[Path, ...]:
    out.mkdir(parents=True, exist_ok=True)
    files = (out / "pairs.csv", out / "persons.csv", out / "report.html")
    with files[0].open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("list_a", "row_a", "list_b", "row_b", "probability", "reasons"))
        writer.writerows(_pair_lines(made))
    write_persons(made, files[1])
    files[2].write_text(page(made, doubtful_pairs(made, count=_DOUBTFUL), remarks), encoding="utf-8")
    return files


_ASKED: Final = ("list_a", "row_a", "list_b", "row_b", "answer", "asked")


def _answers(path: Path, lists: Sequence[PersonList]) -> tuple[Answer, ...]:
    """Gives the answers of a file of questions; a list, row or word that is not known is told with its line."""
    named = {one.name: one for one in lists}
    made = []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, line in enumerate(csv.DictReader(stream), start=2):
            if not (line.get("answer") or "").strip():
                continue
            try:
                ids = [named[line[f"list_{side}"]].row(int(line[f"row_{side}"])).id for side in "ab"]
            except (KeyError, ValueError, IndexError):
                ids = []
            word = line["answer"].strip()
            if not ids or word not in ANSWERS:
                found = ", ".join(str(value) for value in line.values())
                expected = f"{', '.join(_ASKED)}; answers {', '.join(ANSWERS)}; lists {', '.join(named)}"
                raise WrongUsage(where=f"{path.name}:{number}", found=found, expected=expected, advice="Mend the line.")
            made.append(Answer(row_a=ids[0], row_b=ids[1], answer=word, by=line.get("by") or "unnamed"))
    return tuple(made)


def _questions(made: Linkage, answers: Sequence[Answer], path: Path, review: Review) -> Path:
    """Writes what to ask next: the pairs whose answers change most, and pairs at random, which measure."""
    ids = {row for one in answers for row in one.key()}
    place = made.rows.places_of_ids(ids)
    done = frozenset((min(p), max(p)) for p in ([place[row] for row in one.key()] for one in answers))
    asked = next_questions(made, count=review.questions, seed=review.seed, answered=done)
    pairs_asked = {(one.left, one.right): one for one in asked if (one.left, one.right) not in done}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_ASKED)
        for one in list(pairs_asked.values())[: review.questions]:
            (a, left), (b, right) = made.rows.place_of(one.left), made.rows.place_of(one.right)
            writer.writerow((made.rows.lists[a].name, left, made.rows.lists[b].name, right, "", one.stratum))
    return path


def _differences(made: Linkage, alone: Sequence[Difference], path: Path) -> Path:
    """Writes the pairs that one engine alone links, with the probability that each gives; empty where it kept none."""
    names = [one.name for one in made.rows.lists]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("list_a", "row_a", "list_b", "row_b", "linked_by", "accounted", "other"))
        for one in alone:
            (a, left), (b, right) = made.rows.place_of(one.left), made.rows.place_of(one.right)
            told = ("" if p is None else f"{p:.6f}" for p in (one.ours, one.theirs))
            writer.writerow((names[a], left, names[b], right, one.linked_by, *told))
    return path


def _pair_lines(made: Linkage) -> Iterator[tuple[object, ...]]:
    for pair in pairs(made):
        yield (pair.list_a, pair.row_a, pair.list_b, pair.row_b, f"{pair.probability:.6f}", in_words(pair.reasons))


def write_persons(made: Linkage, path: Path) -> None:
    """Writes list, row and person for every row of every list into a CSV file."""
    with path.open("wb") as stream:
        stream.writelines(person_table(made))


def compare_lists(old: Path, new: Path) -> Comparison:
    """Takes two editions of a list, gives what became of every row: added, removed, changed or as before."""
    before, _, _ = read_list(old, name=old.name)
    after, _, _ = read_list(new, name=new.name)
    return compare_editions(before, after)
