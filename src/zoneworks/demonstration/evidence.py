"""Files the demonstration's units hand in: made here, and each says that it is illustrative."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from zonekit.documents import Output, write_docx, write_xlsx
from zonekit.documents.blocks import Chart, ChartKind, Column, Document, Paragraph, Series, Table, Tone, words
from zonekit.documents.charts import chart_png
from zonekit.documents.pdf import write_pdf

NOTICE = "本材料为演示用示例，由系统生成，不是正式文件。"
MADE_AT = datetime(2023, 10, 8, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Rows = list[tuple[str, Decimal, Decimal]]


def evidence_file(row: dict[str, Any], rows: Rows) -> SimpleUploadedFile:
    """A file of the kind the scenario names, holding the figures of its sub-project: name, value and annual target."""
    out = io.BytesIO()
    if row["kind"] == "csv":
        out.write(csv_bytes(rows))
    elif row["kind"] == "png":
        out.write(chart_png(chart(row["caption"], rows), settings.ZONEWORKS_FONTS, 150, "zh-hans"))
    else:
        write = {"docx": write_docx, "pdf": write_pdf, "xlsx": write_xlsx}[row["kind"]]
        write(document(row["caption"], rows), out, Output(fonts=settings.ZONEWORKS_FONTS, made_at=MADE_AT))
    return SimpleUploadedFile(row["name"], out.getvalue())


def csv_bytes(rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["指标", "完成值", "年度目标", NOTICE])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def chart(title: str, rows: Rows) -> Chart:
    """Shares of the annual targets, so that indicators of different units stand on one scale."""
    reached = tuple(round(value * 100 / target, 1) if target else None for _name, value, target in rows)
    return Chart(
        ChartKind.BARS,
        title,
        tuple(name for name, _value, _target in rows),
        (Series("完成年度目标的比例", reached, Tone.ACTUAL),),
        unit="%",
        alt=title,
        note=NOTICE,
    )


def document(title: str, rows: Rows) -> Document:
    columns = (Column("指标", 3), Column("完成值", 1, is_number=True), Column("年度目标", 1, is_number=True))
    cells = tuple((words(name), words(f"{value:f}"), words(f"{target:f}")) for name, value, target in rows)
    blocks = (Paragraph(words("有关完成情况如下，供核定参考。")), Table(columns, cells, name="完成情况"))
    return Document(title=title, language="zh-hans", blocks=blocks, notice=NOTICE)
