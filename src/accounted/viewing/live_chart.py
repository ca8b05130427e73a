"""Takes rows of a comparison, gives their interval chart for a pointer: what it points at is told.

The same specification as the still picture, so that no mark moves; the script that draws it is Vega's own, as the
installed library carries it (BSD-3-Clause), and interprets expressions instead of compiling them, so that the pages'
policy on scripts stays as strict as it is.
"""

from functools import cache
from typing import Any, Final

from accounted.core.chart import NARROW, WIDE, interval_chart
from accounted.viewing.pictures import chart_rows
from accounted.viewing.sentences import copy_sentence

_POINTED: Final = "pointed"
_OPENS: Final = """
window.accountedChart = (at, told) => vegaEmbed(at, told, {
  ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true },
});
"""
_NOT_STEPPING_BACK: Final = ("between", "reach")


@cache
def script() -> str:
    """Gives the script that draws live charts; made by the library in a second or two, once a process."""
    import vl_convert  # noqa: PLC0415  loaded when a chart is drawn

    made: str = vl_convert.javascript_bundle(_OPENS)
    return made


def live_specification(
    rows: list[dict[str, Any]], *, description: str, event: str, narrow: bool = False
) -> dict[str, Any]:
    """Takes rows in order, what the chart shows and the event's title, gives the Vega-Lite specification.

    Each row carries its id and its copied sentence; a band as wide as the chart takes the pointer.
    """
    layout = NARROW if narrow else WIDE
    made = interval_chart(chart_rows(rows), description=description, layout=layout)
    top = 0
    for value, row in zip(made["data"]["values"], rows, strict=True):
        value |= {"row": row["id"], "told": copy_sentence(row, event=event), "y_top": top}
        top = value["y_end"]
    across = {"x": {"value": -layout.plot}, "x2": {"value": layout.width - layout.plot}}
    made["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"  # what the bundled script draws
    made["layer"] = [*(_stepping_back(one) for one in made["layer"]), _reach(across, made["height"])]
    return made


def _stepping_back(layer: dict[str, Any]) -> dict[str, Any]:
    """Gives a layer whose marks fade where another row is pointed at."""
    if layer["name"] in _NOT_STEPPING_BACK:
        return layer
    fading = {"condition": {"param": _POINTED, "value": 1}, "value": 0.3}
    return layer | {"encoding": layer["encoding"] | {"opacity": fading}}


def _reach(across: dict[str, Any], height: int) -> dict[str, Any]:
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": True}
    top = {"field": "y_top", "type": "quantitative", "axis": None, "scale": scale}
    shown = {"tooltip": {"field": "told"}, "href": {"field": "href"}}
    chosen = {"type": "point", "fields": ["row"], "on": "pointerover", "clear": "pointerout"}
    return {
        "name": "reach",
        "params": [{"name": _POINTED, "select": chosen}],
        "mark": {"type": "rect", "color": "transparent", "cursor": "pointer"},
        "encoding": across | {"y": top, "y2": {"field": "y_end"}} | shown,
    }
