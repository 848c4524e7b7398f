"""Registered capital and days of registration, as registers and spreadsheets write them."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from zonekit.values.quantities import base_of, parse_number

CapitalProblem = Literal[
    "", "capital_missing", "capital_unreadable", "capital_negative", "capital_absurd", "capital_unit_assumed"
]
DayProblem = Literal["", "day_missing", "day_unreadable", "day_impossible"]

LONGEST_TEXT = 80
CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元"}
# More than the registered capital of any enterprise in the country (yuan): a unit has slipped.
MOST_CAPITAL = Decimal(3_000_000_000_000)

_OTHER_CURRENCIES = {"英镑": "GBP", "德国马克": "DEM", "马克": "DEM", "新加坡元": "SGD", "新元": "SGD", "韩元": "KRW"}
_OTHER_CURRENCIES |= {"韩国元": "KRW", "澳元": "AUD", "澳大利亚元": "AUD", "加元": "CAD", "加拿大元": "CAD"}
_OTHER_CURRENCIES |= {"瑞士法郎": "CHF", "瑞郎": "CHF", "新台币": "TWD", "台币": "TWD", "澳门元": "MOP", "卢布": "RUB"}
_OTHER = re.compile("|".join(sorted(_OTHER_CURRENCIES, key=len, reverse=True)))
_AMOUNT = re.compile(r"([+-]?[\d,]*\.?\d+|[零一二两三四五六七八九十百千]+)([^\d]*)\Z")
_CURRENCY_FIRST = re.compile(r"\A(CNY|RMB|USD|EUR|HKD|JPY|人民币|美元|港元|港币|欧元|日元)(.+)\Z", re.IGNORECASE)
_EMPTY = frozenset({"", "无", "-", "--", "—", "/", "N/A", "n/a", "null", "None", "不详", "未知"})

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\s*[\d:.]+Z?)?\Z")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_SERIAL = re.compile(r"[1-9]\d{0,4}(?:\.\d+)?\Z")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_SERIALS = range(1, 73_051)


@dataclass(frozen=True, slots=True)
class Capital:
    """An amount in hundredths of its currency (fen for CNY); None where there is none, and why."""

    fen: int | None
    currency: str = "CNY"
    problem: CapitalProblem = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the code why there is none."""

    day: date | None
    problem: DayProblem = ""


@lru_cache(maxsize=16_384)
def read_capital(value: str | float | int | None, unit: str = "万元") -> Capital:
    """Read a registered capital; `unit` is what a bare number is in (registers mean 万元), and that is said.

    >>> read_capital("５００万元人民币"), read_capital("2,994(万美元)").currency
    (Capital(fen=500000000, currency='CNY', problem=''), 'USD')
    >>> read_capital("6")
    Capital(fen=6000000, currency='CNY', problem='capital_unit_assumed')
    >>> read_capital("-3万元").problem, read_capital("若干").problem
    ('capital_negative', 'capital_unreadable')
    >>> read_capital("USD 10 million").fen
    1000000000
    """
    text = _text(value)
    if text in _EMPTY:
        return Capital(None, problem="capital_missing")
    bare = re.sub(r"[\s()\[\]]", "", text).replace("人民币元", "元")
    bare = _CURRENCY_FIRST.sub(r"\2\1", bare)
    found = _AMOUNT.match(bare)
    amount = parse_number(found[1]) if found else None
    known = _unit(found[2] or unit) if found else None
    if found is None or amount is None or known is None:
        return Capital(None, problem="capital_unreadable")
    currency, factor = known
    yuan = amount * factor
    if not 0 <= yuan <= MOST_CAPITAL:
        return Capital(None, currency, "capital_negative" if yuan < 0 else "capital_absurd")
    return Capital(int((yuan * 100).to_integral_value()), currency, "" if found[2] else "capital_unit_assumed")


def _text(value: object) -> str:
    """What a cell holds as plain text; an empty cell and a number that is none are empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return unicodedata.normalize("NFKC", str(value)[:LONGEST_TEXT]).strip()


def _unit(word: str) -> tuple[str, Decimal] | None:
    """Currency and factor of 万元人民币, 万美元, 万, 亿元 ...: a scale, then a currency said once or twice."""
    scale = re.match("[十百千万亿]*", word)
    multiplier = Decimal(1)
    for sign in scale[0] if scale else "":
        multiplier *= {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[sign]
    currency = word[len(scale[0]) if scale else 0 :]
    if currency in {"", "元整", "圆整", "整"}:
        return "CNY", multiplier
    if other := _OTHER.search(currency):
        return _OTHER_CURRENCIES[other[0]], multiplier
    for word_without_yuan in (currency, currency.removeprefix("元"), currency.removesuffix("元")):
        base = base_of(word_without_yuan or "元")
        if base is not None and base.base_unit in CURRENCIES:
            return base.base_unit, multiplier * base.factor
    return None


def read_day(value: str | float | int | date | datetime | None) -> Day:
    """Read a day as a date cell, an Excel serial, 2001-3-4, 2001年3月4日, 2001/3/4 or 20010304.

    >>> read_day("２００１年3月4日").day, read_day(36954).day
    (datetime.date(2001, 3, 4), datetime.date(2001, 3, 4))
    >>> read_day("2001-02-30").problem, read_day("去年").problem
    ('day_impossible', 'day_unreadable')
    """
    if isinstance(value, date):
        return Day(value.date() if isinstance(value, datetime) else value)
    text = _text(value).removesuffix(".0")
    if text in _EMPTY:
        return Day(None, "day_missing")
    if _SERIAL.match(text) and int(float(text)) in _EXCEL_SERIALS:
        return Day(_EXCEL_DAY_ZERO + timedelta(days=int(float(text))))
    found = _DAY.match(text) or _PACKED.match(text)
    if found is None:
        return Day(None, "day_unreadable")
    try:
        return Day(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return Day(None, "day_impossible")
