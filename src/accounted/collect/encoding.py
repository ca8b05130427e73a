"""The encoding of a plain text: told, or by byte-order mark, or UTF-8, or a guess from its bytes that is named so."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from accounted.collect.bytestream import CHUNK_BYTES, opened
from accounted.core.outcome import WrongUsage

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_SAMPLE_BYTES = 1 << 18
_GUESSED_BYTES = 1 << 14
_BEFORE_FAULT_BYTES = 512
_GUESSED = [
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "koi8_r",
    "koi8_u",
    "cp866",
    "iso8859_5",
    "iso8859_6",
    "mac_cyrillic",
    "shift_jis",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp949",
    "tis_620",
]
_LATIN = ("cp1252", "cp1254", "cp1250", "cp1257")
_ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ áéíñóúü¿¡ãõâêôàç äöüß åäöæø àèéìíîòóù",  # west: one line a code page, one word a language
    "çğıöşüâîû",
    "ąćęłńóśźż áčďéěíňóřšťúůýž áéíóöőúüű čćđšž ăâîşţ ľĺŕôä",
    "āčēģīķļņšūž ąčęėįšųūž äõöüšž",
)


def check_told(encoding: str | None) -> str | None:
    """Takes the name of an encoding as told, gives it as Python writes it; WrongUsage where no text has such one."""
    if encoding is None:
        return None
    try:
        "a".encode(encoding)  # a LookupError for what turns text into text, such as rot13
        return codecs.lookup(encoding).name
    except LookupError:
        raise WrongUsage(
            where="encoding",
            found=f"“{encoding}”",
            expected="the name of a text encoding, such as utf-8, cp1251 or iso-8859-1",
            advice="Leave the option out to have the encoding found from the bytes.",
        ) from None


def mark_of(head: bytes) -> str | None:
    """Takes first bytes, gives the encoding that a byte-order mark tells, or None where there is no mark."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def unmarked_wide(head: bytes) -> str | None:
    """Takes first bytes, gives UTF-16 in one byte order where every second byte is mostly zero, else None."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.05 * pairs else None


def encoding_of(path: Path, *, head: bytes, told: str | None, markup: bool) -> tuple[str | None, str | None]:
    """Takes a text file and its first bytes, gives its encoding and how that was found; (None, None) where it was not.

    In this order: told; byte-order mark; a meta element of HTML; UTF-8 where every byte agrees; detection by
    charset-normalizer among encodings in use, where Latin code pages are told apart by the alphabets of languages.
    """
    marked = mark_of(head)
    if told:
        return ("utf-8-sig" if told == "utf-8" and marked == "utf-8-sig" else told), "told"
    if marked:
        return marked, "byte-order mark"
    declared = _declared(head) if markup else None
    if declared and first_fault(path, declared) is None:
        return declared, "meta element"
    fault = first_fault(path, "utf-8")
    wide = unmarked_wide(head)
    if fault is None and wide is None:
        return "utf-8", "utf-8"
    guessed = wide or _guess(_sample(path, fault or 0))
    return (guessed, "detected") if guessed else (None, None)


def _declared(head: bytes) -> str | None:
    found = _META.search(head[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        "a".encode(name)
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers do (WHATWG Encoding Standard, 4.2)


def first_fault(path: Path, encoding: str) -> int | None:
    """Takes a file and an encoding, gives about where its bytes first disagree with it, or None; memory stays flat."""
    decoder = codecs.getincrementaldecoder(encoding)()
    position = 0
    with opened(path) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            try:
                decoder.decode(chunk)
            except UnicodeError as fault:
                return position + (fault.start if isinstance(fault, UnicodeDecodeError) else 0)
            position += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return position
    return None


def _sample(path: Path, fault: int) -> bytes:
    """Gives the lines from the first letter that is no ASCII on, without lines of ASCII alone, which say nothing."""
    with opened(path) as stream:
        stream.seek(max(0, fault - _BEFORE_FAULT_BYTES))
        lines = stream.read(_SAMPLE_BYTES).split(b"\n")
    return b"\n".join(line for line in lines if not line.isascii())[:_GUESSED_BYTES]


def _guess(sample: bytes) -> str | None:
    if _is_damaged_utf8(sample):
        return "utf-8"
    sample = b"\n".join(line for line in sample.split(b"\n") if not _is_utf8(line)) or sample
    best = from_bytes(sample, cp_isolation=_GUESSED).best()
    if best is None:
        return _latin_by_alphabet(sample)[1]
    name = codecs.lookup(best.encoding).name
    return (_latin_by_alphabet(sample)[1] or name) if name in _LATIN else name


def _is_utf8(line: bytes) -> bool:
    """Lines of UTF-8 among lines of another encoding would mislead the guess at that one."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(sample: bytes) -> bool:
    """Bytes of another encoding seldom form a UTF-8 sequence, so ten good ones for a bad one are UTF-8 with damage."""
    decoded = sample.decode("utf-8", errors="surrogateescape")
    wide = [c for c in decoded if ord(c) > 0x7F]
    bad = sum("\udc80" <= c <= "\udcff" for c in wide)
    return bad > 0 and len(wide) - bad >= 10 * bad


def _latin_by_alphabet(sample: bytes) -> tuple[float, str | None]:
    """Gives the Latin code page under which the most letters belong to one language's alphabet, west first in a tie."""
    best: tuple[float, str | None] = (0.5, None)
    for encoding, alphabets in zip(_LATIN, _ALPHABETS, strict=True):
        text = sample.decode(encoding, errors="replace").lower()
        letters = [c for c in text if ord(c) > 0x7F and c not in "«»“”„‘’–—…€°§№·•\xa0"]
        share = max(sum(c in word for c in letters) / len(letters) for word in alphabets.split()) if letters else 0.6
        best = max(best, (share, encoding), key=lambda pair: pair[0])
    return best
