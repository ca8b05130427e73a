"""Reading one document, inside a project or outside any: its text layer, its language, its claims."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from accounted.collect import gather
from accounted.core.claim import Reading
from accounted.core.document import Document, TextLayer, document_id
from accounted.core.ids import sha256_of
from accounted.core.outcome import Outcome, Refusal, Remark, SetAside
from accounted.read import (
    Candidate,
    Differences,
    candidates,
    differences,
    format_of,
    is_claims_table,
    language_of,
    measured,
    pages_without_text,
    read_claims_table,
    read_import,
    read_text,
    read_workbook,
    table_header,
    text_layer,
)
from accounted.read.told import is_form, read_form
from accounted.receiving import Who, document_of

SHEETS: Final = ("text/csv", "text/tab-separated-values")
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OTHER_TABLES: Final = ("not-a-known-format", "not-a-claims-table")
"""A workbook of another kind, a list of persons say, is no fault."""

_NOBODY: Final = Who(name="", when="", salt=lambda: "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file as it was read: its text (None where it has none, or could not be read), its reading, the set aside.

    `proposed` where a language model was asked too: what both found, what either alone, and what the gate dropped.
    `remarks` name what in a scan wants a human eye; `places` gives what each place as stated may mean.
    `accuracy` is the sentence on how the reader fares in the language, None where nobody has measured it.
    """

    name: str
    sha256: str | None
    text: str | None
    reading: Reading | None
    set_aside: tuple[SetAside, ...] = ()
    proposed: Differences | None = None
    accuracy: str | None = None
    remarks: tuple[Remark, ...] = ()
    places: tuple[tuple[str, tuple[Candidate, ...] | Refusal], ...] = ()

    @classmethod
    def of(
        cls, document: Document, layer: TextLayer | None, reading: Reading, *, set_aside: tuple[SetAside, ...]
    ) -> Self:
        """Takes a document with its layer and its reading, gives them as one."""
        text = layer.text if layer is not None and layer.extractor != "none" else None
        return cls(
            name=document.name,
            sha256=document.sha256,
            text=text,
            reading=reading,
            set_aside=set_aside,
            accuracy=measured(reading.language) if reading.language and reading.made_by.step == "read.rules" else None,
        )


def read_document(
    document: Document, layer: TextLayer | None, *, content: Callable[[], bytes], language: str | None = None
) -> tuple[Reading, tuple[SetAside, ...]]:
    """Takes a document with its text layer, gives its reading, and what in it could not be read."""
    table = _read_table(document, content)
    if table is not None and table.kept:
        return table.kept[0], table.set_aside
    unopened = tuple(one for one in table.set_aside if one.code not in _OTHER_TABLES) if table is not None else ()
    text = layer if layer is not None else TextLayer(document=document.id, text="", extractor="none", version="1")
    told = language or document.described.language
    return read_text(text, language=told or language_of(text.text)), unopened


def _read_table(document: Document, content: Callable[[], bytes]) -> Outcome[Reading] | None:
    """Takes a sheet, gives its figures where its columns are those of a known table; None where it is no sheet."""
    if document.media_type == WORKBOOK:
        return read_workbook(document, content())
    if document.media_type not in SHEETS:
        return None
    table = content()
    header = table_header(table, encoding=document.encoding)
    if is_form(header):
        return read_form(document, table)
    if is_claims_table(header):
        return read_claims_table(document, table)
    return read_import(document, table) if format_of(header) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a user asks of a reading outside any project: its language, tesseract's languages, a model."""

    language: str | None = None
    ocr: str | None = None
    places: bool = False
    model_url: str | None = None
    model_name: str | None = None
    model_key: str | None = None


def read_files(paths: Sequence[str], asked: Asked = Asked()) -> Iterator[ReadFile]:
    """Takes paths outside any project, gives each file read, or set aside; nothing is kept."""
    for found in gather(paths, as_given=True):
        if isinstance(found, SetAside):
            yield ReadFile(name=found.where, sha256=found.sha256, text=None, reading=None, set_aside=(found,))
        elif not found.sidecar:
            yield _read_one(document_of(found, who=_NOBODY), found.content(), asked)


def read_pasted(content: bytes, asked: Asked = Asked()) -> Iterator[ReadFile]:
    """Takes pasted bytes, gives them read as one plain text in UTF-8 (what is not UTF-8 is read as Windows-1252)."""
    try:
        content.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    sha256 = sha256_of(content)
    document = Document(
        id=document_id(sha256, "-"),
        sha256=sha256,
        size_bytes=len(content),
        name="-",
        media_type="text/plain",
        received_when="",
        received_by="",
        encoding=encoding,
    )
    yield _read_one(document, content, asked)


def _read_one(document: Document, content: bytes, asked: Asked) -> ReadFile:
    layer, remarks = _layer(document, content, asked)
    if isinstance(layer, SetAside):
        return ReadFile(name=document.name, sha256=document.sha256, text=None, reading=None, set_aside=(layer,))
    reading, aside = read_document(document, layer, content=lambda: content, language=asked.language)
    read = replace(ReadFile.of(document, layer, reading, set_aside=aside), remarks=remarks)
    if asked.places:
        stated = dict.fromkeys(claim.where for claim in reading.claims if claim.where)
        read = replace(read, places=tuple((where, candidates(where)) for where in stated))
    if asked.model_url is None or read.text is None:
        return read
    return replace(read, proposed=_proposed(layer, reading, asked))


def _layer(document: Document, content: bytes, asked: Asked) -> tuple[TextLayer | SetAside, tuple[Remark, ...]]:
    """The text of a document; of a picture, or a PDF without text, by tesseract where the user asked for it."""
    layer = text_layer(document, content)
    bare = isinstance(layer, SetAside) and layer.code == "no-text-in-pdf"
    if asked.ocr is None or not (bare or document.media_type.startswith("image/")):
        return layer, () if isinstance(layer, SetAside) else pages_without_text(document, layer)
    from accounted.read.scan import scan  # noqa: PLC0415 - asks for an extra

    seen = scan(document, content, languages=asked.ocr)
    return (seen, ()) if isinstance(seen, SetAside) else (seen.layer, seen.remarks)


def _proposed(layer: TextLayer, reading: Reading, asked: Asked) -> Differences:
    """What a language model found in the same text, beside the rules; the text is sent to its address."""
    from accounted.read.model import Endpoint, read_by_model  # noqa: PLC0415 - network code, loaded when asked for

    endpoint = Endpoint(url=asked.model_url or "", model=asked.model_name or "default", key=asked.model_key)
    return differences(reading.claims, read_by_model(layer, endpoint, language=reading.language))
