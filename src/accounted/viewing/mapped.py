"""Takes places as stated with what each may mean in a gazetteer, gives a map: land and water, no borders, no colours.

A dot is drawn where the gazetteer knows one town of that name; where it knows several each is a ring, since none is
chosen; "near" is a ring of 25 km. A district, a country, a name that is not there is listed beneath and not drawn.
Land: Natural Earth, 1:50,000,000, public domain. Plate carree with its parallel of true length at the middle (Snyder,
Map Projections - A Working Manual, USGS Professional Paper 1395, 1987, page 90).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

LAND: Final = Path(__file__).parent / "shapes" / "land.txt"
WIDTH: Final = 720
_LEAST: Final = 1.6
"""Degrees of latitude that a map shows at least: about 180 km, so that a coast or a neighbour is in it."""
_NEAR_KM: Final = 25
_KM_A_DEGREE: Final = 111.32
_TALLEST: Final = 0.75
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a place as stated may mean: its name and country in the gazetteer, longitude, latitude, whether near."""

    name: str
    country: str
    longitude: float
    latitude: float
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A place as stated, whether as near, how many figures state it so, and what it may mean, if anything."""

    words: str
    figures: int
    near: bool = False
    meant: tuple[Meant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What part of the earth is drawn: west, south, east, north in degrees, and pixels a degree of each."""

    west: float
    south: float
    east: float
    north: float
    across: float
    up: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Takes a longitude and latitude, gives pixels from the upper left corner."""
        return round((longitude - self.west) * self.across, 1), round((self.north - latitude) * self.up, 1)


def drawn_map(places: Iterable[Told]) -> dict[str, Any]:
    """Takes places as stated, gives the map: land, marks, a scale, and the places that are not drawn.

    The window is set by places that can mean one thing alone; what others may mean outside it is listed.
    """
    told = list(places)
    sure = [m for one in told if len(one.meant) == 1 for m in one.meant]
    window = _window(sure or [m for one in told for m in one.meant])
    if window is None:
        return {"marks": [], "beneath": [_beneath(one, ()) for one in told]}
    inside = {id(one): tuple(m for m in one.meant if _holds(window, m)) for one in told}
    marks = [_mark(window, one, meant) for one in told for meant in inside[id(one)]]
    beneath = [_beneath(one, inside[id(one)]) for one in told if len(inside[id(one)]) < max(1, len(one.meant))]
    height = round((window.north - window.south) * window.up, 1)
    return {
        "width": WIDTH, "height": height, "land": land_path(window), "marks": marks, "beneath": beneath,
        "scale": _scale(window), "lines": _lines(window, height),
    }  # fmt: skip


def _beneath(one: Told, inside: Sequence[Meant]) -> dict[str, Any]:
    """A place with what of it is not on the map; nothing where the gazetteer has no such name."""
    return {
        "words": one.words,
        "near": one.near,
        "figures": one.figures,
        "meant": [m for m in one.meant if m not in inside],
    }


def _window(points: Sequence[Meant]) -> Window | None:
    if not points:
        return None
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    margin = max(0.25 * (north - south), (_LEAST - (north - south)) / 2, 0.4)
    south, north = max(-90.0, south - margin), min(90.0, north + margin)
    true = max(0.2, math.cos(math.radians((south + north) / 2)))
    wide = max((east - west) * 1.3, (north - south) / true / _TALLEST, 0.01)
    middle = (west + east) / 2
    across = WIDTH / wide
    return Window(
        west=middle - wide / 2, east=middle + wide / 2, south=south, north=north, across=across, up=across / true
    )


def _holds(window: Window, point: Meant) -> bool:
    return window.west <= point.longitude <= window.east and window.south <= point.latitude <= window.north


def _mark(window: Window, one: Told, meant: Meant) -> dict[str, Any]:
    x, y = window.at(meant.longitude, meant.latitude)
    form = "several" if len(one.meant) > 1 else "near" if meant.near else "dot"
    radius = round(_NEAR_KM / _KM_A_DEGREE * window.up, 1) if meant.near else 4.5
    left = x > WIDTH * 0.7
    told = {"words": one.words, "near": one.near, "figures": one.figures, "name": meant.name, "country": meant.country}
    return told | {
        "x": x,
        "y": y,
        "form": form,
        "radius": radius,
        "beside": (radius if meant.near else 5) + 4,
        "left": left,
    }


def _scale(window: Window) -> dict[str, Any]:
    """A bar of a round length, about a fifth of the map's width, true at the middle parallel."""
    whole = WIDTH / window.up * _KM_A_DEGREE
    rough = whole / 5
    power = 10 ** math.floor(math.log10(rough))
    length = max(n * power for n in (1, 2, 5) if n * power <= rough)
    return {"km": int(length) if length >= 1 else round(length, 1), "pixels": round(length / whole * WIDTH, 1)}


def _lines(window: Window, height: float) -> dict[str, Any]:
    """Meridians and parallels at a round step, with their degrees."""
    span = window.north - window.south
    step = next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45, 90) if span / s <= 5)
    up = [n * step for n in range(math.ceil(window.south / step), math.floor(window.north / step) + 1)]
    across = [n * step for n in range(math.ceil(window.west / step), math.floor(window.east / step) + 1)]
    return {
        "parallels": [(window.at(0, n)[1], _degrees(n, "N", "S")) for n in up],
        "meridians": [(window.at(n, 0)[0], _degrees(n, "E", "W")) for n in across],
        "height": height,
    }


def _degrees(number: float, plus: str, minus: str) -> str:
    words = f"{abs(number):.1f}".rstrip("0").rstrip(".")
    return f"{words}°{plus if number > 0 else minus if number < 0 else ''}"


@cache
def _rings() -> tuple[tuple[tuple[Point, ...], tuple[float, float, float, float]], ...]:
    """Every ring of land with its bounds, read once a process."""
    made = []
    for line in LAND.read_text(encoding="ascii").splitlines():
        if line.strip() and not line.startswith("#"):
            ring = _ring([int(number) for number in line.split()])
            xs, ys = [p[0] for p in ring], [p[1] for p in ring]
            made.append((ring, (min(xs), min(ys), max(xs), max(ys))))
    return tuple(made)


def _ring(numbers: Sequence[int]) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for across, up in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + up
        points.append((x / 100, y / 100))
    return tuple(points)


def land_path(window: Window) -> str:
    """Takes a window, gives the land in it as the path of an SVG, cut at the window's edges."""
    pieces = []
    for ring, (west, south, east, north) in _rings():
        if east < window.west or west > window.east or north < window.south or south > window.north:
            continue
        cut = _cut(ring, window)
        if len(cut) > 2:
            pieces.append("M" + "L".join(f"{x:g} {y:g}" for x, y in (window.at(*p) for p in cut)) + "Z")
    return "".join(pieces)


def _cut(ring: Sequence[Point], window: Window) -> Sequence[Point]:
    """Cuts a polygon at four edges (Sutherland and Hodgman, Communications of the ACM 17, 1974, pages 32-42)."""
    edges = ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1))
    for axis, bound, side in edges:
        ring = _cut_at(ring, axis, bound, side=side)
    return ring


def _cut_at(ring: Sequence[Point], axis: int, bound: float, *, side: int) -> list[Point]:
    kept: list[Point] = []
    for before, here in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        was, now = (before[axis] - bound) * side >= 0, (here[axis] - bound) * side >= 0
        if was != now:
            part = (bound - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if now:
            kept.append(here)
    return kept
