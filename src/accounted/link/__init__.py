"""Takes rows of lists, gives which rows are one person, with reasons, a probability each, and a reviewer's
decisions.
"""

from accounted.link.captured import CaptureRows, ClusteringDraws, capture_rows, clustering_draws
from accounted.link.choose import Decided
from accounted.link.clerical import Measured, Question, measured, missed_rate, next_questions
from accounted.link.copied import leaning_lists, lists_in_one_order
from accounted.link.decide import Answer, agreement, reviewers_agree, settled
from accounted.link.draws import Draws, draws, overlap
from accounted.link.engines import ENGINES, Difference, differences, engine_of
from accounted.link.linkage import (
    VERSION,
    Linkage,
    chains,
    clusters_of,
    doubtful_pairs,
    link,
    pairs,
    placed_pairs,
    unclosed,
)
from accounted.link.page import page
from accounted.link.reasons import in_words, reasons
from accounted.link.written import person_table

__all__ = [
    "ENGINES",
    "VERSION",
    "Answer",
    "CaptureRows",
    "ClusteringDraws",
    "Decided",
    "Difference",
    "Draws",
    "Linkage",
    "Measured",
    "Question",
    "agreement",
    "capture_rows",
    "chains",
    "clustering_draws",
    "clusters_of",
    "differences",
    "doubtful_pairs",
    "draws",
    "engine_of",
    "in_words",
    "leaning_lists",
    "link",
    "lists_in_one_order",
    "measured",
    "missed_rate",
    "next_questions",
    "overlap",
    "page",
    "pairs",
    "person_table",
    "placed_pairs",
    "reasons",
    "reviewers_agree",
    "settled",
    "unclosed",
]
