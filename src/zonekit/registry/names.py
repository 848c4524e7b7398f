"""Enterprise names made comparable and findable: folded, simplified, taken apart, bigrams, pinyin initials.

A Chinese enterprise name is place + trade name + trade + legal form, with the place first (天津武清某某有限公司) or in
brackets (某某(天津)有限公司).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from zonekit.registry.initials import first_letters

LONGEST_NAME = 300

_NOISE = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad\"'‘’“”`´·•．。.,，、;；:：_*#|]+")
_BRACKETS = dict.fromkeys(map(ord, "（［【〔〈《「『{[<"), "(") | dict.fromkeys(map(ord, "）］】〕〉》」』}]>"), ")")
# The longest first: a regular expression takes the first alternative that fits.
_SUFFIX = re.compile(
    r"(?:合伙企业\(特殊普通合伙\)|合伙企业\((?:有限|普通)合伙\)|股份有限责任公司|\((?:特殊)?(?:有限|普通)合伙\)"
    r"|农民专业合作社|有限责任公司|股份有限公司|个人独资企业|股份合作公司|专业合作社|有限公司|股份公司|无限公司|合伙企业"
    r"|有限合伙|总公司|集团公司|责任公司|公司)\Z"
)
_BRANCH = re.compile(r"(?<=公司)(\S{1,20}?(?:分公司|分厂|分行|支行|分店|办事处|营业部|营业厅|经营部))\Z")
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PROVINCE = f"(?:{_PROVINCES})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
_PLACE_FIRST = re.compile(rf"(?:中国|{_PROVINCE})")
_PLACE_NEXT = re.compile(r"[^\W\d_a-zA-Z(]{1,4}?(?:自治县|自治州|地区|新区|市|区|县|旗)(?=\w{2})")
_PLACE_IN_BRACKETS = re.compile(rf"\((?:中国|集团|{_PROVINCE}|[^()]{{1,6}}?(?:市|区|县))\)")
_NOT_DISTRICTS = frozenset({"城市", "都市", "超市", "小区", "社区", "园区", "景区", "牧区", "矿区"})
_ENGLISH_SUFFIX = re.compile(
    r"(?:[\s,.]*\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc|gmbh|ag|sa|bv|nv|kk|pte)\b[\s,.]*)+\Z"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart. `core` is what tells two firms of the same place and legal form from each other."""

    place: str
    core: str
    suffix: str
    branch: str = ""


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def folded(text: str) -> str:
    """Full-width characters and odd brackets as their plain forms, control and zero-width characters gone.

    >>> folded("ＡＢＣ（中国）　有限公司")
    'ABC(中国) 有限公司'
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_NAME]).translate(_BRACKETS)
    if not plain.isprintable():
        plain = "".join(sign for sign in plain if sign.isspace() or sign.isprintable())
    return " ".join(plain.split())


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; everything else unchanged.

    >>> simplified("濱海電子發展")
    '滨海电子发展'
    """
    return text if text.isascii() else _converter().convert(text)


@lru_cache(maxsize=65_536)
def normal_name(name: str) -> str:
    """The name as it is compared: two spellings of one registered name give the same text.

    Full-width to half-width, traditional to simplified, lower case, brackets plain, blanks and punctuation gone.

    >>> normal_name("天津濱海（示例）電子有限公司") == normal_name("天津滨海(示例) 电子有限公司")
    True
    >>> normal_name("Wuqing Example Co., Ltd.")
    'wuqingexamplecoltd'
    """
    bare = _NOISE.sub("", simplified(folded(name)).casefold())
    return bare if bare.isascii() else unicodedata.normalize("NFKC", bare)


@lru_cache(maxsize=65_536)
def parts_of(name: str) -> NameParts:
    """Place, core, legal form and branch of a name.

    >>> parts_of("天津市武清区示例精密机械有限责任公司")
    NameParts(place='天津市武清区', core='示例精密机械', suffix='有限责任公司', branch='')
    >>> parts_of("示例电子（天津）股份有限公司北辰分公司")
    NameParts(place='天津', core='示例电子', suffix='股份有限公司', branch='北辰分公司')
    """
    text = normal_name(name)
    if text.isascii():
        return _english_parts(name, text)
    branch = _BRANCH.search(text)
    if branch:
        text = text[: branch.start()]
    suffix = _SUFFIX.search(text)
    body = text[: suffix.start()] if suffix else text
    if not body:
        return NameParts("", text, "", branch[1] if branch else "")
    place, core = _without_place(body)
    return NameParts(place, core or body, suffix[0] if suffix else "", branch[1] if branch else "")


def core_name(name: str) -> str:
    """The name without place and legal form; a branch keeps its own name, because it is another registration.

    >>> core_name("天津示例电子有限公司"), core_name("示例电子(天津)有限责任公司")
    ('示例电子', '示例电子')
    >>> core_name("Example Electronics Co., Ltd.")
    'exampleelectronics'
    """
    parts = parts_of(name)
    return parts.core + parts.branch


def _english_parts(name: str, text: str) -> NameParts:
    words = simplified(folded(name)).casefold()
    found = _ENGLISH_SUFFIX.search(words)
    body = _NOISE.sub("", words[: found.start()]) if found else text
    return NameParts("", body, text[len(body) :]) if body else NameParts("", text, "")


def _without_place(body: str) -> tuple[str, str]:
    """(places, the rest): a province and a district in front, places in brackets anywhere."""
    bracketed = "".join(found[0].strip("()") for found in _PLACE_IN_BRACKETS.finditer(body))
    rest = _PLACE_IN_BRACKETS.sub("", body).replace("(", "").replace(")", "")
    front = ""
    found = _PLACE_FIRST.match(rest)
    if found and len(rest) - found.end() >= 2:
        front, rest = found[0], rest[found.end() :]
    for _ in range(2):
        found = _PLACE_NEXT.match(rest)
        if found is None or found[0] in _NOT_DISTRICTS or found[0][-2:] in _NOT_DISTRICTS:
            break
        front, rest = front + found[0], rest[found.end() :]
    return front + bracketed, rest


def bigrams(text: str) -> tuple[str, ...]:
    """Neighbouring characters of the normal name, each pair once, in order; one character stands alone.

    The search tables hold these, because word indexes silently find nothing for two Chinese characters.

    >>> bigrams("示例电子")
    ('示例', '例电', '电子')
    >>> bigrams("津"), bigrams("")
    (('津',), ())
    """
    plain = normal_name(text)
    if len(plain) < 2:
        return (plain,) if plain else ()
    return tuple(dict.fromkeys(plain[place : place + 2] for place in range(len(plain) - 1)))


def initials(name: str) -> str:
    """First letters of the pinyin, phrase by phrase, so that 重庆 is cq; letters and digits stay.

    >>> initials("重庆长安示例"), initials("武清ABC银行3号")
    ('cqcasl', 'wqabcyh3h')
    """
    return first_letters(normal_name(name))
