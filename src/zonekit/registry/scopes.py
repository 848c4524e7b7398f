"""A business scope taken apart: what is dealt in, and what the firm does with it.

A Chinese business scope (经营范围) is a list of goods and services in which verbs stand before what they govern
(生产、销售：塑料制品、五金) or behind it (钢材、建材批发兼零售；门窗制造). Licence riders and exceptions say nothing
about the trade and are cut off first.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from enum import Flag, auto
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from opencc import OpenCC

LONGEST_SCOPE = 4_000
MOST_ITEMS = 20
MOST_READ = 60


class Activity(Flag):
    """What a firm does with the goods it names."""

    NONE = 0
    MAKE = auto()
    WHOLESALE = auto()
    RETAIL = auto()
    SELL = auto()
    REPAIR = auto()
    INSTALL = auto()
    LEASE = auto()
    DEVELOP = auto()
    STORE = auto()
    TRADE = WHOLESALE | RETAIL | SELL


class Item(NamedTuple):
    """One thing of a scope: `text` without its verbs, `whole` with them, and where it stands: in which section, in
    which clause of it and after how many other items (all from 0). What nearly every firm lists stands last."""

    text: str
    whole: str
    activity: Activity
    clause: int
    place: int
    section: int = 0


Words = tuple[str, str, Activity]
Read = tuple[str, str, Activity, bool]


class Piece(NamedTuple):
    """An item as it was written: `clause` counts from the beginning of its section."""

    text: str
    whole: str
    activity: Activity
    is_common: bool
    clause: int


def _verbs() -> dict[str, Activity]:
    text = (files(__package__) / "data" / "scope_verbs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {verb: Activity[row["activity"]] for row in rows for verb in row["words"].split()}


BY_VERB = _verbs()
# 印刷, 铸造 and the like are trades of their own: they stay in the text, and goods words are told from them there.

_VERB = "|".join(sorted(map(re.escape, BY_VERB), key=len, reverse=True))
_GLUE = r"[、,/·\s]|及其?|和|与|兼|并|以及|或|的|等|各类|各种|自产|本公司|各式|相关|系列"
_HEAD = re.compile(rf"(?:(?:从事|承接|承揽|提供|专业|主要|代理)?(?:{_VERB})(?:{_GLUE})*)+")
_TAIL = re.compile(rf"(?:(?:{_GLUE})*(?:{_VERB}))+(?:业务|活动|项目|服务|业)?$")
_ONE_VERB = re.compile(_VERB)
_ONLY_VERBS = re.compile(rf"^(?:{_GLUE})*(?:(?:{_VERB})(?:{_GLUE})*)+(?:业务|服务)?$")

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》|\"[^\"]*\"")
_OPEN_BRACKET = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*$")
_SAYS_NOTHING = re.compile(
    r"除外|不含|不得|许可|有效期|批准|限制|禁止|规定|资质|凭|需|审批|未经|法律|法规|分支|以上|以下|不包括|国家|经营期|范围"
    r"|中介|专项|办理|至\d|\d{4}年|包括|危险|剧毒|易燃|易制毒|含|取得|可|除"
)
_RIDERS = re.compile(
    r"(?:依法)?须经批准的项目.*?(?:经营活动|$)|依法须经.*$"
    r"|(?:以上|上述|其中)[^;。]{0,20}(?:国家|法律|法规|涉及|许可|专营|范围)[^。;]*"
    r"|(?:经营)?国家[^;。,]{0,14}(?:有|限定|禁止|规定|允许|限制|法律|专项|专营|专管)[^。;,]*(?:[,、](?:按|需|应|待|经|未)[^。;,]*)*"
    r"|(?:从事)?(?:国家)?法律、?(?:行政)?法规[^。;]*"
    r"|(?:凭|按|持|在)[^;。,、]{0,24}(?:许可证|资质证?书?|批准|核准|许可|审批|有效期|核定)[^;。,]{0,20}(?:经营|为准|生产|施工|执行)?"
    r"|(?:许可证|经营期限?|有效期限?|资格证?书?)[^;。,]{0,12}(?:至|到|为|自)[^;。,]*"
    r"|经营本企业(?:自产|生产|成员)[^。;]*|本企业所需[^。;]*|本企业自产产品及[^。;]*|但国家限定[^。;]*"
    r"|(?:以下|下列)[^:;。]{0,24}(?:经营|生产)[:：]?|限分支机构(?:经营)?[:：]?|分支机构经营[:：]?"
    r"|筹建|具体(?:经营)?项目[^;。]*|需(?:专项|前置)?审批[^;。]*|经营范围以[^;。]*"
    r"|(?:具体业务|详见)以?[^;。]*|未取得[^;。]*|法律[^;。]{0,10}禁止[^;。]*|未经批准[^;。]*"
)
# What the firm says it does not do, outside brackets.
_EXCEPTED = re.compile(
    r"(?:但|均)?(?:不含|不包括|不包含|不涉及|不得(?:从事|经营|生产|销售|涉及))[^;,]*"
    r"|(?:^|(?<=[;,]))[^;,、]*除外(?=[;,]|$)|[^;,、]*除外的"
    r"|除(?![尘湿铁锈草雪臭油氧冰霜虫渣垢颤污害菌螨磷氟味砂杂甲盐硫灰味])[^;]{1,60}?(?:以外|之外|外(?=的|[;,]|$))的?"
    r"|\b(?:except|excluding|not including)\b[^;]*"
)
_SECTION = re.compile(r"(?:许可|一般|前置|后置)(?:经营|审批)?(?:项目|事项):?")
# Rights and services that nearly every scope lists, wherever they stand; they tell a trade where nothing else is said.
_COMMON = re.compile(
    r"(?:(?:自营|代理|从事|经营|国内|各类|各种|和|与|及)*(?:货物|商品|技术|产品)?(?:[、及和与]|以及|或)?(?:货物|商品|技术|产品)?的?"
    r"进出口(?:业务|贸易|代理|商品)?|技术(?:服务|开发|咨询|交流|转让|推广))$"
)
_OF_THE_FIRM = re.compile(r"本(?:公司|企业|厂|单位)(?:生产|自产|所需)?的?(?:产品|商品)")
_MARKS = str.maketrans(
    {"：": ":", "；": ";", "，": ",", "。": ";", "．": ";", "\n": ";", "\r": ";", "!": ";", "*": "", "※": ""}
)
_CLAUSE = re.compile(r";+")
_ITEM = re.compile(
    r"[、,:/\s]+|以及|(?<!祥)(?<!谐)(?<!共)和(?!面|谐|平|田|服|合|顺|利|牌)|(?<!涉)(?<!普)(?<!触)及(?!时|第|格)|(?<!参)与(?!会)|或者?(?!许)"
)


def plain_text(text: str) -> str:
    """Half-width, simplified, lower case: the text in which phrases are found.

    >>> plain_text("塑膠製品ＡＢＣ（生產、銷售）")
    '塑胶制品abc(生产、销售)'
    """
    return unicodedata.normalize("NFKC", text[:LONGEST_SCOPE]).translate(_simple_characters()).lower()


@lru_cache(maxsize=1)
def _simple_characters() -> dict[int, str]:
    """Traditional characters and the simplified ones for them: a table, as a scope has no need of whole-word rules."""
    signs = "".join(map(chr, range(0x4E00, 0xA000)))
    return {ord(old): new for old, new in zip(signs, OpenCC("t2s").convert(signs), strict=True) if old != new}


def without_riders(plain: str) -> str:
    """A plain scope without licence riders, exceptions and what stands in brackets only to restrict.

    >>> without_riders("五金、化工产品(危险品除外)的批发(依法须经批准的项目,经相关部门批准后方可开展经营活动)")
    '五金、化工产品的批发'
    """
    return "".join(sections_of(plain))


def sections_of(plain: str) -> list[str]:
    """The parts of a plain scope without riders: what needs a licence (许可项目) and what does not (一般项目). Which of
    them comes first is the register's custom and says nothing of the firm."""
    for _ in range(3):
        shorter = _BRACKETS.sub(_inside, plain)
        if shorter == plain:
            break
        plain = shorter
    plain = _OPEN_BRACKET.sub("", plain).translate(_MARKS)
    return [_OF_THE_FIRM.sub("", _without_excepted(_RIDERS.sub("", part))) for part in _SECTION.split(plain)]


