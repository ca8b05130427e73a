"""Files for the journeys: the demonstration's eight documents, and files with one fault each."""

import shutil
import zipfile
from importlib import resources
from pathlib import Path

DOCUMENTS = (
    "01-ministry-press-release.txt",
    "02-wire-story.txt",
    "03-courier-article.html",
    "04-assembly-statement.eml",
    "05-secours-communique-fr.txt",
    "06-rights-centre-report.pdf",
    "07-council-statement.docx",
    "08-ministry-reply.html",
)
PHOTOGRAPH = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
ASIDE = {
    "empty.txt": "empty-file",
    "broken.pdf": "broken-pdf",
    "locked.zip/secret.txt": "zip-encrypted",
    "climbing.zip/../outside.txt": "zip-path-climbs",
}
"""What is set aside in a folder of faulty files, and under which code."""
MEMBERS = {
    "letters.zip/one/letter.txt": "About 40 people were injured in Ardel.",
    "climbing.zip/inside.txt": "At least 12 people were killed in Ardel.",
}
"""What is read from the archives in a folder of faulty files."""


def ardel(folder: Path) -> Path:
    """Takes a folder, gives the demonstration's Ardel documents copied into it."""
    with resources.as_file(resources.files("accounted") / "demo" / "ardel") as here:
        return Path(shutil.copytree(here, folder / "ardel"))


def faulty(folder: Path) -> Path:
    """Takes a folder, gives a new folder in it: files with one fault each, and good ones beside them."""
    made = folder / "faulty"
    made.mkdir()
    (made / "empty.txt").write_bytes(b"")
    (made / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (made / "photo.jpg").write_bytes(PHOTOGRAPH)
    _zip(made / "letters.zip", {"one/letter.txt": MEMBERS["letters.zip/one/letter.txt"]})
    _zip(made / "climbing.zip", {"../outside.txt": "9 died.", "inside.txt": MEMBERS["climbing.zip/inside.txt"]})
    _zip(made / "locked.zip", {"secret.txt": "7 died."})
    _mark_as_encrypted(made / "locked.zip")
    return made


def _zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)


def _mark_as_encrypted(path: Path) -> None:
    """Sets the flag for encryption in the local and the central header of a one-member archive (APPNOTE 4.4.4)."""
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
