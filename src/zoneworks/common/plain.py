"""Text as people paste it, made plain."""

from __future__ import annotations

import re
from html import unescape

import nh3

MARKUP = re.compile(r"<(?:!--|!\[|!doctype\b|\?xml|/?[a-z][a-z0-9:_-]*(?:\s[^<>]*|/)?>)", re.IGNORECASE)
BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|body|html|section|article)\b[^>]*>", re.IGNORECASE)
LIST_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<(?:br|/li|hr)\b[^>]*>", re.IGNORECASE)
CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
NEVER_TEXT = {"script", "style", "xml", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"}
NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
# Bullets as keyboards and word processors write them, those of the symbol fonts among them.
BULLET = re.compile(
    "^ *(?:[•·●◦▪▫■□◆◇○‣⁃∙➢➤\uf06c\uf06e\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]+ *|[o§] {2,}|[-–—*] +)"
)
PRIVATE = re.compile("[\ue000-\uf8ff]")


def plain(text: str) -> str:
    """Plain paragraphs of what was typed or pasted, from a word processor for instance: markup, styles, scripts and
    invisible characters go, bullets become “- ”.

    >>> plain("<p class=MsoNormal><b>已签约</b>&nbsp;3个</p><style>p {color: red}</style>")
    '已签约 3个'
    """
    text = NEWLINE.sub("\n", text)
    if MARKUP.search(text):
        text = without_markup(text)
    lines = (plain_line(line) for line in INVISIBLE.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def without_markup(text: str) -> str:
    """What a browser would show of it: a line for each block, and nothing of what is not text."""
    if BLOCK.search(text):  # then the breaks of the source are those of its writer's program
        text = text.replace("\n", " ")
    text = LIST_ITEM.sub("\n- ", LINE_BREAK.sub("\n", CELL.sub(" ", text)))
    text = BLOCK.sub("\n", keeping_unclosed(text))
    text = nh3.clean(text, tags=set(), attributes={}, clean_content_tags=NEVER_TEXT, strip_comments=True)
    return unescape(text)


def keeping_unclosed(text: str) -> str:
    """Blocks inside what is never text must not break it open, so that goes first."""
    return nh3.clean(
        text,
        tags={"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "blockquote"},
        attributes={},
        clean_content_tags=NEVER_TEXT,
        strip_comments=True,
    )


def plain_line(line: str) -> str:
    line = ODD_SPACE.sub(" ", line)
    line = BULLET.sub("- ", line)
    return re.sub(r" {2,}", " ", PRIVATE.sub("", line)).strip()
