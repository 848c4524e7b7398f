"""What people paste becomes plain paragraphs, and what they type stays as they typed it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneworks.common.errors import Refused
from zoneworks.reports.words import LONGEST, plain_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {color:red} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body>
<p class=MsoNormal style='margin:0'>一、本月<b>新签约</b>
项目3个。<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;
&nbsp; </span></span><![endif]>芯片项目</p>
<script>alert("x")</script></body></html>"""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (WORD, "一、本月新签约 项目3个。\n\n- 芯片项目"),
        ("<p>一</p><p>二</p>", "一\n\n二"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n\n- 乙"),
        ("<table><tr><td>签约</td><td>3</td></tr></table>", "签约 3"),
        ('<a href="javascript:x()">链接</a><img src=x onerror=alert(1)>', "链接"),
        ("<script>一</script>二<style>三</style>", "二"),
        ("<p>一<script><p>x</p></script>二</p>", "一二"),
        ("<svg><text>x</text></svg>甲", "甲"),
        ("<!-- 注 -->正文", "正文"),
        ("<p>增长&lt;5%&nbsp;&amp;稳定</p>", "增长<5% &稳定"),
        ("增长<5%，产值>3亿元", "增长<5%，产值>3亿元"),
        ("AT&amp;T 与 a<b", "AT&amp;T 与 a<b"),
        ("一\u00a0\u3000二\t三", "一 二 三"),
        ("\u3000\u3000首行缩进", "首行缩进"),
        ("零\u200b宽\ufeff与\u202e倒\u00ad写", "零宽与倒写"),
        ("一\r\n二\r三\u2028四\x0b五", "一\n二\n三\n四\n五"),
        ("\uf0b7 甲\n•\t乙\n● 丙\n\uf0d8丁\n- 戊\nо 己", "- 甲\n- 乙\n- 丙\n- 丁\n- 戊\nо 己"),
        ("一\n\n\n\n\n二", "一\n\n二"),
        ("–5℃以下停工", "–5℃以下停工"),
        ("坏\ud800字\x00符", "坏字符"),
        (" \n\t ", ""),
    ],
)
def test_pasted_text_becomes_plain(given: str, kept: str) -> None:
    assert plain_text(given) == kept


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    if "<" not in text and "&" not in text:
        assert plain_text(plain_text(text)) == plain_text(text)


@given(st.text(alphabet="<>/scriptp=\"'! -ax&;", max_size=120))
def test_no_script_survives_as_markup(text: str) -> None:
    cleaned = plain_text(f"<p>{text}</p><script>alert(1)</script>")
    assert "alert(1)" not in cleaned


@pytest.mark.parametrize(("length", "is_refused"), [(LONGEST, False), (LONGEST + 1, True), (LONGEST * 41, True)])
def test_text_that_is_too_long_is_told_with_its_length(length: int, is_refused: bool) -> None:
    if not is_refused:
        assert len(plain_text("长" * length)) == length
        return
    with pytest.raises(Refused, match=f"has {length} characters; at most 5000 fit") as refused:
        plain_text("长" * length, "progress")
    assert (refused.value.code, refused.value.field) == ("words_too_long", "progress")


def test_markup_does_not_count() -> None:
    assert len(plain_text("<p style='mso-x:1'>" * 300 + "长" * 4000)) == 4000
