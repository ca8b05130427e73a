"""The page on a linkage: how many persons, how sure, which pairs to look at, and why: one file, nothing loaded from
afar.
"""

import itertools
from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np

from accounted.core.outcome import Remark, first_of_each
from accounted.core.person import Pair, Reason
from accounted.link.linkage import Linkage
from accounted.link.reasons import in_words

SHOWN: Final = 40
_STYLE: Final = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0
1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px
solid #ccc;
vertical-align:top;font-variant-numeric:tabular-nums}.n{text-align:right}.bar{display:inline-block;height:.7rem;background:#3a5a78
vertical-align:top;font-variant-numeric:tabular-nums}.n{text-align:right}.bar{display:inline-block;height:.7rem;background:#3a5a78}
.less{background:none;outline:1px solid #3a5a78}summary{cursor:pointer}bdi{unicode-bidi:isolate}
@media(prefers-color-scheme:dark){body{color:#eee;background:#151515}.bar{background:#8ab}.less{background:none}}"""
_SAYS: Final = (
    "Rows are claims of the lists' publishers. A link says that two rows are held to be one person with a stated "
    "probability; it says nothing on whether the list is right. A person on no list is not counted here."
)


def page(made: Linkage, doubtful: Sequence[Pair], remarks: Sequence[Remark]) -> str:
    """Takes a linkage, its most doubtful pairs with reasons and remarks, gives one HTML page."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Persons across lists</title><style>{_STYLE}</style>",
        f"<h1>Persons across lists</h1><p>{escape(_SAYS)}</p>",
        _counts(made),
        _sure(made),
        _section("To be looked at", _looked_at(remarks)),
        _section("Pairs most in doubt", [_pair(pair) for pair in doubtful]),
        _how(made),
    ]
    return "\n".join(parts) + "\n"


def _section(title: str, parts: Sequence[str]) -> str:
    return f"<h2>{escape(title)}</h2>\n" + "\n".join(parts or ["<p>None.</p>"])


def _looked_at(remarks: Sequence[Remark]) -> list[str]:
    shown, more = first_of_each(remarks, SHOWN)
    parts = [f"<p>{escape(one.message)}</p>" for one in shown]
    for code, count in more.items():
        where = "The persons they are on stand in persons.csv, all remarks in what --json prints."
        parts.append(f"<p>{count:,} more of the kind {escape(code)} are not shown here. {where}</p>")
    return parts


def _counts(made: Linkage) -> str:
    rows = [
        (f"rows of {one.name}", len(one), f"{len(one.aside)} set aside, {len(one.not_named)} not naming one person")
        for one in made.rows.lists
    ]
    sizes = np.bincount(made.person)
    sizes = sizes[sizes > 0]
    rows.append(("rows that share a person with another row", int(sizes[sizes > 1].sum()), ""))
    rows.append(
        ("persons and rows that stand alone", len(sizes), "rows set aside or naming nobody stand alone unless linked")
    )
    body = "".join(f"<tr><td><bdi>{escape(a)}</bdi><td class=n>{b:,}<td>{escape(c)}" for a, b, c in rows)
    return f"<table>{body}</table>"


def _sure(made: Linkage) -> str:
    edges = (0.05, 0.2, 0.5, 0.8, 0.95, 1.0000001)
    probability, linked = made.scored.probability, made.linked()
    body = ""
    for low, high in itertools.pairwise(edges):
        inside = (probability >= low) & (probability < high)
        counts = f"<td class=n>{int(inside.sum()):,}<td class=n>{int((inside & linked).sum()):,}"
        body += f"<tr><td>{low:.2f} to {min(high, 1):.2f}{counts}"
    head = "<tr><th>probability<th class=n>pairs<th class=n>held to be one person"
    return f"<h2>How sure</h2><table>{head}{body}</table>"


def _pair(pair: Pair) -> str:
    total = max((abs(one.bits) for one in pair.reasons), default=1.0)
    bars = "".join(_bar(one, total) for one in pair.reasons)
    said = "held to be one person" if pair.linked else "not linked"
    where = f"{pair.list_a}:{pair.row_a} and {pair.list_b}:{pair.row_b}"
    title = f"{pair.probability:.2f}, {said}: <bdi>{escape(where)}</bdi>"
    return f"<details><summary>{title}</summary><p>{escape(in_words(pair.reasons))}</p><table>{bars}</table></details>"


def _bar(one: Reason, total: float) -> str:
    width = 12 * abs(one.bits) / total
    kind = "bar" if one.bits >= 0 else "bar less"
    values = f"<bdi>{escape(one.left)}</bdi><td><bdi>{escape(one.right)}</bdi>"
    mark = f"<span class='{kind}' style='width:{width:.2f}rem'></span>"
    return f"<tr><td>{escape(one.field)}<td>{values}<td>{escape(one.agreement)}<td class=n>{one.bits:+.1f}<td>{mark}"


def _how(made: Linkage) -> str:
    weights = made.scored.weights
    told = (
        f"{made.candidates:,} of {weights.all_pairs:,.0f} pairs were compared in full (dense windows: {made.windows}; "
        f"{made.blocks_cut} blocks passed over for their size). Expected pairs of one person among all: "
        f"{weights.matches:,.0f}; of two persons of one family or event: {weights.relatives:,.0f}. "
        "Weights are in bits: each bit doubles the odds. Method: Fellegi and Sunter 1969 with priors, rare words "
        "weighing more; rows of one list compete where a list names a person once."
    )
    return f"<h2>How it was made</h2><p>{escape(told)}</p>"