def _without_excepted(part: str) -> str:
    may_except = "除" in part or "不" in part or "exc" in part or "not" in part
    return _EXCEPTED.sub("", part) if may_except else part


def _inside(match: re.Match[str]) -> str:
    inner = match.group()[1:-1]
    return "" if not inner or _SAYS_NOTHING.search(inner) or len(inner) > 60 else f"、{inner}、"


def items_of(scope: str) -> tuple[Item, ...]:
    """The items of a scope as written, in order, each with what the firm does with it.

    >>> [(one.text, one.activity.name) for one in items_of("生产、销售：塑料制品；五金、钢材批发")]
    [('塑料制品', 'MAKE|SELL'), ('五金', 'WHOLESALE'), ('钢材', 'WHOLESALE')]
    """
    sections = [one for part in sections_of(plain_text(scope)) if (one := _pieces_of(part))]
    telling = [kept for one in sections if (kept := [piece for piece in one if not piece.is_common])]
    common = [piece for one in sections for piece in one if piece.is_common]
    most = MOST_ITEMS // max(1, len(telling)) or 1
    items = [
        Item(*piece[:3], clause=piece.clause - one[0].clause, place=place, section=number)
        for number, one in enumerate(telling)
        for place, piece in enumerate(one[:most])
    ]
    behind = Item("", "", Activity.NONE, 0, 0, 0)
    if items:
        longest = max(items, key=lambda item: item.place)
        behind = behind._replace(clause=longest.clause + 1, place=longest.place + 1)
    items += [
        Item(*piece[:3], clause=behind.clause + number, place=behind.place + number, section=0)
        for number, piece in enumerate(common)
    ]
    return tuple(items[:MOST_ITEMS])


