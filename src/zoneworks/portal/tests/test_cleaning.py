"""What is pasted comes down to the whitelist, and its words stay."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneworks.portal.body import ArticleBody, Paragraphs
from zoneworks.portal.cleaning import as_paragraph, cleaned

WORD = (
    '<!--StartFragment--><style>p.MsoNormal{margin:0}</style><p class=MsoNormal style="color:red;mso-bidi:x">'
    '<span lang=EN-US style="font-size:12pt">Signed <b onclick="x()">5</b> projects</span><o:p>&nbsp;</o:p></p>'
    '<script>alert(1)</script><iframe src="https://x.example"></iframe><img src=x onerror=alert(1)>'
)


def test_a_text_from_word_loses_its_styles_and_scripts_and_keeps_its_words() -> None:
    assert cleaned(WORD).replace("\xa0", " ").replace("&nbsp;", " ") == "<p>Signed <b>5</b> projects</p>"


@pytest.mark.parametrize(
    ("given_text", "left"),
    [
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="https://x.example/" target="_blank" style="x">a</a>', '<a href="https://x.example/">a</a>'),
        ('<a linktype="page" id="3">a</a>', '<a linktype="page" id="3">a</a>'),
        ("<h1>a</h1><table><tr><td>b</td></tr></table>", "ab"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_what_passes_and_what_does_not(given_text: str, left: str) -> None:
    assert cleaned(given_text) == left


@given(st.text())
def test_whatever_is_typed_as_plain_words_opens_no_tag(text: str) -> None:
    assert cleaned(as_paragraph(text)).removeprefix("<p>").removesuffix("</p>").count("<") == 0


@given(st.text(alphabet="<>/=\"' sciptyleonadvhrfj:"))
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once


def test_the_block_of_paragraphs_cleans_what_a_form_brings_and_what_a_program_brings() -> None:
    block = Paragraphs()
    assert block.clean(block.to_python('<p style="x">a<script>b</script></p>')).source == "<p>a</p>"
    pasted = {
        "blocks": [
            {"key": "a", "text": "Signed 5", "type": "unstyled", "depth": 0, "entityRanges": [],
             "inlineStyleRanges": [{"offset": 0, "length": 6, "style": "BOLD"},
                                   {"offset": 0, "length": 6, "style": "color-red"}]},
            {"key": "b", "text": "<script>x</script>", "type": "header-one", "depth": 0, "entityRanges": [],
             "inlineStyleRanges": []},
        ],
        "entityMap": {},
    }  # fmt: skip
    value = block.value_from_datadict({"body": json.dumps(pasted)}, {}, "body")
    assert "<script" not in value.source
    assert "style" not in value.source
    assert "<b>Signed</b> 5" in value.source


def test_an_article_has_no_block_for_raw_html() -> None:
    assert set(ArticleBody().child_blocks) == {"paragraphs", "heading", "picture", "figures", "quote"}
