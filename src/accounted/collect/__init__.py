"""Takes paths, gives documents: their bytes hashed first, then looked at."""

from accounted.collect.duplicates import duplicates
from accounted.collect.found import Found, Limits
from accounted.collect.intake import gather
from accounted.collect.names import as_on_disk, printable

__all__ = ["Found", "Limits", "as_on_disk", "duplicates", "gather", "printable"]
