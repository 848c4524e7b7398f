"""Documents as large as asked for, in both languages, with every block there is: for measurements and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Entry,
    Field,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Record,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    words,
)

TONES = (Tone.GREEN, Tone.YELLOW, Tone.RED, Tone.GREY)
LIGHTS = {"zh-hans": ("绿灯", "黄灯", "红灯", "灰灯"), "en": ("green", "yellow", "red", "grey")}
FIELDS = {
    "zh-hans": ("承诺", "目标", "实绩", "佐证材料", "亮灯", "评语"),
    "en": ("Promise", "Target", "Fact", "Evidence", "Light", "Comment"),
}
SENTENCE = {
    "zh-hans": "全年完成固定资产投资120亿元，9月底累计完成93.5亿元，快于序时进度2.9个百分点；“两清单”已办结（示例）。",
    "en": "Invest 12.0 bn yuan this year; 9.35 bn by the end of September, 2.9 points ahead (illustrative).",
}


def made_document(language: str = "zh-hans", entries: int = 139, rows: int = 95) -> Document:
    """An answer sheet of so many entries of six fields, a wide table of so many rows and two charts."""
    is_chinese = language == "zh-hans"
    counts = [sum(1 for number in range(entries) if number % 4 == tone) for tone in range(4)]
    figures = {
        f"light-{tone}": Figure(
            f"light-{tone}",
            LIGHTS[language][at],
            Decimal(counts[at]),
            "项" if is_chinese else "items",
            tuple(Part(f"e{number}", Decimal(1)) for number in range(entries) if number % 4 == at),
        )
        for at, tone in enumerate(TONES)
    }
    return Document(
        title="2023年度武清开发区工作答卷" if is_chinese else "Answer sheet of the Wuqing Development Zone, 2023",
        subtitle="截至2023年9月30日" if is_chinese else "As of 30 September 2023",
        addressee="开发区党工委" if is_chinese else "To the leadership of the zone",
        notice="数据为示例，不代表真实情况。" if is_chinese else "The data is illustrative.",
        language=language,
        blocks=tuple(made_blocks(language, entries, rows)),
        figures=figures,
        records={"r1": Record("r1", "会议纪要" if is_chinese else "Minutes", "/files/1/", "0" * 64)},
        attachments=("末级任务一览表", "佐证材料清单") if is_chinese else ("List of leaves", "List of evidence"),
        has_contents=True,
        facts={"as_of": "2023-09-30"},
    )


def made_blocks(language: str, entries: int, rows: int) -> Iterator[Block]:
    is_chinese = language == "zh-hans"
    yield Heading(1, "一、总体情况" if is_chinese else "1. The whole")
    yield KeyFigures(tuple(f"light-{tone}" for tone in TONES))
    yield Paragraph(words(SENTENCE[language], Run(str(entries), is_strong=True)))
    yield Listing((words(SENTENCE[language]), words(SENTENCE[language])), is_numbered=True)
    yield Paragraph(words(SENTENCE[language]), is_note=True)
    yield from made_charts(language)
    yield Heading(2, "（一）逐项情况" if is_chinese else "1.1 One by one")
    yield Heading(3, "1. 重点项目" if is_chinese else "1.1.1 Projects")
    yield Heading(4, "（1）子项目" if is_chinese else "1.1.1.1 Sub-projects")
    yield from (made_entry(language, number) for number in range(entries))
    yield Heading(1, "二、一览表" if is_chinese else "2. All leaves")
    yield made_table(language, rows)
    yield PageBreak()
    yield Paragraph(words(SENTENCE[language]))
    yield Signature(
        "武清开发区督查室" if is_chinese else "Supervision Office", "2023年10月8日" if is_chinese else "8 October 2023"
    )


def made_entry(language: str, number: int) -> Entry:
    at = number % 4
    light = Run(LIGHTS[language][at], tone=TONES[at])
    lines = [words(SENTENCE[language])] * 4
    fields = [Field(label, (line,)) for label, line in zip(FIELDS[language], lines, strict=False)]
    fields += [Field(FIELDS[language][4], ((light,),)), Field(FIELDS[language][5], (words(SENTENCE[language]),) * 2)]
    return Entry(
        key=f"e{number}",
        title=f"第{number}项子项目" if language == "zh-hans" else f"Sub-project {number}",
        fields=tuple(fields),
        label=f"{number // 10 + 1}.{number % 10 + 1}",
        group=f"重点项目{number // 10 + 1}" if language == "zh-hans" else f"Project {number // 10 + 1}",
        light=light,
    )


def made_charts(language: str) -> Iterator[Chart]:
    is_chinese = language == "zh-hans"
    names = ("主战场", "新战场", "大战场") if is_chinese else ("Economy", "Innovation", "Service")
    done = Series("实际" if is_chinese else "actual", (Decimal(30), Decimal("22.5"), None))
    due = Series("序时" if is_chinese else "schedule", (Decimal(28), Decimal(24), Decimal(9)), Tone.SCHEDULE)
    title = "各战场进度" if is_chinese else "Progress by battlefield"
    alt = "主战场快于序时。" if is_chinese else "The economy is ahead of schedule."
    yield Chart(ChartKind.BARS, title, names, (done, due), "亿元" if is_chinese else "100 m yuan", alt)
    yield Chart(ChartKind.LINES, title, names, (done, due), "亿元" if is_chinese else "100 m yuan", alt)


def made_table(language: str, rows: int) -> Table:
    is_chinese = language == "zh-hans"
    titles = (
        ("序号", "任务项", "工作目标", "责任单位", "牵头领导", "完成时限", "完成值", "进度差", "亮灯", "备注")
        if is_chinese
        else ("No.", "Item", "Goal", "Unit", "Leader", "Deadline", "Actual", "Gap", "Light", "Remark")
    )
    widths = (2, 4, 6, 3, 2, 3, 2, 2, 2, 2)
    numbers = {6, 7}
    columns = tuple(
        Column(title, width, Align.RIGHT if at in numbers else Align.LEFT, at in numbers)
        for at, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
    made = tuple(
        (
            words(str(number + 1)),
            words(f"第{number}项子项目" if is_chinese else f"Sub-project {number}"),
            words(SENTENCE[language][:28]),
            words("投促中心" if is_chinese else "Promotion centre"),
            words("副主任" if is_chinese else "Deputy"),
            words("2023-12-31"),
            words(f"{number * 1234.5:,.1f}"),
            words(f"−{number}.5" if number % 2 else f"+{number}.5"),
            (Run(LIGHTS[language][number % 4], tone=TONES[number % 4]),),
            (),
        )
        for number in range(rows)
    )
    total = (words("合计" if is_chinese else "Total"), *[()] * 5, words("1,234.5"), *[()] * 3)
    caption = "末级任务一览表" if is_chinese else "All leaves"
    return Table(columns, made, caption, caption, True, total)
