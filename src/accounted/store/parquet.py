"""Takes columns, gives a Parquet file in `derived/` that R, Python and DuckDB read; it may be deleted at any time."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from accounted.store.layout import DERIVED

SAID: Final = """What lies here is made from files, acts and ledger, and may be deleted at any time.

Do not pass it on. The Parquet tables leave out what the rows of withheld persons say. The desk's views (*.sqlite) and
the index hold documents and rows as received, withheld persons among them: pages leave them out, this folder does not.
Ids here are hashes of what was received, so that whoever holds a row can test whether it is here. `accounted publish`
writes what may be read by others, and `out/` holds nothing from here.
"""


def write_tables(root: Path, tables: Mapping[str, Mapping[str, Any]]) -> tuple[Path, ...]:
    """Takes a project folder and tables as {name: {column: array}}, gives the files written, the same bytes again.

    A file is put in the place of the older one when it is whole.
    """
    import duckdb  # noqa: PLC0415 - heavy, and needed for these files alone

    (root / DERIVED).mkdir(exist_ok=True)
    (root / DERIVED / "README.txt").write_text(SAID, encoding="utf-8")
    written = []
    with duckdb.connect() as database:
        database.execute("set threads = 1")
        for name, columns in tables.items():
            path, waiting = root / DERIVED / f"{name}.parquet", root / DERIVED / f"{name}.parquet.part"
            database.register("told", dict(columns))
            target = str(waiting).replace("'", "''")
            database.execute(f"copy (select * from told) to '{target}' (format parquet, compression zstd)")  # noqa: S608
            database.unregister("told")
            waiting.replace(path)
            written.append(path)
    return tuple(written)
