"""What a user asks of a reading inside a project: scans, a language model, places; what was given is kept as an act."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from accounted.core.claim import Claim, Reading
from accounted.core.document import Document, Span
from accounted.core.outcome import AccountedError, Remark, SetAside
from accounted.core.plain import from_plain, to_plain
from accounted.holdings import Holdings, Scan, Texts, scan_act
from accounted.read import VERSION, candidates, differences, pages_without_text
from accounted.read.gate import Dropped, Gated, Proposal
from accounted.reading import Asked, ReadFile
from accounted.receiving import Who
from accounted.store import Folder, act_of

_MOST_PICTURES = 400


def scan_asked(folder: Folder, held: Holdings, who: Who, asked: Asked) -> tuple[SetAside, ...]:
    """Takes a project and tesseract's languages, keeps the text of each picture as an act, gives those without words.

    A document that was scanned in these languages is not scanned again: its text, its remarks and the pictures of
    doubtful words are kept, so that another computer gives the same without tesseract.
    """
    aside = []
    for document in held.documents.values() if asked.ocr else ():
        if _is_bare(held, document, asked.ocr or ""):
            found = _scan(folder, document, who, asked.ocr or "")
            if found is not None:
                aside.append(found)
    return tuple(aside)


def _is_bare(held: Holdings, document: Document, languages: str) -> bool:
    """Whether a document is a picture without a text, or was scanned in other languages."""
    if document.media_type != "application/pdf" and not document.media_type.startswith("image/"):
        return False
    before = held.scans.get(document.id)
    return document.id not in held.texts if before is None else before.languages != languages


def _scan(folder: Folder, document: Document, who: Who, languages: str) -> SetAside | None:
    from accounted.read.scan import pictures_of, scan  # noqa: PLC0415 - asks for an extra

    content = folder.read_file(document.sha256)
    seen = scan(document, content, languages=languages)
    if isinstance(seen, SetAside):
        if seen.code == "ocr-not-installed":
            raise AccountedError(where=seen.where, found=seen.found, expected=seen.expected, advice=seen.advice)
        return seen
    spans = [place for remark in seen.remarks for place in remark.places if isinstance(place, Span)]
    cut = pictures_of(document, content, layer=seen.layer, spans=spans[:_MOST_PICTURES])
    pictures = tuple(base64.b64encode(picture).decode("ascii") for picture in cut) if spans else ()
    told = Scan(languages=languages, remarks=seen.remarks, pictures=pictures)
    text = folder.keep_text(seen.layer)
    folder.append([scan_act(document.id, told, text=text, by=who.by())])
    return None


def propose_asked(folder: Folder, held: Holdings, who: Who, readings: tuple[Reading, ...], asked: Asked) -> None:
    """Takes a project's readings and a model's address, keeps what the model proposed and the gate let through.

    A text that this model was asked about is not sent again. What it proposed is shown beside the rules' figures and
    becomes none by itself.
    """
    if asked.model_url is None:
        return
    from accounted.read.model import Endpoint, read_by_model  # noqa: PLC0415 - network code, loaded when asked for

    endpoint = Endpoint(url=asked.model_url, model=asked.model_name or "default", key=asked.model_key)
    texts = Texts(folder, held)
    for reading in readings:
        layer = texts.layer(reading.document)
        asked_now = {"model": endpoint.model, "text": held.texts.get(reading.document), "reader": VERSION}
        before = held.proposals.get(reading.document, {})
        if layer is None or reading.made_by.step != "read.rules" or asked_now.items() <= before.items():
            continue
        if dict(reading.made_by.parameters).get("language", "").endswith("no rules"):
            continue
        gated = read_by_model(layer, endpoint, language=reading.language)
        content: dict[str, Any] = {"document": reading.document, "address": endpoint.url, **asked_now}
        content |= {"claims": to_plain(gated.claims), "dropped": to_plain(gated.dropped)}
        folder.append([act_of("proposals", content, by=who.by())])


def files_as_read(
    folder: Folder, held: Holdings, readings: tuple[Reading, ...], asked: Asked, aside: tuple[SetAside, ...]
) -> Iterator[ReadFile]:
    """Takes a project with its readings as decided, gives every document with its text, one at a time."""
    texts = Texts(folder, held)
    for document, reading in zip(held.documents.values(), readings, strict=True):
        told = (*held.set_aside.values(), *aside)
        mine = tuple(one for one in told if one.sha256 == document.sha256)
        file = ReadFile.of(document, texts.layer(document.id), reading, set_aside=mine)
        scan, proposed = held.scans.get(document.id), held.proposals.get(document.id)
        if scan is not None:
            file = replace(file, remarks=scan.remarks)
        if proposed is not None and proposed["text"] == held.texts.get(document.id):
            file = replace(file, proposed=differences(reading.claims, _gated(proposed)))
        if asked.places:
            stated = dict.fromkeys(claim.where for claim in reading.claims if claim.where)
            file = replace(file, places=tuple((where, candidates(where)) for where in stated))
        yield file


def _gated(kept: dict[str, Any]) -> Gated:
    claims = tuple(from_plain(Claim, claim) for claim in kept["claims"])
    dropped = tuple(
        Dropped(proposal=from_plain(Proposal, one["proposal"]), reason=one["reason"]) for one in kept["dropped"]
    )
    return Gated(claims=claims, dropped=dropped)


def scan_remarks(held: Holdings) -> tuple[Remark, ...]:
    """Takes what a project holds, gives what in its scans wants a human eye."""
    return tuple(remark for scan in held.scans.values() for remark in scan.remarks)


def pages_not_read(held: Holdings, texts: Texts) -> tuple[Remark, ...]:
    """Takes what a project holds and its texts, gives the PDF documents of which some pages hold no text.

    A document of which a scan was made has its text from the scan, which says itself what it could not see.
    """
    pages = [document for document in held.documents.values() if document.media_type == "application/pdf"]
    layers = [(document, texts.layer(document.id)) for document in pages if document.id not in held.scans]
    return tuple(told for document, layer in layers if layer for told in pages_without_text(document, layer))


def word_pictures(held: Holdings) -> dict[tuple[str, int], str]:
    """Takes what a project holds, gives the pictures of doubtful words by document and offset, as base64 PNG."""
    found: dict[tuple[str, int], str] = {}
    for document, scan in held.scans.items():
        places = (place for remark in scan.remarks for place in remark.places if isinstance(place, Span))
        found |= {(document, place.start): picture for place, picture in zip(places, scan.pictures, strict=False)}
    return found
