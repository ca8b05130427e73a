"""Splink as second engine: the same rows, mapping, candidates and priors, scored by its model instead of ours.

Splink gets each name as a given name and the words beside it (romanised, with their skeletons), the other fields by
the same kinds, and the candidate pairs found here, so that what differs is the scoring. Its u comes from pairs at
random; its m is learnt by expectation maximisation where some hundreds of pairs of one person are expected, and else
stays at the priors: on a handful of pairs expectation maximisation alone goes astray.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from accounted.core.outcome import WrongUsage
from accounted.link.candidates import Candidates
from accounted.link.encode import WORDS, Column, Encoded
from accounted.link.plan import AGE, DAY, SEX
from accounted.link.reasons import Told
from accounted.link.score import KEEP, Scored, probabilities, score
from accounted.link.weights import OF_FIELDS, OF_NAMES, all_pairs, prior_matches

ENOUGH_FOR_EM: Final = 500
MOST_PAIRS: Final = 2e6
_SIGNS: Final = np.array([*" abcdefghijklmnopqrstuvwxyz", *" " * 3, *"0123456789", *" " * 24])
_LIKE: Final = "jaro_winkler_similarity({0}_l, {0}_r) >= {1}"
_NAME: Final = (
    ("equal", ""), ("alike", "{0}_bone_l = {0}_bone_r"), ("close", _LIKE.format("{0}", 0.92)),
    ("weakly alike", _LIKE.format("{0}", 0.8)), ("different", "ELSE"),
)  # fmt: skip
_DAY: Final = (
    ("same day", ""),
    ("same as far as told", "{0}_l // 512 = {0}_r // 512 and ({0}_l % 32 = 0 or {0}_r % 32 = 0)"),
    ("nearly the same", "abs({0}_l - {0}_r) <= 3"),
    (
        "one part of three differs",
        "{0}_l // 32 = {0}_r // 32 or "
        "({0}_l % 32 = {0}_r % 32 and ({0}_l // 512 = {0}_r // 512 or {0}_l // 32 % 16 = {0}_r // 32 % 16))",
    ),
    ("same year", "{0}_l // 512 = {0}_r // 512"),
    ("a year apart", "abs({0}_l // 512 - {0}_r // 512) = 1"),
    ("different", "ELSE"),
)
_AGE: Final = (
    ("equal", ""), ("one year more", "{0}_r - {0}_l = 1"), ("one year less", "{0}_l - {0}_r = 1"),
    ("two years apart", "abs({0}_l - {0}_r) = 2"), ("three to five years apart", "abs({0}_l - {0}_r) <= 5"),
    ("further apart", "ELSE"),
)  # fmt: skip
_SEX: Final = (("equal", ""), ("different", "ELSE"))
_TEXT: Final = (
    ("equal", ""), ("close", _LIKE.format("{0}", 0.92)), ("partly", _LIKE.format("{0}", 0.8)), ("different", "ELSE"),
)  # fmt: skip
_LEVELS: Final = {DAY: _DAY, AGE: _AGE, SEX: _SEX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One comparison of Splink's: its column, how it is called, its levels with their SQL and prior m, the values."""

    column: str
    label: str
    levels: Sequence[tuple[str, str]]
    m: Sequence[float]
    rare: bool
    values: Any


def installed() -> None:
    """Takes nothing; where Splink is not installed it says how to."""
    if find_spec("splink") is None:
        raise WrongUsage(
            where="accounted link --engine splink", found="Splink is not installed", expected="the extra `splink`",
            advice="Install it: pip install 'accounted[splink]'; or link without --engine.",
        )  # fmt: skip


def splink_score(rows: Encoded, found: Candidates, *, repeats: bool, seed: int) -> Scored:
    """Takes rows and candidates, gives each pair's probability as Splink's model says, and its part by comparison."""
    from splink import Linker, SettingsCreator  # noqa: PLC0415 - an extra
    from splink.internals.duckdb.database_api import DuckDBAPI  # noqa: PLC0415 - an extra

    ours = score(rows, found, repeats=repeats, seed=seed)
    if not found.count:
        return ours
    single = repeats or len(rows.lists) == 1
    matches = prior_matches(rows)
    compared, beside = _names(rows)
    compared += [_field(column, at, rows) for at, column in enumerate(rows.columns)]
    database: Any = DuckDBAPI()
    table, pairs = _registered(database, compared, beside, found)
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=[_comparison(one) for one in compared],
        probability_two_random_records_match=matches / all_pairs(rows, repeats=single), em_convergence=0.001,
        blocking_rules_to_generate_predictions=[_rules(compared)[0]],
        retain_matching_columns=True, retain_intermediate_calculation_columns=True,
    )  # fmt: skip
    linker: Any = Linker(table, settings, log_level="ERROR")
    _train(linker, compared, matches=matches, seed=seed)
    linker.table_management.register_blocked_pairs_for_predict(pairs)
    scored = linker.inference.predict(warning_mode="never").physical_name
    left, right, odds, told = _fetched(database, scored, compared)
    probability = probabilities(rows, odds, left, right=right, compete=not single)
    return Scored(
        left=left, right=right, log_odds=odds, probability=probability, weights=ours.weights, told=told,
    )  # fmt: skip


