"""The encoding of a text: told, marked, UTF-8, or found from its bytes and named so."""

from pathlib import Path

import pytest

from accounted.collect import Found, gather

RUSSIAN = "По данным совета, в селе погибли 613 человек, среди них 63 ребёнка. Ранены 487."
FRENCH = "Selon le conseil, 613 personnes ont été tuées à Zorvan ; 63 enfants étaient parmi elles, d'après la préfète."
POLISH = "Według rady we wsi zginęło 613 osób, wśród nich 63 dzieci. Źródło: rada gminy, łącznie."
TURKISH = "Meclise göre köyde 613 kişi öldü, aralarında 63 çocuk vardı. Yaralı sayısı 487 olarak açıklandı."


def encoding_found(tmp_path: Path, content: bytes, told: str | None = None) -> tuple[str | None, str | None]:
    """Gives encoding and how it was found."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    (item,) = gather([path], encoding=told)
    assert isinstance(item, Found)
    return item.encoding, item.encoding_from


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (FRENCH, "cp1252"), (POLISH, "cp1250"), (TURKISH, "cp1254")],
)
def test_old_encodings_are_detected(tmp_path: Path, text: str, encoding: str) -> None:
    """Texts in code pages of their language decode to the words that were written, and are named as detected."""
    found, how = encoding_found(tmp_path, text.encode(encoding))
    assert found is not None
    assert text.encode(encoding).decode(found) == text
    assert how == "detected"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    """Marked and unmarked Unicode decodes to the words that were written."""
    content = FRENCH.encode(encoding)
    found, _ = encoding_found(tmp_path, content)
    assert found is not None
    assert content.decode(found) == FRENCH


def test_what_is_told_wins(tmp_path: Path) -> None:
    """An encoding that a person tells is used, even where the bytes would also fit another."""
    assert encoding_found(tmp_path, FRENCH.encode("cp1252"), told="latin-1") == ("iso8859-1", "told")
    assert encoding_found(tmp_path, FRENCH.encode("utf-8-sig"), told="UTF-8") == ("utf-8-sig", "told")


def test_damaged_utf8_is_not_read_as_another_encoding(tmp_path: Path) -> None:
    """UTF-8 with one bad byte stays UTF-8, so that reading can name the byte, and is not turned into other letters."""
    assert encoding_found(tmp_path, RUSSIAN.encode() + b"\xd0")[0] == "utf-8"


def test_a_late_old_letter_is_seen(tmp_path: Path) -> None:
    """A text that is ASCII for a long while and then is not is judged by the place where it is not."""
    content = b"plain words. " * 90_000 + RUSSIAN.encode("cp1251") * 3
    assert encoding_found(tmp_path, content) == ("cp1251", "detected")


def test_html_declares_its_encoding(tmp_path: Path) -> None:
    """A meta element is believed where every byte agrees with it, and left aside where one does not."""
    path = tmp_path / "a.html"
    path.write_bytes(b'<html><meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251"))
    (item,) = gather([path])
    assert isinstance(item, Found)
    assert (item.encoding, item.encoding_from) == ("cp1251", "meta element")
    path.write_bytes(b'<html><meta charset="utf-8"><p>' + RUSSIAN.encode("cp1251"))
    (item,) = gather([path])
    assert isinstance(item, Found)
    assert (item.encoding, item.encoding_from) == ("cp1251", "detected")
