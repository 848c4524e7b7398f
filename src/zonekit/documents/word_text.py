"""Words as WordprocessingML: escaped text, runs with the marks of lights, paragraphs of a style."""

from __future__ import annotations

import re
from dataclasses import replace

from zonekit.documents.blocks import Run, Tone, Words

# What XML 1.0 cannot carry at all, escaped or not: such characters are dropped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The marks are drawn with one face for both scripts, so that they are as large beside Latin as beside Chinese words.
_MARK_FACE = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'
_SPECIAL = re.compile('[&<>"]|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_BREAKS = re.compile("(\r\n|\n|\r|\t)")
# Signs that both a Chinese and a Latin face have: in a Chinese document they take the width of a character.
_AMBIGUOUS = re.compile("[“”‘’…—·×÷±°→←↑↓①-⑳●▲■○]")

MARKS: dict[Tone, str] = {Tone.GREEN: "●", Tone.YELLOW: "▲", Tone.RED: "■", Tone.GREY: "○"}
COLOURS: dict[Tone, str] = {
    Tone.GREEN: "1E7B3A",
    Tone.YELLOW: "B26A00",
    Tone.RED: "C00000",
    Tone.GREY: "404A57",
    Tone.QUIET: "595959",
}


def allowed(text: str) -> str:
    """The text without the characters that no XML file can hold.

    >>> allowed("a" + chr(11) + "b")
    'ab'
    """
    return _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Text as XML carries it, in elements and in attributes.

    >>> escaped('a < b & "c"' + chr(7))
    'a &lt; b &amp; &quot;c&quot;'
    """
    if not _SPECIAL.search(text):
        return text
    return allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, properties: str = "", *, is_chinese: bool = True) -> str:
    """One run; line breaks and tabs become Word's own.

    >>> run("a b")
    '<w:r><w:t xml:space="preserve">a b</w:t></w:r>'
    """
    if is_chinese and _AMBIGUOUS.search(text):
        properties = '<w:rFonts w:hint="eastAsia"/>' + properties
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if "\n" in text or "\t" in text or "\r" in text:
        pieces = "".join(_piece(piece) for piece in _BREAKS.split(text) if piece)
        return f"<w:r>{marks}{pieces}</w:r>"
    return f'<w:r>{marks}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    if text in {"\n", "\r", "\r\n"}:
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'


def runs(words: Words, *, is_chinese: bool = True) -> str:
    """The runs of words; a light's word has its mark before it, so that it is never told by colour alone."""
    made = []
    for each in words:
        if each.tone in MARKS:
            made.append(light(each, is_chinese=is_chinese))
            continue
        bold = "<w:b/>" if each.is_strong else ""
        made.append(run(each.text, bold + _colour(each.tone), is_chinese=is_chinese))
    return "".join(made)


def bold(words: Words) -> Words:
    """The same words, all strong."""
    return tuple(replace(each, is_strong=True) for each in words)


def light(word: Run, *, is_chinese: bool = True) -> str:
    """The coloured mark of a light and its word."""
    mark = run(MARKS[word.tone], _MARK_FACE + _colour(word.tone), is_chinese=False)
    bold = "<w:b/>" if word.is_strong else ""
    return mark + run(("" if is_chinese else " ") + word.text, bold, is_chinese=is_chinese)


def _colour(tone: Tone) -> str:
    return f'<w:color w:val="{COLOURS[tone]}"/>' if tone in COLOURS else ""


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style; `properties` are further ones, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def bookmarked(content: str, number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def width_in_characters(text: str) -> float:
    """How many Chinese characters wide a text is: a Latin letter or a digit is half of one.

    >>> width_in_characters("2023年9月30日")
    6.5
    """
    return sum(0.5 if ord(character) < 0x2E80 else 1.0 for character in text)
