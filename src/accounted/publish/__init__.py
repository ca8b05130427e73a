"""Takes what the other rooms made, gives pages in which every number walks home."""

from accounted.publish.edition import Doings, Edition, Reconciling
from accounted.publish.report import draft

__all__ = ["Doings", "Edition", "Reconciling", "draft"]
