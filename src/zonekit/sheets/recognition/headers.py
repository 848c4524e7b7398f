"""What a header cell or a label means, in Chinese and English.

A header is understood when it is made of header words alone (`is_header_wording`); then the most telling word decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zonekit.sheets.recognition.wording import fold, without_brackets

Meaning = Literal[
    "no",
    "category",
    "group",
    "project",
    "sub_project",
    "task",
    "goal",
    "measures",
    "stage",
    "schedule",
    "lead",
    "responsible",
    "cooperating",
    "assessor",
    "leaders",
    "deadline",
    "quarter",
    "half",
    "month",
    "weight",
    "measure_unit",
    "growth",
    "amount",
    "unit",
    "progress",
    "ignore",
]
TEXTUAL: frozenset[str] = frozenset({"category", "group", "project", "sub_project", "task", "goal", "measures"})
DUTY: frozenset[str] = frozenset({"lead", "responsible", "cooperating", "assessor", "unit"})
PERIODS: frozenset[str] = frozenset({"quarter", "half", "month"})


@dataclass(frozen=True, slots=True)
class Header:
    """The meaning of a header. `index`: number of a quarter, half-year or month; `note`: what stood in brackets."""

    meaning: Meaning
    index: int = 0
    note: str = ""


_HAN_NUMBERS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_ROMAN = {"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_QUARTER = re.compile(r"(?:第)?([一二三四1-4]|iv|i{1,3}|[ⅰⅱⅲⅳ])季度|([一二三四1-4])季(?!度)|q([1-4])")
_HALF = re.compile(r"(上|下)半年")
_MONTH = re.compile(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?[-—~～至到])?(\d{1,2}|[一二三四五六七八九十]{1,2})月"
)
_ENGLISH_QUARTER = re.compile(r"q([1-4])|([1-4])q|(first|second|third|fourth|1st|2nd|3rd|4th)quarter|quarter([1-4])")
_ENGLISH_MONTH = re.compile(rf"({'|'.join(_ENGLISH_MONTHS)})(?:[a-z]*)(?:node|target|milestone|plan)?s?")

# Words a header may be made of. A cell with any other word is content, whatever header words it holds.
_WORDS = (
    "主要|重点|具体|工作|目标|任务|项目|实事|民生|事项|内容|名称|类别|分类|类型|大类|小类|门类|领域|板块|方面|方向|战役|攻坚战|攻坚|专项|行动|"
    "条线|维度|指标|一级|二级|三级|年度|全年|本年|今年|当年|量化|预期|阶段性|阶段|性|成果|成效|标志|措施|举措|做法|路径|要求|标准|要点|"
    "牵头|负责|责任|主办|承办|协办|会办|配合|协同|协作|协助|参与|参加|支持|主责|主管|主体|单位|部门|科室|处室|部室|机构|专班|股室|中心|"
    "局办|办局|委办局|部委办局|市直|区直|县直|省级|市级|区级|县级|镇级|行业|领导|领衔|同志|责任人|负责人|联系人|人员|人|分管|包保|包联|包抓|挂点|挂钩|挂联|联系|联络|督办|督导|"
    "县委|市委|区委|党委|政府|管委会|党工委|副|区长|县长|市长|镇长|书记|主任|链长|"
    "完成|时限|期限|时间|日期|节点|进度|计划|安排|时序|序时|形象|截止|办结|推进|推动|实施|落实|执行|承担|开展|建设|规模|"
    "一季度|二季度|三季度|四季度|第一季度|第二季度|第三季度|第四季度|季度|季|月度|月份|月|上半年|下半年|年底|年|"
    "权重|分值|标准分|基本分|得分|计分|评分|满分|分数|考核|监考|评价|评估|备注|说明|监督|方式|方法|办法|督查|资金|来源|经费|投资|总投资|总|额|电话|手机|"
    "情况|进展|存在|问题|下一步|下步|是否|状态|依据|出处|地点|性质|年限|起止|佐证|材料|附件|填报|上报|报送|"
    "序号|编号|序|号|项次|项|数|值|计量|单位|基数|上年|去年|实绩|实际|数据|业主|法人|申报|"
    "分解|细化|清单|子|分|总体|各|所属|所|属|及其|及|与|和|或|的|其他|第一|首要|主|市|区|县|镇|省|园区|开发区|"
    "启动|开工|竣工|开始|底|末|处|增速|增幅|增长|涨幅|增减|同比|比上年|较上年|比去年|较去年|年均|幅度|率|其中|拟|内|总量|基础值|完成值|困难|协调|亮点|保障|效果|形式|属地|乡镇|镇街|街道|地区|区域|承办人|经办人|组长|职务|"
    "指导|对口|对接|监管|条目|条款|改革|创新|政府工作报告|报告|文件|分工|对应|关键|核心|序列|时|限|节|点|建议|计划|年终|最终"
)
_WORDING = re.compile(rf"(?:{_WORDS}|[、/／,，.:：+&_\-—~至到\d])+")
_ENGLISH_WORDING = re.compile(
    r"(?:no|number|serial|seq|id|category|categories|type|class|area|field|theme|pillar|key|major|priority|main|"
    r"project|programme|program|sub|task|action|activity|measure|work|item|content|description|name|title|goal|"
    r"target|objective|annual|yearly|indicator|kpi|unit|units|department|departments|dept|office|agency|agencies|"
    r"body|bodies|responsible|responsibility|lead|leading|leader|leaders|leadership|owner|person|in|charge|of|and|"
    r"the|for|co|cooperating|supporting|support|partner|partners|participating|assisting|deadline|due|date|"
    r"completion|complete|by|time|timeline|timetable|schedule|milestone|milestones|node|nodes|quarter|first|second|"
    r"third|fourth|half|month|q[1-4]|[1-4]q|weight|weighting|points|score|remarks|remark|notes|note|comment|"
    r"comments|contact|phone|status|progress|budget|funding|source|basis|supervision|official|officials|sponsor|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept|sep|oct|nov|dec|[\d.:/&()#,_-])+"
)

_NUMBERS = re.compile(
    r"(?:任务|项目|事项|工作|清单|条目|台账|指标|目标|措施|问题|责任|总|分){0,2}(?:序号|编号|项次|序)|号"
    r"|(?:serial|item|task|project)?no\.?|(?:serial)?number|#|seq|id"
)
_YEAR_WORDS = r"(?:(?:20\d\d年?度?|年度|本年度?|今年|当年|全年)(?:内|的)?)"
_CONNECTOR = r"(?:及|与|和|、|/|／|或)"
# In the order in which they are tried: the first that is found decides.
_CHINESE: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("task", re.compile(r"(?:任务|内容).*(?:及|和|与|、)完成(?:时限|时间|期限)")),
    ("measures", re.compile(r"(?:措施|举措).*(?:及|和|与|、)完成(?:时限|时间|期限)")),
    ("assessor", re.compile(r"(?:监考|考核|考评|评价|认定|数据)(?:实施|责任|牵头|来源|提供|评价)*(?:单位|部门|主体)")),
    ("assessor", re.compile(r"(?:业主|法人|申报|建设|项目)(?:单位|主体)")),
    (
        "progress",
        re.compile(
            r"情况|进展|存在(?:的)?(?:问题|困难)|下一?步|推进现状|实绩|实际|得分|自评|完成值|^(?:20\d\d年?|上年度?|去年).*(?:完成|实现|达到)[数额量]?$"
        ),
    ),
    (
        "growth",
        re.compile(
            rf"^(?:{_YEAR_WORDS}|预期|目标|计划|同比|[比较](?:上年|去年)|年均|力争)*(?:增速|增幅|增长率?|涨幅|增减)(?:目标|预期|计划|任务|幅度|比例|值)*$|^同比$"
        ),
    ),
    (
        "amount",
        re.compile(
            rf"^(?:其中)?[:,、]?{_YEAR_WORDS}(?:(?:预计|拟)?完成(?:固定资产)?投资(?:额|总额)?(?:计划|目标|任务)|(?:计划|安排|目标|任务|预计|拟)?(?:计划|完成|固定资产)*(?<!年完成)(?<!年度完成)投资(?:额|总额)?(?:计划|目标|任务|规模|安排)?)$"
        ),
    ),
    (
        "ignore",
        re.compile(
            r"备注|说明|监督|督查|督导(?!领导)|督办(?!领导)|监管|指导单位|对口|对接|亮点|协调事项|基础值|启动时间|开始时间|考核(?!项目|内容|指标)|考评(?!项目|内容)|评分|评估|资金|经费|投资|联系人|联络|电话|手机|来源|依据|出处|是否|状态|地点|性质|年限|起止|佐证|材料|附件|填报|上报|报送|开工时间|开工日期|基数|上年|去年|^(?!.*内容).*规模"
        ),
    ),
    (
        "leaders",
        re.compile(
            r"^(?!.*(?:单位|部门|主体)[及与和、/].*).*(?:责任人|负责人|牵头人|包保人|经办人|承办人|组长|负责同志|责任同志)$|^(?!.*(?:单位|部门|主体)).*(?:领导|领衔|责任人|负责人|牵头人|负责同志|分管|包保|包联|包抓|挂点|挂钩|挂联|区长|县长|市长|镇长|书记|主任|链长|同志|人员)"
        ),
    ),
    ("responsible", re.compile(rf"(?:责任|承办|实施)(?:主体|单位|部门)?{_CONNECTOR}(?:配合|协同|协办|协助|参与)")),
    ("cooperating", re.compile(r"(?:配合|协办|会办|协同|协作|协助|参与|参加|支持)")),
    (
        "lead",
        re.compile(
            r"(?:牵头|主办|主责|第一|首要|主要|主)(?:责任|负责|牵头|承办|主管)*(?:单位|部门|主体|科室|处室|部室|机构|股室|局办|委办局|专班)|^牵头$|^主办$|^主责$|^牵头负责$|^主体$"
        ),
    ),
    (
        "responsible",
        re.compile(
            r"(?:责任|承办|落实|承担|实施|执行|完成|主管|负责|具体|其他|工作|任务|行业|对应|所属|市直|区直|县直).*(?:单位|部门|主体|科室|处室|部室|机构|股室|局办|委办局|专班|中心)|^(?:部门|科室|处室|部室|责任|承办|负责|责任园区|责任地区|责任区域|责任县区|责任主体|属地单位)$"
        ),
    ),
    ("measure_unit", re.compile(r"计量单位|指标单位|数据单位")),
    ("unit", re.compile(r"^单位$")),
    ("weight", re.compile(r"权重|分值|标准分|基本分|满分|计分|分数")),
    ("stage", re.compile(rf"^{_YEAR_WORDS}.*(?:形象)?进度(?:目标|要求)?$|阶段性?目标|阶段性?任务|分阶段")),
    (
        "schedule",
        re.compile(
            r"(?:进度|节点|时序|序时|实施|推进)(?:计划|安排|节点|目标|要求)+$|^时间进度$|实施计划|推进计划|序时进度|形象进度|时间安排|进度安排|节点目标|阶段安排"
        ),
    ),
    ("deadline", re.compile(r"时限|期限|完成时|完成日|完成节点|时间|日期|截止|办结|^节点$|月份$")),
    ("measures", re.compile(r"措施|举措|做法|路径|方法")),
    (
        "category",
        re.compile(r"类别|分类|大类|门类|类型|战役|领域|板块|方面|条线|维度|一级指标|专项(?!任务|工作)|目标类"),
    ),
    ("group", re.compile(r"小类|子类|攻坚战|方向|二级指标|攻坚$|行动$")),
    (
        "sub_project",
        re.compile(r"子项目|子任务|分项|具体事项|任务名称|事项名称|^事项$|工作事项|^名称$|细化项目|具体项目"),
    ),
    (
        "task",
        re.compile(
            r"任务|内容|要点|实事|考核项目|三级指标|指标名称|^指标$|考核指标|主要指标|^重点工作$|^主要工作$|^年度重点工作$|^工作$|改革事项|重点事项|^事项|工作重点|量化指标"
        ),
    ),
    ("project", re.compile(r"项目|工程")),
    ("goal", re.compile(r"^(?:全年|年底|年终)$|目标|成效|效果|成果|要求|标准|指标值|计划|指标|数值|年度值")),
    ("task", re.compile(r"工作|事项")),
)
_ENGLISH: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("progress", re.compile(r"progress|status|actual|completed")),
    ("ignore", re.compile(r"remark|comment|contact|phone|budget|funding|source|basis|supervis|^notes?$")),
    ("deadline", re.compile(r"deadline|due|completion|timeline|timetable|^date|time|completeby")),
    ("cooperating", re.compile(r"co-?operat|support|partner|participat|assist|co-?responsible")),
    ("leaders", re.compile(r"leader|incharge|person|official|sponsor")),
    ("lead", re.compile(r"lead(?:ing)?(?:unit|department|agency|body|office|dept|responsible)s?|^lead$")),
    ("responsible", re.compile(r"responsib|owner|^units?$|department|^office$|agency")),
    ("weight", re.compile(r"weight|points|score")),
    ("sub_project", re.compile(r"sub-?project|sub-?task|sub-?item|^name$|^title$")),
    ("category", re.compile(r"categor|^type$|^class$|pillar|theme|^area$|^field$|priorityarea|keyarea")),
    ("project", re.compile(r"project|programme|program$")),
    ("goal", re.compile(r"goal|target|objective|indicator|kpi")),
    ("measures", re.compile(r"^measures?$")),
    ("task", re.compile(r"task|action|activity|work|item|content|description|measure")),
    ("schedule", re.compile(r"schedule|milestone|nodes?$")),
)


_LATIN = re.compile(r"(?<!q)[a-z.]+(?!\d)")


@lru_cache(maxsize=4096)
def _wording(text: str) -> tuple[str, str]:
    """The words outside and inside brackets; of a bilingual header (序号 No.) the Chinese ones."""
    head, note = without_brackets(fold(text))
    if not head.isascii():
        chinese = _LATIN.sub("", head)
        head = head if not any("\u4e00" <= char <= "\u9fff" for char in chinese) else chinese
    return head, note


@lru_cache(maxsize=4096)
def is_header_wording(text: str) -> bool:
    """Whether a cell is made of header words alone.

    >>> is_header_wording("牵头责任单位"), is_header_wording("推进市发改委重点项目")
    (True, False)
    """
    if len(text) > 60:
        return False
    head, _ = _wording(text)
    if not 0 < len(head) <= 40:
        return False
    if _ENGLISH_WORDING.fullmatch(head):
        return not head.isdecimal()
    return len(head) <= 20 and not head.isdecimal() and _WORDING.fullmatch(head) is not None


@lru_cache(maxsize=4096)
def read_header(text: str) -> Header | None:
    """The meaning of a header or label, None when its words say nothing known.

    >>> read_header("牵头责任单位").meaning, read_header("完 成 时 限（2023年）").meaning
    ('lead', 'deadline')
    >>> read_header("第三季度目标"), read_header("上半年").meaning
    (Header(meaning='quarter', index=3, note=''), 'half')
    """
    if len(text) > 60:
        return None
    head, note = _wording(text)
    if not head:
        return None
    if _NUMBERS.fullmatch(head):
        return Header("no", note=note)
    period = _read_period(head)
    if period and not re.search(r"完成情况|进展|推进情况|落实情况|实绩|实际", head):
        return Header(*period, note=note)
    for meaning, pattern in _ENGLISH if head.isascii() else _CHINESE:
        if pattern.search(head):
            return Header(meaning, note=note)
    return None


def read_period(text: str) -> Header | None:
    """The quarter, half-year or month a header begins with, whatever follows (第一季度工作进展).

    >>> read_period("第一季度工作进展")
    Header(meaning='quarter', index=1, note='')
    """
    period = _read_period(_wording(text)[0])
    return Header(*period) if period else None


def _read_period(head: str) -> tuple[Meaning, int] | None:
    """Quarter, half-year or month that a header is about."""
    if head.isascii():
        return _read_english_period(head)
    found = _QUARTER.match(head)
    if found:
        word = found[1] or found[2] or found[3]
        return "quarter", _HAN_NUMBERS.get(word) or _ROMAN.get(word) or int(word)
    found = _HALF.match(head)
    if found:
        return "half", 1 if found[1] == "上" else 2
    found = _MONTH.match(head)
    if found and not head[found.end() :].startswith("度"):
        month = _HAN_NUMBERS.get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)
        if 1 <= month <= 12 and len(head) <= found.end() + 8:
            return "month", month
    return None


def _read_english_period(head: str) -> tuple[Meaning, int] | None:
    found = _ENGLISH_QUARTER.match(head)
    if found:
        if found[3]:
            return "quarter", _ENGLISH_ORDINALS[found[3]]
        return "quarter", int(found[1] or found[2] or found[4])
    found = _ENGLISH_MONTH.fullmatch(head)
    if found:
        return "month", _ENGLISH_MONTHS.index(found[1]) + 1
    return None
