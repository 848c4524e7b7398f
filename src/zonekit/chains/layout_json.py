"""A laid out chain as JSON, so that it is laid out once and drawn often; and by which method it was laid out."""

from __future__ import annotations

import hashlib
import inspect
from functools import cache
from typing import Any

from zonekit.chains import columns, crossings, heights, layout, wrapping
from zonekit.chains.layout import Band, Box, Layout, Line, Sizes
from zonekit.chains.model import Segment

Json = dict[str, Any]
METHOD_MODULES = (columns, crossings, heights, layout, wrapping)


@cache
def layout_method(sizes: Sizes) -> str:
    """Sixteen characters that change with the sizes and with every change of the code that lays out.

    >>> layout_method(Sizes()) == layout_method(Sizes()), layout_method(Sizes()) == layout_method(Sizes(font=14.0))
    (True, False)
    """
    said = [*(inspect.getsource(module) for module in METHOD_MODULES), repr(sizes)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def layout_to_json(laid: Layout) -> Json:
    """Boxes as lists; a line by the places of its boxes, with its points one after the other (x, y, x, y ...)."""
    places = {box.code: place for place, box in enumerate(laid.boxes)}
    return {
        "width": laid.width,
        "height": laid.height,
        "boxes": [[b.code, b.x, b.y, b.width, b.height, list(b.lines), b.column] for b in laid.boxes],
        "lines": [
            [places[line.supplier], places[line.customer], line.is_return, [n for point in line.points for n in point]]
            for line in laid.lines
        ],
        "bands": [[band.segment.value, band.x, band.width] for band in laid.bands],
    }


def layout_from_json(kept: Json) -> Layout:
    """What `layout_to_json` made. KeyError, IndexError or ValueError where it did not.

    >>> line = Line("rubber", "tyre", ((108.0, 60.5), (148.0, 70.0)))
    >>> rubber = Box("rubber", 12.0, 40.0, 96.0, 41.0, ("橡胶",), 0)
    >>> tyre = Box("tyre", 148.0, 50.0, 96.0, 41.0, ("轮胎",), 1)
    >>> laid = Layout((rubber, tyre), (line,), (Band(Segment.UPSTREAM, 0.0, 260.0),), 260.0, 120.0)
    >>> layout_from_json(layout_to_json(laid)) == laid
    True
    """
    boxes = tuple(
        Box(code, x, y, width, height, tuple(lines), column)
        for code, x, y, width, height, lines, column in kept["boxes"]
    )
    codes = [box.code for box in boxes]
    lines = tuple(
        Line(codes[supplier], codes[customer], tuple(zip(along[::2], along[1::2], strict=True)), is_return)
        for supplier, customer, is_return, along in kept["lines"]
    )
    bands = tuple(Band(Segment(segment), x, width) for segment, x, width in kept["bands"])
    return Layout(boxes, lines, bands, kept["width"], kept["height"])
