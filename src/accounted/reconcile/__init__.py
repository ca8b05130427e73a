"""Takes claims and documents, gives comparisons, ties, remarks and figures by named rule, never a verdict."""

from accounted.reconcile.assembled import Assembled, Assessed, Decided, history, unconfirmed
from accounted.reconcile.carrying import carry
from accounted.reconcile.counting.differences import answer_words, differences, explain
from accounted.reconcile.counting.machine import count
from accounted.reconcile.counting.named import NAMED
from accounted.reconcile.counting.own import read_inclusion, read_rule
from accounted.reconcile.counting.recipe import Recipe
from accounted.reconcile.decided_ties import DecidedTies, decide_ties
from accounted.reconcile.editions import carried, compare_editions, current_readings
from accounted.reconcile.event_links import (
    nestings,
    propose_links,
    seen_from,
    with_decided_events,
)
from accounted.reconcile.group import compare
from accounted.reconcile.inclusion import EVERY_PERSON, include
from accounted.reconcile.independence import ties
from accounted.reconcile.naming import name_table
from accounted.reconcile.origins import origins
from accounted.reconcile.picture import leans_picture
from accounted.reconcile.positions import position_rows, positions
from accounted.reconcile.rates import average_age
from accounted.reconcile.remarks import REMARK_CODES, remarks
from accounted.reconcile.scopes import scope_differences

__all__ = [
    "EVERY_PERSON",
    "NAMED",
    "REMARK_CODES",
    "Assembled",
    "Assessed",
    "Decided",
    "DecidedTies",
    "Recipe",
    "answer_words",
    "average_age",
    "carried",
    "carry",
    "compare",
    "compare_editions",
    "count",
    "current_readings",
    "decide_ties",
    "differences",
    "explain",
    "history",
    "include",
    "leans_picture",
    "name_table",
    "nestings",
    "origins",
    "position_rows",
    "positions",
    "propose_links",
    "read_inclusion",
    "read_rule",
    "remarks",
    "scope_differences",
    "seen_from",
    "ties",
    "unconfirmed",
    "with_decided_events",
]
