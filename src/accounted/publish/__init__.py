"""Takes what the other rooms made, gives pages in which every number walks home."""

from accounted.publish.edition import Doings, Edition, Reconciling
from accounted.publish.listed import EditionShown, ListShown, PersonsShown, RowShown
from accounted.publish.report import draft

__all__ = ["Doings", "Edition", "EditionShown", "ListShown", "PersonsShown", "Reconciling", "RowShown", "draft"]