def _names(rows: Encoded) -> tuple[list[Compared], dict[str, Any]]:
    """Gives names as a given name and the words beside it in the order of the alphabet, and the skeletons of both."""
    roman, bones = [*rows.words.roman, ""], [*rows.words.bone_id.tolist(), -1]
    told: dict[str, list[Any]] = {"given": [], "given_bone": [], "others": [], "others_bone": []}
    for line in rows.lines[:, -WORDS:].tolist():
        words = [word for word in line if word >= 0]
        first = next((word for word in words if word & 1), -1)
        others = [word >> 1 for word in words if word != first]
        told["given"].append(roman[first >> 1] or None)
        told["given_bone"].append(bones[first >> 1])
        told["others"].append(" ".join(sorted(roman[word] for word in others)) or None)
        told["others_bone"].append(" ".join(map(str, sorted(bones[word] for word in others))))
    m = [[part / sum(OF_NAMES[kind].m) for part in OF_NAMES[kind].m[:5]] for kind in (2, 0)]
    made = [
        Compared(column="given", label="given name", levels=_NAME, m=m[0], rare=True, values=told["given"]),
        Compared(column="others", label="name", levels=_NAME, m=m[1], rare=True, values=told["others"]),
    ]
    return made, {name: told[name] for name in ("given_bone", "others_bone")}


def _field(column: Column, at: int, rows: Encoded) -> Compared:
    kind = column.field.kind
    levels = _LEVELS.get(kind, _TEXT)
    values: Any = column.code
    if kind not in _LEVELS:
        letters = rows.tables.letters[:, :-1]
        texts = np.array(["".join(_SIGNS[line[line > 0]]) for line in letters[column.texts :]] or [""], object)
        values = [*np.where(column.code >= 0, texts[column.code], None)]
    m = OF_FIELDS[kind].m[: len(levels)]
    label = column.field.label
    return Compared(column=f"f{at}", label=label, levels=levels, m=m, rare=column.share is not None, values=values)


def _registered(database: Any, compared: Sequence[Compared], beside: dict[str, Any], found: Candidates) -> Any:
    """Puts rows and candidate pairs into the database, gives Splink's names for both."""
    import pyarrow as pa  # noqa: PLC0415 - comes with Splink

    columns = {one.column: pa.array(one.values) for one in compared} | {k: pa.array(v) for k, v in beside.items()}
    columns["unique_id"] = pa.array(np.arange(len(compared[0].values)))
    whole = [one.column for one in compared if not isinstance(one.values, list)]
    database._con.register("accounted_given", pa.table(columns))
    replaced = ", ".join(f"nullif({name}, -1) as {name}" for name in whole)
    told = f"* replace ({replaced})" if whole else "*"
    rows = f"create table accounted_rows as select {told} from accounted_given"  # noqa: S608 - names of our own
    database._con.execute(rows)
    pairs = {"match_key": pa.array(["0"] * found.count), "join_key_l": found.left, "join_key_r": found.right}
    database._con.register("accounted_pairs", pa.table(pairs))
    database._con.execute("create table accounted_found as select * from accounted_pairs")
    return database.register("accounted_rows"), database.register("accounted_found")


def _comparison(one: Compared) -> Any:
    from splink.internals import comparison_level_library as cll  # noqa: PLC0415 - an extra
    from splink.internals.comparison_library import CustomComparison  # noqa: PLC0415 - an extra

    levels: list[Any] = [cll.NullLevel(one.column)]
    for (label, sql), m in zip(one.levels, one.m, strict=True):
        if not sql:
            rare: Any = {"tf_adjustment_column": one.column} if one.rare else {}
            levels.append(cll.ExactMatchLevel(one.column).configure(m_probability=m, **rare))
        elif sql == "ELSE":
            levels.append(cll.ElseLevel().configure(m_probability=m))
        else:
            levels.append(cll.CustomLevel(sql.format(one.column), label).configure(m_probability=m))
    return CustomComparison(output_column_name=one.column, comparison_levels=levels)


def _rules(compared: Sequence[Compared]) -> list[Any]:
    """Gives what pairs must agree on to train the rest: the whole name, and the rarest other field."""
    from splink import block_on  # noqa: PLC0415 - an extra

    rare = [one for one in compared[2:] if one.rare]
    others = sorted(rare, key=lambda one: -len(set(one.values)))
    return [block_on("given_bone", "others_bone"), *(block_on(one.column) for one in others[:1])]


def _train(linker: Any, compared: Sequence[Compared], *, matches: float, seed: int) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=seed)
    if matches >= ENOUGH_FOR_EM:
        for rule in _rules(compared):
            linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=MOST_PAIRS)


def _fetched(database: Any, scored: str, compared: Sequence[Compared]) -> tuple[Any, Any, Any, Told]:
    """Gives the pairs worth keeping with their log odds (natural logarithms), and each comparison's level and bits."""
    rare = {one.column for one in compared if one.rare}
    bits = [
        f"mw_{one.column}" + (f" + coalesce(mw_tf_adj_{one.column}, 0)" if one.column in rare else "")
        for one in compared
    ]
    levels = [f"gamma_{one.column}" for one in compared]
    columns = ", ".join(["unique_id_l", "unique_id_r", "match_weight", *levels, *bits])
    least = f"match_weight > {KEEP / np.log(2)}"
    # Every name in the text is this module's own.
    sql = f"select {columns} from {scored} where {least} order by unique_id_l, unique_id_r"  # noqa: S608
    told = [np.ma.filled(part, 0) for part in database._con.execute(sql).fetchnumpy().values()]
    gamma = np.stack(told[3 : 3 + len(levels)], axis=1).astype(np.int64)
    parts = np.stack(told[3 + len(levels) :], axis=1)
    last = np.array([len(one.levels) - 1 for one in compared])
    made = Told(
        labels=tuple(one.label for one in compared),
        words=tuple(tuple(label for label, _ in one.levels) for one in compared),
        names=tuple(one.values for one in compared[:2]),
        levels=np.where(gamma >= 0, last - gamma, -1),
        bits=parts,
        prior=float((told[2] - parts.sum(axis=1)).mean()) if len(parts) else 0.0,
    )
    return told[0].astype(np.int32), told[1].astype(np.int32), (told[2] * np.log(2)).astype(np.float32), made
