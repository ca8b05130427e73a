"""Takes a document, gives its text with offsets, and the claims in it with their exact words."""

from accounted.read.accuracy import measured
from accounted.read.claims_table import is_claims_table, read_claims_table, table_header
from accounted.read.gate import Differences, differences
from accounted.read.gazetteer import Candidate, candidates
from accounted.read.importers import format_of, read_import
from accounted.read.importers_xlsx import read_workbook
from accounted.read.language import language_of
from accounted.read.reader import VERSION, read_text
from accounted.read.textlayer import pages_without_text, text_layer

__all__ = [
    "VERSION",
    "Candidate",
    "Differences",
    "candidates",
    "differences",
    "format_of",
    "is_claims_table",
    "language_of",
    "measured",
    "pages_without_text",
    "read_claims_table",
    "read_import",
    "read_text",
    "read_workbook",
    "table_header",
    "text_layer",
]
