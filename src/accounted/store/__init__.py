"""Takes bytes and acts, gives them back unchanged, or says what was changed."""

from accounted.store.acts import KINDS, Act, By, act_hash, act_of
from accounted.store.chain import Change
from accounted.store.files import Kept
from accounted.store.folder import Folder
from accounted.store.index import Index
from accounted.store.merge import Merged
from accounted.store.parquet import write_tables
from accounted.store.texts import text_hash
from accounted.store.verify import Examination, examine

__all__ = [
    "KINDS",
    "Act",
    "By",
    "Change",
    "Examination",
    "Folder",
    "Index",
    "Kept",
    "Merged",
    "act_hash",
    "act_of",
    "examine",
    "text_hash",
    "write_tables",
]
