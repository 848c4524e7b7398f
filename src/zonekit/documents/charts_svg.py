"""A picture as SVG, for the page (classes, coloured by the style sheet) or for paper (colours that hold in grey)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from xml.sax.saxutils import quoteattr

from zonekit.documents.blocks import Tone
from zonekit.documents.charts_picture import (
    Bar,
    Fill,
    Label,
    Line,
    Mark,
    Picture,
    Plate,
    Shape,
    Sign,
    Style,
)

FACE = "Noto Sans SC"
INK = {"words": "#1a1e24", "title": "#1a1e24", "strong": "#1a1e24", "quiet": "#4a5261"}
GRID = {"grid": "#dfe2e8", "axis": "#848c99"}
# Dark, middle and light in turn, so that they stay apart in grey; patterns tell them apart again.
PRINT = {
    Tone.ACTUAL: "#1f4e8c",
    Tone.SCHEDULE: "#6b7280",
    Tone.TARGET: "#1a1e24",
    Tone.GREEN: "#1d7a48",
    Tone.YELLOW: "#b07d00",
    Tone.RED: "#b3261e",
    Tone.GREY: "#6b7280",
    Tone.NONE: "#3d4452",
    Tone.QUIET: "#9aa1ac",
}
TILES = {
    Fill.HATCH: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
    Fill.BACK: "M-1 -1L7 7M5 -1L7 1M-1 5L1 7",
    Fill.CROSS: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5M-1 -1L7 7M5 -1L7 1M-1 5L1 7",
    Fill.UPRIGHT: "M3 0V6",
    Fill.LEVEL: "M0 3H6",
    Fill.DOTS: "M2 3H4",
}


def svg_of(picture: Picture, skin: str, language: str) -> str:
    """`skin`: "screen" or "print". The same picture always gives the same words."""
    body = "".join(shape for drawn in picture.shapes for shape in written(drawn, skin, ""))
    key = "c" + sha256(f"{picture.width}{picture.title}{picture.alt}{body}".encode()).hexdigest()[:10]
    body = "".join(shape for drawn in picture.shapes for shape in written(drawn, skin, key))
    size = f"{picture.width:g} {picture.height:g}"
    opened = attributes(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "drawn" if skin == "screen" else "",
            "viewBox": f"0 0 {size}",
            "width": f"{picture.width:g}",
            "height": f"{picture.height:g}",
            "role": "img",
            "aria-labelledby": f"{key}-title {key}-words",
            "lang": {"zh-hans": "zh-Hans"}.get(language, language),
            "font-family": FACE if skin == "print" else "",
        }
    )
    title = f'<title id="{key}-title">{clean(picture.title)}</title>'
    words = f'<desc id="{key}-words">{clean(picture.alt)}</desc>'
    return f"<svg{opened}>{title}{words}{patterns(picture, skin, key)}{body}</svg>"


def clean(text: str) -> str:
    """Escaped, without the characters XML cannot hold."""
    held = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))
    held = held.replace("\ufffe", "").replace("\uffff", "")
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attributes(pairs: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in pairs.items() if value)


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def patterns(picture: Picture, skin: str, key: str) -> str:
    used = {(shape.style.tone, shape.style.fill) for shape in picture.shapes if isinstance(shape, Bar)}
    tiles = [pattern(tone, fill, skin, key) for tone, fill in sorted(used) if fill in TILES]
    return f"<defs>{''.join(tiles)}</defs>" if tiles else ""


def pattern(tone: Tone, fill: Fill, skin: str, key: str) -> str:
    ground = {"class": "drawn-ground"} if skin == "screen" else {"fill": "#ffffff"}
    stroke = {"class": f"drawn-stroke is-{tone}"} if skin == "screen" else {"stroke": PRINT[tone]}
    wide = {Fill.DOTS: "2", Fill.CROSS: "1.4"}.get(fill, "1.8")
    return (
        f'<pattern id="{key}-{tone}-{fill}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect{attributes(ground)} width="6" height="6"/>'
        f'<path{attributes(stroke)} stroke-width="{wide}" fill="none" d="{TILES[fill]}"/></pattern>'
    )


def written(shape: Shape, skin: str, key: str) -> Iterator[str]:
    match shape:
        case Label():
            yield label(shape, skin)
        case Bar():
            yield bar(shape, skin, key)
        case Plate(box=box):
            paint = {"class": "drawn-ground"} if skin == "screen" else {"fill": "#ffffff"}
            yield f'<rect{attributes(paint)}{rectangle(box.left, box.top, box.right, box.bottom)} rx="2"/>'
        case Line():
            yield line(shape, skin)
        case Mark():
            yield mark(shape, skin)


def label(shape: Label, skin: str) -> str:
    paint = {"class": f"drawn-{shape.part}"} if skin == "screen" else {"fill": INK[shape.part]}
    pairs = {
        **paint,
        "x": number(shape.x),
        "y": number(shape.y),
        "font-size": number(shape.size),
        "font-weight": "700" if shape.part in ("title", "strong") else "",
        "text-anchor": shape.anchor if shape.anchor != "start" else "",
    }
    return f"<text{attributes(pairs)}>{clean(shape.text)}</text>"


def rectangle(left: float, top: float, right: float, bottom: float) -> str:
    places = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return attributes({name: number(value) for name, value in places.items()})


def bar(shape: Bar, skin: str, key: str) -> str:
    tone, fill = shape.style.tone, shape.style.fill
    tile = f"url(#{key}-{tone}-{fill})" if fill in TILES else ""
    if skin == "screen":
        paint = {"class": f"drawn-bar is-{tone} is-{fill}", "fill": tile}
    else:
        solid = PRINT[tone] if fill == Fill.SOLID else "#ffffff"
        paint = {"fill": tile or solid, "stroke": PRINT[tone]}
    box = shape.box
    drawn = f"<rect{attributes(paint)}{rectangle(box.left, box.top, box.right, box.bottom)}"
    return spoken(drawn, "rect", shape.words, skin)


def spoken(drawn: str, tag: str, words: str, skin: str) -> str:
    """What a page says on hover; paper has no use for it."""
    if not words or skin == "print":
        return f"{drawn}/>"
    return f"{drawn}><title>{clean(words)}</title></{tag}>"


def line(shape: Line, skin: str) -> str:
    places = "L".join(f"{number(x)} {number(y)}" for x, y in shape.points)
    if shape.style is None:
        paint = {"class": f"drawn-{shape.part}"} if skin == "screen" else {"stroke": GRID[shape.part]}
        return f'<path{attributes(paint)} fill="none" d="M{places}"/>'
    tone = shape.style.tone
    paint = {"class": f"drawn-stroke is-{tone}"} if skin == "screen" else {"stroke": PRINT[tone]}
    pairs = {**paint, "stroke-width": "2", "stroke-dasharray": shape.style.dash, "fill": "none"}
    return f'<path{attributes(pairs)} stroke-linejoin="round" d="M{places}"/>'


def mark(shape: Mark, skin: str) -> str:
    style = shape.style
    is_open = style.sign in (Sign.RING, Sign.DIAMOND)
    if skin == "screen":
        paint = {"class": f"drawn-mark is-{style.tone}{' is-open' if is_open else ''}"}
    else:
        paint = {"fill": "#ffffff" if is_open else PRINT[style.tone], "stroke": PRINT[style.tone]}
    pairs = {**paint, "stroke-width": "1.5", "d": outline(style, shape.x, shape.y, shape.radius)}
    return spoken(f"<path{attributes(pairs)}", "path", shape.words, skin)


def outline(style: Style, x: float, y: float, radius: float) -> str:
    r, wide, back = number(radius), number(2 * radius), number(-2 * radius)
    left, top, middle = number(x - radius), number(y - radius), number(y)
    match style.sign:
        case Sign.DISC | Sign.RING:
            return f"M{left} {middle}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0 {back} 0Z"
        case Sign.DIAMOND:
            return f"M{left} {middle}l{r} -{r}l{r} {r}l-{r} {r}Z"
        case Sign.SQUARE:
            return f"M{left} {top}h{wide}v{wide}h{back}Z"
        case Sign.TRIANGLE:
            return f"M{number(x)} {top}l{r} {wide}h{back}Z"
        case Sign.CROSS:
            return f"M{left} {top}l{wide} {wide}m0 {back}l{back} {wide}"
