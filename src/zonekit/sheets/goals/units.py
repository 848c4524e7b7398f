"""Unit words that may follow a figure in Chinese text: the kind of each, and the longer words they must not begin."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Category = Literal["count", "closing", "money", "percent", "measure", "duration", "score", "times", "age"]


class UnitWord(NamedTuple):
    """`not_before`: signs that may not follow, because the two together are another word (10条|件, 50人|才)."""

    category: Category
    not_before: frozenset[str]


def _words(category: Category, *lines: str) -> dict[str, UnitWord]:
    """Reads "个!月亿 家!庭长 ...": a word, then after ! the signs that may not follow it."""
    table: dict[str, UnitWord] = {}
    for entry in " ".join(lines).split():
        word, _, forbidden = entry.partition("!")
        table[word] = UnitWord(category, frozenset(forbidden))
    return table


UNIT_WORDS: dict[str, UnitWord] = {
    **_words(
        "count",
        "个!月亿季年半星体股案性工自小 家!长园具电教乡属装居国 项!目链下 条!例件款块线 件!下",
        "名!单称录优校镇片牌城列次额品特 人!民大均才员工力防社居行事文物格气选体群制身机类心性",
        "位!置于列居 座!谈落 所!有属需以辖在得 处!理置级于室罚 户!籍外型用均政 套!餐用路牌 间!隔接作",
        "台!阶账帐湾风商资 场!所地馆镇景站面外内合 次!序要日年数生 篇!章 部!分门委署级队位件里 份!额",
        "宗!旨教 起!步来草降重飞到源诉航 例!会外如行 支!部行撑持付出柱线流 头!部雁号条 口!岸径碑号袋述腔",
        "单!位一元独列体 把!手关握 架!构设 艘 株 棵 辆 羽 栋 幢 盏 眼 枚 颗 笔 票 桩 宗地 人次 家次 户次 件次",
        "台次 架次 车次 场次 批次 班次 轮次 村次 篇次 期次 例次 课时 学时 位次 个位次 个名次 点位 个点位 台套 台（套）",
        "台(套) 台/套 套（间） 套(间) 家（个） 家(个) 个（家） 个(家) 处（个） 处(个) 人（次） 人(次) 家（次） 家(次)",
        "场（次） 场(次)",
    ),
    # These also make names and headings (二期, 首批, 三类, 四点): a figure only at the end of its phrase.
    **_words(
        "closing",
        "期 批 轮 门 节 组 队 对 片 列 班 站 村 镇 册 本 幅 首 种 类 点 块 张 街道 社区 根 只 尾 平!方台米均安稳衡",
    ),
    **_words("money", "元 元人民币 美元 欧元 港元 港币 日元 美金 人民币"),
    **_words("percent", "% ‰ 个百分点 百分点 成!立效本果分员功为绩长年品人都型不新"),
    **_words(
        "measure",
        "平方公里 平方千米 平方米 平米 ㎡ m² m2 km² km2 公顷 亩!均 立方米 m³ m3 方!面案式向便法针位 公里 千米 km",
        "延长米 延米 米!兰 公斤 千克 斤 吨标准煤 吨标煤 吨 微克 毫克 千瓦时 兆瓦时 吉瓦时 度电",
        "度!假过量日数汛夏冬 千伏安 兆伏安 千瓦 兆瓦 吉瓦 标准箱 标箱 MW GW kW KW MWh GWh kWh",
        "MVA kVA TEU P PFlops PFLOPS 吉焦 兆焦 太焦 GJ",
    ),
    **_words("duration", "个工作日 工作日 个小时 小时 分钟 个月 个自然日 自然日 天 周!年岁边"),
    **_words("score", "分!别解类步级组期布钟之配开管散支享行析摊包拆流层区"),
    **_words("times", "倍!增"),
    **_words("age", "岁 周岁"),
}


def unit_pattern() -> str:
    """A pattern for any unit word, longest first, that refuses a word which only begins a longer one."""
    words = []
    for word, known in sorted(UNIT_WORDS.items(), key=lambda entry: -len(entry[0])):
        guard = f"(?![{re.escape(''.join(sorted(known.not_before)))}])" if known.not_before else ""
        words.append(re.escape(word) + guard + ("(?![A-Za-z])" if word[-1].isascii() and word[-1].isalnum() else ""))
    return "|".join(words)


# What may stand below the line of a quotient: 万元/亩, 吨标准煤/万元, 微克/立方米.
LOWER_PART = (
    "平方公里|平方米|立方米|公顷|万元|亿元|万人|千人|小时|公里|千瓦时|千瓦|标准箱|标箱|吨公里|公斤|千克|人次|分钟|"
    "[年月日天度亩人吨户个家辆升台次件]"
)
