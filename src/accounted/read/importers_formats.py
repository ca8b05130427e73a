"""The tables that others publish: what a row of each holds, as figures with the columns that hold them.

A row's figures are as its publisher coded them: the publisher speaks, and the source that it names stands in the
citation. A place is never more precise than the format's own precision code, a date never more than its code.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One figure of a row: its effect, the columns of low, best and high, who is counted, and what else is known.

    `part` says that it breaks down the figure before it that is no part. `speaker` overrides the format's.
    """

    effect: str
    low: str | None = None
    best: str | None = None
    high: str | None = None
    victims: str | None = None
    part: bool = False
    speaker: str | None = None
    note: str | None = None
    unit: str = "persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a row tells of all its figures: when (EDTF), where, event, and where it was seen."""

    event: str | None
    when: str | None
    where: str | None
    speaker: str
    seen_in: str | None = None
    title: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One published format: its name, the columns that it is known by, and how a row is read."""

    name: str
    known_by: frozenset[str]
    told: Callable[[Row], Told]
    wanted: Callable[[Row], Iterator[Wanted]]


def filled(row: Row, *columns: str) -> str | None:
    """Takes a row and columns, gives the first that is filled, without blanks at its ends."""
    return next((row[c].strip() for c in columns if row.get(c, "").strip()), None)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})")


def day_of(written: str | None) -> str | None:
    """Takes a date as such tables write it, gives the EDTF day, or None where it is another form.

    >>> day_of("2012-05-03 00:00:00.000"), day_of("01 May 2023"), day_of("May 2023")
    ('2012-05-03', '2023-05-01', None)
    """
    iso = _ISO.match(written or "")
    if iso:
        return iso[0]
    words = _WORDS.fullmatch((written or "").strip())
    month = words[2].lower() if words else ""
    return f"{words[3]}-{_MONTHS.index(month) + 1:02}-{int(words[1]):02}" if words and month in _MONTHS else None


def days_of(first: str | None, last: str | None) -> str | None:
    """Takes two dates as written, gives the EDTF day or interval, None where the first cannot be read."""
    start, end = day_of(first), day_of(last)
    if start is None:
        return None
    return f"{start}/{end}" if end and end > start else start


def _event(where: str | None, when: str | None, name: str) -> str:
    return ", ".join(part for part in (where, when) if part) + f" ({name})"


def _ucdp_told(row: Row) -> Told:
    """UCDP GED Codebook: where_prec 1 to 7; the interval of days is what a date_prec above 1 states."""
    columns = {"3": ("adm_2", "adm_1", "country"), "4": ("adm_1", "country"), "6": ("country",)}
    where = filled(row, *columns.get(row.get("where_prec", "").strip(), ("where_coordinates", "adm_2", "country")))
    when = days_of(row.get("date_start"), row.get("date_end"))
    original = filled(row, "source_original")
    return Told(
        event=_event(where, when, f"UCDP GED {row.get('id', '').strip()}"),
        when=when,
        where=where,
        speaker="UCDP",
        seen_in=filled(row, "source_article", "source_office"),
        title=filled(row, "source_headline"),
        note=f"said by, as UCDP names it: {original}" if original else None,
    )


def _ucdp_wanted(row: Row) -> Iterator[Wanted]:
    yield Wanted(effect="killed", low="low", best="best", high="high", victims="people")
    parts = (("deaths_a", filled(row, "side_a")), ("deaths_b", filled(row, "side_b")))
    for column, side in (*parts, ("deaths_civilians", "civilians"), ("deaths_unknown", "people not told apart")):
        if row.get(column, "").strip() not in ("", "0"):
            yield Wanted(effect="killed", best=column, victims=side, part=True)


def _acled_told(row: Row) -> Told:
    """ACLED Codebook: geo_precision 3 is a larger region; time_precision 2 a week around the day, 3 a month."""
    place = {"3": ("admin1", "country"), "2": ("admin2", "admin1", "country")}
    where = filled(row, *place.get(row.get("geo_precision", "").strip(), ("location", "admin2", "admin1", "country")))
    day, precision = day_of(row.get("event_date")), row.get("time_precision", "").strip()
    when = day and {"2": f"{day}~", "3": day[:7]}.get(precision, day)
    return Told(
        event=_event(where, day and day[:7] if precision == "3" else day, f"ACLED {_acled_id(row)}"),
        when=when,
        where=where,
        speaker="ACLED",
        seen_in=filled(row, "source"),
        note=filled(row, "notes"),
    )


def _acled_id(row: Row) -> str:
    return filled(row, "event_id_cnty", "data_id", "event_id_no_cnty") or ""


def _acled_wanted(row: Row) -> Iterator[Wanted]:
    none = "0 in ACLED: no death reported, or none known" if row.get("fatalities", "").strip() == "0" else None
    yield Wanted(effect="killed", best="fatalities", victims="people", note=none)


_AIRWARS = re.compile(r"(?P<who>\w+?)_(?:reported_)?(?P<effect>killed|injured)_min")
_CONCEDED = re.compile(r"civilian_(?P<what>deaths|injuries)_conceded_min")
_WHO = {"civilians": "civilians", "civilian": "civilians", "civilian_non_combatants": "civilians"}


def _airwars_told(row: Row) -> Told:
    where = filled(row, "location_name", "location", "town", "province", "governorate", "country")
    when = days_of(filled(row, "incident_date", "date"), filled(row, "incident_date_end", "date_end"))
    code = filled(row, "unique_reference_code", "code", "incident_code", "id") or ""
    grade = filled(row, "grading", "civilian_harm_status", "grading_code")
    return Told(
        event=_event(where, when, f"Airwars {code}"),
        when=when,
        where=where,
        speaker="Airwars",
        url=filled(row, "url", "permalink", "link"),
        note=f"graded “{grade}”" if grade else None,
    )


def _airwars_wanted(row: Row) -> Iterator[Wanted]:
    found = [match for match in (_AIRWARS.fullmatch(column) for column in row) if match]
    for effect in ("killed", "injured"):
        named = sorted((m for m in found if m["effect"] == effect), key=lambda m: m["who"] not in _WHO)
        whole = any(_number(row, m[0]) is not None for m in named[:1] if m["who"] in _WHO)
        for match in named:
            high = match[0][:-3] + "max"
            if _number(row, match[0]) is not None or _number(row, high) is not None:
                victims = _WHO.get(match["who"], match["who"].replace("_", " "))
                part = whole and match["who"] in ("children", "women", "men")
                yield Wanted(effect=effect, low=match[0], high=high, victims=victims, part=part)
    for match in (m for m in (_CONCEDED.fullmatch(column) for column in row) if m):
        party = filled(row, "belligerent", "belligerents", "belligerent_name")
        if _number(row, match[0]) is not None and party:
            effect = "killed" if match["what"] == "deaths" else "injured"
            high = match[0][:-3] + "max"
            note = "conceded, in Airwars' term"
            yield Wanted(effect=effect, low=match[0], high=high, victims="civilians", speaker=party, note=note)


def _number(row: Row, column: str) -> str | None:
    return row.get(column, "").strip() or None


def _ibc_told(row: Row) -> Told:
    where = filled(row, "location", "place")
    when = days_of(row.get("start_date"), row.get("end_date")) or days_of(filled(row, "date"), None)
    code = filled(row, "ibc_code", "iraq_body_count_code", "incident_code", "code") or ""
    return Told(
        event=_event(where, when, f"IBC {code}"),
        when=when,
        where=where,
        speaker="Iraq Body Count",
        seen_in=filled(row, "sources", "source"),
    )


def _ibc_wanted(row: Row) -> Iterator[Wanted]:
    low = next((c for c in ("reported_minimum", "minimum", "min") if c in row), None)
    high = next((c for c in ("reported_maximum", "maximum", "max") if c in row), None)
    yield Wanted(effect="killed", low=low, high=high, victims="civilians")


_ACTS = (
    (re.compile(r"kill|death|execut|massacre|murder", re.IGNORECASE), "killed"),
    (re.compile(r"disappear|missing", re.IGNORECASE), "missing"),
    (re.compile(r"detention|arrest|abduct|imprison|hostage", re.IGNORECASE), "detained"),
    (re.compile(r"tortur", re.IGNORECASE), "tortured"),
    (re.compile(r"rape", re.IGNORECASE), "raped"),
    (re.compile(r"injur|wound|assault|beating", re.IGNORECASE), "injured"),
    (re.compile(r"displac|deport|expul|evict", re.IGNORECASE), "displaced"),
)
_UNITS = {"individual": "persons", "family": "families"}


def _huridocs_told(row: Row) -> Told:
    """HURIDOCS Events Standard Formats: fields 0102, 0111 to 0114, 2111, 2112, 2121, 2502, 2115, 0151."""
    where = filled(row, "2112", "0112", "0111")
    when = days_of(filled(row, "2111", "0113"), filled(row, "2121", "0114"))
    status, attribution = filled(row, "0151"), filled(row, "2115")
    notes = [f"status (MT41): {status}" if status else "", f"attribution (MT28): {attribution}" if attribution else ""]
    return Told(
        event=filled(row, "0102", "2103", "0101"),
        when=when,
        where=where,
        speaker=filled(row, "2502", "0162") or "",
        title=filled(row, "0102"),
        note="; ".join(note for note in notes if note) or None,
    )


def _huridocs_wanted(row: Row) -> Iterator[Wanted]:
    """Field 0931 is the number of persons in a group, field 0902 the counting unit (MT7)."""
    act = filled(row, "2109") or ""
    effect = next((effect for pattern, effect in _ACTS if pattern.search(act)), "other")
    unit = _UNITS.get((filled(row, "0902") or "individual").lower(), "other")
    yield Wanted(effect=effect, best="0931", victims=filled(row, "0930", "0902"), unit=unit, note=f"act: {act}")


FORMATS = (
    Format(
        name="UCDP GED",
        known_by=frozenset({"best", "high", "low", "deaths_civilians", "date_start"}),
        told=_ucdp_told,
        wanted=_ucdp_wanted,
    ),
    Format(
        name="ACLED",
        known_by=frozenset({"event_date", "fatalities", "actor1"}),
        told=_acled_told,
        wanted=_acled_wanted,
    ),
    Format(
        name="Airwars",
        known_by=frozenset({"*_killed_min", "*_killed_max"}),
        told=_airwars_told,
        wanted=_airwars_wanted,
    ),
    Format(
        name="Iraq Body Count",
        known_by=frozenset({"ibc_code"}),
        told=_ibc_told,
        wanted=_ibc_wanted,
    ),
    Format(
        name="HURIDOCS Events Standard Formats",
        known_by=frozenset({"0931", "2109"}),
        told=_huridocs_told,
        wanted=_huridocs_wanted,
    ),
)
"""The formats that are known, in the order in which a header is tried."""
