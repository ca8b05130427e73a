"""Takes claims and documents, gives comparisons, ties and remarks, never a verdict."""

from accounted.reconcile.group import compare
from accounted.reconcile.independence import ties
from accounted.reconcile.origins import origins
from accounted.reconcile.remarks import REMARK_CODES, remarks

__all__ = ["REMARK_CODES", "compare", "origins", "remarks", "ties"]
