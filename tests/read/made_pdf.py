"""PDF files made byte by byte (ISO 32000-1), so that the tests know what stands in them."""

import hashlib

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf_of(*pages: list[str], password: bytes | None = None) -> bytes:
    """Gives a PDF with these lines on its pages, locked with a password (RC4, 40 bits, 7.6.3) where one is given."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    owner = _owner_entry(password) if password is not None else b""
    key = _key(password, owner) if password is not None else None
    for index, lines in enumerate(pages):
        resources = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, 5 + 2 * index))
        drawn = _drawn(lines)
        if key is not None:
            drawn = rc4(hashlib.md5(key + (5 + 2 * index).to_bytes(3, "little") + b"\0\0").digest()[:10], drawn)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _written(objects, b"" if key is None else _encryption(key, owner))


def written_pdf(contents: list[bytes]) -> bytes:
    """Gives a PDF whose pages are drawn by these content streams; its font is Courier, /F1, as wide everywhere."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for index, drawn in enumerate(contents):
        resources = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, 5 + 2 * index))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _written(objects, b"")


def _drawn(lines: list[str]) -> bytes:
    rows = (line.encode("cp1252") for line in lines)
    quoted = (row.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") for row in rows)
    return b"BT /F1 12 Tf 14 TL 72 770 Td\n" + b"".join(b"(%s) Tj T*\n" % row for row in quoted) + b"ET"


def _written(objects: list[bytes], encryption: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"<< /Size %d /Root 1 0 R %s>>" % (len(objects) + 1, encryption)
    return out + b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def _padded(password: bytes) -> bytes:
    return (password + PADDING)[:32]


def _owner_entry(password: bytes) -> bytes:
    return rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _key(password: bytes, owner: bytes) -> bytes:
    permissions = (-4).to_bytes(4, "little", signed=True)
    return hashlib.md5(_padded(password) + owner + permissions + bytes(16)).digest()[:5]


def _encryption(key: bytes, owner: bytes) -> bytes:
    user = rc4(key, PADDING)
    entries = b"/O <%s> /U <%s>" % (owner.hex().encode(), user.hex().encode())
    identifier = b"<%s>" % bytes(16).hex().encode()
    return b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 %s >> /ID [%s %s] " % (entries, identifier, identifier)


def rc4(key: bytes, content: bytes) -> bytes:
    """Gives bytes locked with the RC4 stream of a key."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
