"""What is seen of the register as a workbook, in the very form in which a list of enterprises is taken in.

Nothing else stands in it, so that taking it in again changes nothing: headers the import knows, one row each, cells
of their own kind, codes as text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import pgettext

from zoneworks.common.clock import now
from zoneworks.common.text import is_english
from zoneworks.enterprises.choices import NameKind
from zoneworks.enterprises.models import Enterprise, EnterpriseName
from zoneworks.enterprises.words import FEN_IN_WAN, class_name

AT_ONCE = 1_000
MOST_ROWS = 50_000
Cell = str | float | date | None
# Header in Chinese, in English, width. Both are among the words by which the import finds its columns.
COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("统一社会信用代码", "Unified social credit code", 22),
    ("企业名称", "Enterprise name", 36),
    ("英文名称", "English name", 36),
    ("曾用名", "Former names", 24),
    ("行业代码", "Industry code", 9),
    ("行业名称", "Industry name", 26),
    ("主管单位", "Unit in charge", 20),
    ("所在园区", "Park", 20),
    ("登记状态", "Status", 10),
    ("企业类型", "Legal form", 16),
    ("注册资本（万元）", "Registered capital (万元)", 14),
    ("成立日期", "Established on", 12),
    ("经营范围", "Business scope", 60),
    ("注册地址", "Registered address", 36),
    ("投资方所在地", "Origin", 14),
    ("数据来源", "Basis", 30),
)


def export_register(found: QuerySet[Enterprise]) -> bytes:
    """The enterprises of a search, in its order. One statement for each thousand rows, and one for their names."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": now().replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(pgettext("sheet", "Enterprises"))
    for place, (chinese, english, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, english if is_english() else chinese, head)
    sheet.freeze_panes(1, 2)
    number = 0
    for number, line in enumerate(lines_of(found), start=1):
        for place, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif value is not None:
                sheet.write_number(number, place, value)
    sheet.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


def lines_of(found: QuerySet[Enterprise]) -> Iterator[Sequence[Cell]]:
    keys = list(found.values_list("pk", flat=True)[:MOST_ROWS])
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        former = former_names(part)
        rows = {one.pk: one for one in Enterprise.objects.filter(pk__in=part).select_related("unit", "park")}
        for key in part:
            if key in rows:
                yield line_of(rows[key], former.get(key, []))


def former_names(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    names = EnterpriseName.objects.filter(enterprise__in=keys, kind=NameKind.FORMER).order_by("pk")
    for key, name in names.values_list("enterprise_id", "name"):
        found[key].append(name)
    return found


def line_of(one: Enterprise, former: list[str]) -> Sequence[Cell]:
    """Nothing is written as an empty text: an empty cell says nothing and keeps what is there."""
    cells: tuple[Cell, ...] = (
        one.credit_code, one.name, one.name_en, "；".join(former), one.class_code, class_name(one.class_code),
        one.unit.title, one.park.title if one.park else "", one.get_state_display(), one.legal_form,
        one.capital_text if one.capital_fen is None else float(Decimal(one.capital_fen) / FEN_IN_WAN),
        one.established_on, one.scope, one.address, one.home_region, one.basis,
    )  # fmt: skip
    return [cell if cell != "" else None for cell in cells]
