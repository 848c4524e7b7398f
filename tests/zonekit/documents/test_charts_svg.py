"""The SVG of a chart: safe under a strict policy, escaped, deterministic, readable without colour."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.zonekit.documents.made import answer_sheet

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.charts import chart_png, chart_svg
from zonekit.documents.charts_picture import styles_of
from zonekit.documents.faces import SANS, SERIF, FaceError, face_files, missing_glyphs

FONTS = Path(__file__).parents[3] / "node_modules/@expo-google-fonts"
CHARTS = [block for block in answer_sheet(entries=12, projects=6).blocks if isinstance(block, Chart)]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("skin", ["screen", "print"])
def test_it_is_well_formed_without_style_or_script_and_the_same_twice(chart: Chart, skin: str) -> None:
    svg = chart_svg(chart, 720, "zh-hans", skin=skin)
    tree = ElementTree.fromstring(svg)
    assert all("style" not in one.attrib and not one.tag.endswith(("style", "script")) for one in tree.iter())
    assert svg == chart_svg(chart, 720, "zh-hans", skin=skin)
    assert tree[0].text == chart.title
    assert tree[1].text == chart.alt


def test_only_paper_carries_colours() -> None:
    assert "#" not in chart_svg(CHARTS[0]).replace("url(#", "")
    assert "#1f4e8c" in chart_svg(CHARTS[0], skin="print")


def test_names_are_escaped_and_controls_left_out() -> None:
    chart = Chart(ChartKind.BARS, '<a>&"\x00', ("<script>",), (Series("\x07&", (Decimal(1),)),))
    texts = [one.text for one in ElementTree.fromstring(chart_svg(chart)).iter() if one.tag.endswith("text")]
    assert texts[:3] == ['<a>&"', "&", "<script>"]


@pytest.mark.parametrize("tones", [list(Tone), [Tone.ACTUAL] * 6])
def test_series_differ_without_their_colours(tones: list[Tone]) -> None:
    styles = styles_of([Series(str(number), (), tone) for number, tone in enumerate(tones[:6])])
    assert len({style.fill for style in styles}) == len({style.sign for style in styles}) == 6


def test_what_is_no_number_is_a_gap() -> None:
    chart = Chart(ChartKind.BARS, "", ("甲", "乙"), (Series("实际", (Decimal("NaN"), Decimal("Infinity"))),))
    assert chart_svg(chart).count(">–<") == 2


def test_a_png_has_the_dots_its_width_asks_for() -> None:
    png = chart_png(CHARTS[1], FONTS, 156, "zh-hans")
    assert abs(int.from_bytes(png[16:20], "big") - 156 / 25.4 * 200) < 2


def test_missing_faces_are_named() -> None:
    with pytest.raises(FaceError, match="NotoSansSC_400Regular"):
        face_files(Path(__file__).parent, (SANS, SERIF))


def test_everything_of_the_made_documents_can_be_drawn() -> None:
    for language in ("zh-hans", "en"):
        assert missing_glyphs(answer_sheet(language, entries=12, projects=6), FONTS) == ()