def _pieces_of(section: str) -> list[Piece]:
    """What stands in a section, in order."""
    found: list[Piece] = []
    for clause in _CLAUSE.split(section):
        if clause.strip() and len(found) < MOST_READ:
            number = found[-1].clause + 1 if found else 0
            found += (Piece(*one, number) for one in _read(clause))
    return found


def is_common(whole: str) -> bool:
    """Whether an item is one that nearly every firm lists.

    >>> is_common("货物进出口"), is_common("技术交流"), is_common("钢材进出口")
    (True, True, False)
    """
    return not whole or _COMMON.match(whole) is not None


@lru_cache(maxsize=50_000)
def _read(clause: str) -> tuple[Read, ...]:
    """The items of one clause: a verb in front governs what follows it, a verb behind what goes before it."""
    reader = _Reader()
    for part in _ITEM.split(clause):
        piece = part.strip(" .-_~+'`|()[]【】")
        if piece:
            reader.take(piece)
    return reader.finish()


class _Reader:
    def __init__(self) -> None:
        self.done: list[Words] = []
        self.waiting = 0
        self.ahead = Activity.NONE
        self.mode = Activity.NONE
        self.last_from = 0
        self.is_closed = False

    def take(self, piece: str) -> None:
        if _ONLY_VERBS.match(piece):
            self.only_verbs(activities(piece), piece)
            return
        head = _HEAD.match(piece)
        if head and len(head.group()) < len(piece) and not _is_part_of_word(piece, head.group()):
            self.mode = self.ahead | activities(head.group())
            self.ahead, self.is_closed = Activity.NONE, False
            self.add(piece[head.end() :], piece, self.mode)
            self.last_from = self.waiting = len(self.done)
            self.last_from -= 1
            return
        if self.ahead:
            self.mode, self.ahead, self.is_closed = self.ahead, Activity.NONE, False
            self.waiting = self.last_from = len(self.done)
        tail = _TAIL.search(piece)
        if tail and tail.start():
            self.add(piece[: tail.start()], piece, Activity.NONE)
            self.close(activities(tail.group()))
            return
        if self.is_closed:
            self.is_closed, self.mode = False, Activity.NONE
        self.add(piece, piece, self.mode)
        if self.mode:
            self.waiting = len(self.done)

    def only_verbs(self, did: Activity, piece: str) -> None:
        if self.waiting < len(self.done) or self.is_closed:
            self.close(did)
        else:
            self.ahead |= did

    def close(self, did: Activity) -> None:
        """A verb behind: for all that waits, and for the group it has just closed (制造、加工)."""
        start = self.last_from if self.is_closed else self.waiting
        for place in range(start, len(self.done)):
            text, whole, before = self.done[place]
            self.done[place] = (text, whole, before | did)
        if not self.is_closed:
            self.last_from = self.waiting
        self.waiting, self.is_closed = len(self.done), True

    def add(self, text: str, whole: str, did: Activity) -> None:
        self.done.append((text.removesuffix("的").removesuffix("等") or whole, whole, did))

    def finish(self) -> tuple[Read, ...]:
        self._settle()
        return tuple((text, whole, _with_work(did, whole), is_common(whole)) for text, whole, did in self.done)

    def _settle(self) -> None:
        """A verb that nothing followed governs what went before."""
        if self.ahead:
            start = self.last_from if self.done else 0
            self.done[start:] = [(text, whole, did | self.ahead) for text, whole, did in self.done[start:]]
            if not self.done:
                self.done.append(("", "", self.ahead))


