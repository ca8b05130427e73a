"""Takes a capture table, gives the closed-form estimates: Chapman's for two lists, Chao's lower bound for any
number.
"""

import math
from statistics import NormalDist

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate
from accounted.core.outcome import Refusal
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import conditions, refusal


def chapman(table: CaptureTable, *, lists: tuple[str, str] | None = None, level: float = 0.95) -> Estimate | Refusal:
    """Takes a table of two lists (or the names of two of its lists), gives Chapman's estimate, labelled as of lower
    trust.

    N = (n1 + 1)(n2 + 1)/(m + 1) - 1 (Chapman 1951, Univ. California Publ. Statist. 1:131); variance of Seber (1970,
    Biometrika 57:313); interval on log(N - n) (Chao 1987). 200 and 150 with 30 on both: N = 201 * 151 / 31 - 1 =
    978.06.

    Chapman (1951); variance of Seber (1970). Assumes two lists that do not lead to one another, and persons all alike.

    >>> chapman(table.only(["ngo", "church"])).shown()
    '230 (95 % interval 180 to 320), of whom 121 stand on lists'
    """
    pair = table.only(lists) if lists else table
    held = conditions(pair, "chapman", least=2, most=2)
    if held is not None:
        return held
    (first, n1), (second, n2) = pair.in_use().per_list().items()
    m = pair.overlap(first, second)
    point = (n1 + 1) * (n2 + 1) / (m + 1) - 1
    variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2))
    low, high = log_interval(pair.persons, point, variance, level=level)
    two = (
        "Two lists cannot show whether one leads to the other. If they share informants the number is too low, if "
        "they avoid each other too high."
    )
    return estimate_of(
        pair,
        "chapman",
        Found(point=point, low=low, high=high, level=level),
        Account(
            assumes=(
                f"Being on {first} says nothing about being on {second}, and everybody is equally likely to be on "
                f"{first}.",
            ),
            told={"overlap": m, first: n1, second: n2},
            gates=(Gate(name="three lists", met=False, words=two), few_shared(m)),
            choices={"lists": f"{first}, {second}", "level": level},
        ),
    )


def chao(table: CaptureTable, *, level: float = 0.95) -> Estimate | Refusal:
    """Takes a table, gives Chao's lower bound: at least so many, whatever the differences between persons.

    N = n + (t - 1)/t * f1^2 / (2 f2) with f1, f2 the persons on exactly one and two of t lists; f1 (f1 - 1)/2 where
    f2 is 0 (Chao 1987, Biometrics 43:783; variance as in Chao & Chiu 2016). f1 = 30, f2 = 10, t = 3, n = 44: 44 + 30
    = 74.

    Assumes that lists do not lead to one another.

    >>> chao(table).shown()
    '270 (95 % interval 230 to 350), of whom 159 stand on lists'
    >>> 113 + 37 + 9, round(159 + 2 / 3 * 113**2 / (2 * 37), 1) == round(chao(table).point, 1)
    (159, True)
    """
    held = conditions(table, "chao", least=2, most=60)
    if held is not None:
        return held
    used = table.in_use()
    captured = used.captured()
    t, f1, f2 = len(used.lists), captured[0], captured[1]
    if not f2:
        return refusal(
            "cell-empty",
            "chao",
            "Nobody stands on exactly two lists; the method divides by that number.",
            "Use a method that models the lists one by one.",
        )
    k, ratio = (t - 1) / t, f1 / f2
    unseen = k * f1**2 / (2 * f2)
    variance = f2 * (k / 2 * ratio**2 + k**2 * ratio**3 + k**2 / 4 * ratio**4)
    low, high = log_interval(table.persons, table.persons + unseen, variance, level=level)
    words = (
        "Lists do not lead to one another. Persons may differ in how likely they are to be listed; then this is a "
        "lower bound."
    )
    return estimate_of(
        table,
        "chao",
        Found(point=table.persons + unseen, low=low, high=high, level=level),
        Account(
            assumes=(words,),
            told={"on_one_list": f1, "on_two_lists": f2, "lists": t, "lower_bound": True},
            gates=(few_shared(f2),),
            choices={"level": level},
        ),
    )


def log_interval(persons: int, point: float, variance: float, *, level: float) -> tuple[float, float]:
    """Takes the persons seen, the point and its variance, gives the interval on log(N - n), so never below n.

    Chao (1987): n + f0/C to n + f0 C, C = exp(z sqrt(log(1 + variance/f0^2))).
    """
    unseen = point - persons
    if unseen <= 0.0:
        return float(persons), float(persons)
    z = NormalDist().inv_cdf((1 + level) / 2)
    factor = math.exp(z * math.sqrt(math.log1p(variance / unseen**2)))
    return persons + unseen / factor, persons + unseen * factor


def few_shared(shared: int, *, least: int = 7) -> Gate:
    """Takes how many persons are shared, gives the gate on it.

    Robson & Regier (1964): with fewer than seven recaptures the bias of the ratio estimate is no longer negligible.
    """
    words = (
        f"{shared} persons are shared, at least {least} are asked for: with fewer, one person more or less moves the "
        "figure a great deal."
    )
    return Gate(name="enough shared persons", met=shared >= least, words=words)