def _with_work(did: Activity, whole: str) -> Activity:
    """Trades that are verbs themselves, such as printing and forging, make something."""
    return did | Activity.MAKE if _WORK.search(whole) else did


@lru_cache(maxsize=16_384)
def activities(verbs: str) -> Activity:
    """All that a run of verbs says.

    >>> activities("制造、加工兼零售")
    <Activity.MAKE|RETAIL: 5>
    """
    return _joined(BY_VERB[verb] for verb in _ONE_VERB.findall(verbs))


def _joined(parts: Iterable[Activity]) -> Activity:
    whole = Activity.NONE
    for part in parts:
        whole |= part
    return whole


_WORK = re.compile(
    r"(?:印刷|铸造|锻造|锻打|电镀|喷涂|喷塑|热处理|屠宰|印染|染整|纺纱|织造|纺织|冲压|注塑|冶炼|轧制|压延|酿造|烘焙|装订|雕刻|刺绣|绣花"
    r"|裁剪|缝纫|焊接|切割|抛光|镀锌|镀铬|碾米|磨面|榨油|机加|炼焦|炼钢|养殖|饲养|种植|培育|捕捞|采集|开采|采选|洗选|复制|制版|造纸|制革|拔丝|制管|吹塑|压铸|拉丝)$"
)
_NOT_VERBS = re.compile(
    r"(?:服务器|服务区|加工中心|加工机|加工设备|加工专用|制造设备|加工助剂|技术(?:推广|进|中介|检|监|产|装)|设计院|研究院|维修(?:工|设备|用)|咨询(?:公司)"
    r"|生产资料|生产线|生产设备|生产专用|生产性|出租(?:车|汽车|客)|租赁(?:设备)|贸易(?:代理|经纪|信息)|供应链|经营(?:管理|性)|开发区|开发经营|销售代理|应用软件|应用电视"
    r"|安装工程|推广会|销毁|加工品|试验(?:机|仪|设备)|保养品|营销策划|采购代理|咨询策划|施工设备|施工机械|制作工具|设计软件|承包经营|修理工具)"
)


def _is_part_of_word(piece: str, head: str) -> bool:
    """生产线, 服务器 and the like begin with a verb and are none."""
    return _NOT_VERBS.match(piece) is not None
