"""Why a figure of a Chinese text is a goal, or why it is not.

The verdict is a code: "goal", or the first reason against it. The reasons are the conventions of issued tables: figures
of the past, given sets (等4条产业链), sizes (亿元以上项目, 占地200亩), names (二期), frequencies (每季度1次), limits
(5个工作日内) set no goal of the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zonekit.sheets.goals.figures import Figure

GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a figure: `gap` since the last goal or comma, `clause` since the last comma, `after` the figure.

    `past`: the clause tells what was. `whole_bracket`: the figure is all there is in its bracket (11项).
    `beside_given`: joined to a figure that counts a given set (全市15个乡镇、260个行政村).
    """

    gap: str
    clause: str
    after: str
    past: bool = False
    whole_bracket: bool = False
    beside_given: bool = False


_ENDS_PHRASE = re.compile(
    r"\s*(?:$|[，。；、！？,;:：!?（(）)】\]\n—/]|[和与及并且]|以及|力争|确保|争取|其中|同比|增长|的增|的?目标|任务|大关|台阶|达到|完成|"
    r"全部|提高|下降|开工|竣工|投产|投入|落地|建成|签约|通车|投用|用于|实现|规模|左右)"
)
_PAST = re.compile(
    r"目前|现有|现已|截[至止]|前期|此前|往年|(?<![较比与在于同])(?:去年|上年度?|前年)(?!.{0,12}基础)|(?<![而早业])已(?!有序)|"
    r"以.{1,20}为(?:基期|基数|基准)"
)
_PRESENT = re.compile(r"今年|年内|全年|力争|确保|计划|将|再|新增|本年|下一步|年底前|争取|努力")
_YEAR = re.compile(r"(?<![较比\d])(20\d\d)年(?!.{0,8}基础)")
_BASE_YEAR = re.compile(r"为(?:基期|基数|基准)")
_DEPARTURE = re.compile(r"[由从]\D{0,6}\Z")
_ARRIVAL = re.compile(r"[^，。；、]{0,6}?[到至为]")
_RECURRING = re.compile(
    r"每(?:个)?(?:半年|季度?|个?月|周|星期|日|天|学期|旬|家|名|户|位|人(?!口)|村|镇|乡|街道|社区|年级|班|项|条|"
    r"[一二两三四五六\d]{1,2}个?[月周年天日])|[按逐](?:月|季|周|日)|[月季日]均"
)
# Directly before a number: it counts what is already there, or what was just named.
_GIVEN = re.compile(
    r"(?:等共?|等全部|围绕|聚焦|依托|按照|根据|落实|贯彻|紧盯|锚定|瞄准|现有|已有|原有|全部|所有|其余|其[他它]|上述|[这该由分跑]|[所下]辖|辖区|涉及|"
    r"中央|[省市区国]定|全[市区县省镇国州乡]|我[市区县]|世界|中国|(?<![底日月年末度])前|通过|利用|坚持|把握|遵循|(?:加强|深化|强化|密切)与.{0,10}|随机)"
    r"\s*(?:的|共|首批)?\s*\Z"
)
_INVOLVES = re.compile(r"涉及")
_NO_GOAL_NOUN = re.compile(
    r"方面|环节|维度|要素|领域|层面|阶段|步骤|全面|确保|坚持|更加|重点(?:任务|工作|领域|环节|方面)|一(?!批)|规定|精神|转变|关键|\d+%|"
    r"百分之百|到位|不|体系|机制|制度|原则|梯队|统一|必须|严禁|以上(?:部门|单位)"
)
_ACTOR = re.compile(r"(?:工作)?(?:专班|小组|部门|单位|工作组|领导)")
_NUMBERED_SET = re.compile(r"方面的?\s*\Z")
_VERB = re.compile(
    r"(?:新建|建成|建设|新增|增设|引进|招引|签约|培育|创建|打造|举办|开工|完成|改造|落地|认定|新签|组建|设立|申报|争取|实施|启动|推出|发布|储备|"
    r"培养|选派|投产|竣工|盘活|整治|修建|[改扩续]建|达到|至少|开展|推进|推动|建立|布局|新设|办好|办理|解决|争创|创成|获批|孵化|入库|转化|实现|"
    r"谋划|包装|组织|开发|开通|投放|销号|消除|治理|修复|转移|帮扶|发展|确保|力争|超过?|突破|各|分别|增[加至]|购置|更新|安装|配[备置]|招[聘录收]|"
    r"聘请|成立|[扶支]持|新招|承接|走访|服务|[检排]查|建好|提升|评选|遴选|选树|挂牌|引育|集聚|导入|策划|对接|攻克|抓好|制定|修订|协调|化解|拆除|"
    r"清理|腾退|收[回储]|处置|出让|供[应给地]|不[少低]于|新开|推广|覆盖|带动|吸引|吸纳|帮助|指导|净增|新培育|新认定|首发|放映|种植|栽植|铺设|"
    r"架设|疏浚|清淤|加固|改善|提供|交付|投用|调解|受理|查处|招商|参加|组团|外出)[了好约近出]?\s*\Z"
)
_SIZE = re.compile(
    r"(?:总投资|总建筑面积|总?占地(?:面积)?|用地面积|规划用地|投资总额|总?概算|总造价|注册资[本金]|总长|全长|总面积|规划面积|建筑面积|建筑体量)"
    r"(?:额|规模)?(?:约|为|达到?|近|超过?|[:：])*\s*\Z|\A\W*(?:项目)?用地\Z"
)
_CAPACITY = re.compile(r"[年日]\s?(?:产|处理|加工|供水|吞吐)(?:能力)?约?\s*\Z")
_PHASE = re.compile(r"[一二三四五六七八九十\d]期(?:工程|项目)?\s*\Z")
_SPEC_NOUN = re.compile(
    r"级|的|以上|(?:[^，。；、（(]{0,6}?)(?:项目|企业|产业|楼宇|集群|园区|工程|镇|村|商圈|税源|板块|基地|强[县区镇])"
)
_COUNT_FOLLOWS = re.compile(
    r"[^，。；、,;（(]{0,24}?[\d一二两三四五六七八九十]{1,4}[余多]?(?:个|家|处|座|项|条|户|所|名|人|宗|只|栋)|的?村占"
)
# 50人以上企业, 30户以上自然村, 100张床位以上医院: how large something is, not how many are wanted.
_SIZE_OF_UNIT = {
    "人": re.compile(r"的?(?:企业|单位|场所|会议|自然村|村)"),
    "户": re.compile(r"的?(?:自然村|村|组|小区|居民)"),
    "床": re.compile(r"的?(?:医院|医疗)"),
    "头": re.compile(r"的?(?:规模|养殖|标准化)"),
}
_EXTENT = re.compile(r"(?:[米里亩顷]|㎡|m²|m2|km)\Z")
_FUND = re.compile(r"[^，。；、]{0,8}(?:基金|资金|贷款|债券|消费券|补贴|奖励)")
_DURATION_GOAL = re.compile(
    r"(?:压[缩减]|缩[短减]|提速|减少|控制|优良|天数|达标|时间|时长|时限|周期|不超过|不少于|达到|增加)[^，]{0,10}\Z"
)
_SCORE_GOAL = re.compile(r"(?:达到?|不低于|超过|提[升高][至到]|高于|突破|保持在?|得分|评分|指数|满意度)[^，]{0,6}\Z")
_TIMES_GOAL = re.compile(r"(?:增长|提[高升]|达到?|扩大|增加|突破|超过|翻)[^，]{0,6}\Z")
_REACHED = re.compile(r"(?:突破|超过?|达到?|迈[过上]|站上|跨[越上]|冲[刺击]|迈向|力争)\s*\Z")
_LIFE_SPAN = re.compile(r"寿命")


def is_past_phrase(clause: str, carried: bool, year: int | None) -> bool:
    """Does a clause tell what was? `carried`: the clause before it in the same sentence did."""
    last = None
    for last in _PAST.finditer(clause):
        pass
    if last is not None:
        return _PRESENT.search(clause, last.end()) is None
    if year is not None and (named := _YEAR.search(clause)):
        return int(named[1]) < year
    return carried and _PRESENT.search(clause) is None


def judge(figure: Figure, context: Context) -> str:
    """ "goal", or the code of the first reason why the figure sets none."""
    for reason, holds in _ALWAYS + _BY_CATEGORY[figure.category]:
        if holds(figure, context):
            return reason
    return GOAL


def _closes(context: Context) -> bool:
    return _ENDS_PHRASE.match(context.after) is not None


def _is_departure(_: Figure, context: Context) -> bool:
    """由3家增至5家: the first figure is where it starts."""
    return bool(_DEPARTURE.search(context.clause)) and bool(_ARRIVAL.match(context.after))


def _is_bare_size(figure: Figure, context: Context) -> bool:
    """百亿元 without a digit is a size (百亿元产业), unless something is to reach it (突破百亿元)."""
    return figure.bare and not (_REACHED.search(context.gap) and _closes(context))


def _is_given_set(_: Figure, context: Context) -> bool:
    gap = context.gap
    return bool(context.beside_given or _GIVEN.search(gap) or _NUMBERED_SET.search(gap) or _INVOLVES.search(gap))


def _is_inside_a_name(figure: Figure, context: Context) -> bool:
    """四点, 三类: these words are figures only at the end of their phrase."""
    return not (_closes(context) or figure.tail)


def _counts_no_goal(figure: Figure, context: Context) -> bool:
    if _closes(context):
        return False
    after = context.after
    if _NO_GOAL_NOUN.match(after) or (figure.spelled and after.startswith(("“", "‘", '"'))):
        return True
    if not context.gap.strip() and _ACTOR.match(after):
        return True
    threshold = _SIZE_OF_UNIT.get(figure.unit[-1]) if figure.tail else None
    return threshold is not None and threshold.match(after) is not None


def _follows_list(figure: Figure, context: Context) -> bool:
    """A、B两项工程: the number counts what was just listed, unless a verb stands right before it."""
    gap = context.gap.strip("、 ")
    if _closes(context) or figure.tail or context.gap.rstrip().endswith("、"):
        return False
    return "、" in gap and not _VERB.search(gap)


def _is_spelled_name(figure: Figure, context: Context) -> bool:
    """Chinese numerals mostly make names: they count only behind a noun or right behind a verb that brings about."""
    if not figure.spelled:
        return False
    gap = context.gap.strip("、和与及 ")
    if figure.value < 2 or figure.unit == "期":
        return not (_closes(context) and figure.unit in {"座", "所", "处", "家", "栋"} and len(gap) > 3)
    if _closes(context) or figure.tail:
        return not gap
    return not _VERB.search(gap)


def _is_size(figure: Figure, context: Context) -> bool:
    gap, after = context.gap, context.after
    if _SIZE.search(gap):
        return True
    if _closes(context):
        return False
    if _CAPACITY.search(gap) or _COUNT_FOLLOWS.match(after):
        return True
    if figure.category == "money":
        if _FUND.match(after):
            return False
        exceeds = figure.tail is not None or gap.rstrip().endswith(("超", "超过", "过", "达", "逾"))
        return exceeds or bool(_SPEC_NOUN.match(after))
    made = _VERB.search(gap) is not None
    if figure.tail is not None:
        return not made
    return after.startswith("级") or (after.startswith("的") and not (made and _EXTENT.search(figure.unit)))


def _is_phase(_: Figure, context: Context) -> bool:
    return _PHASE.search(context.gap) is not None


Rule = tuple[str, Callable[[Figure, Context], bool]]

_ALWAYS: tuple[Rule, ...] = (
    ("past", lambda figure, context: context.past),
    ("item_count", lambda figure, context: context.whole_bracket and figure.tail is None),
    ("baseline", lambda figure, context: _BASE_YEAR.match(context.after) is not None),
    ("recurring", lambda figure, context: _RECURRING.search(context.clause) is not None),
    ("departure", _is_departure),
    ("size", _is_bare_size),
)
_COUNTED: tuple[Rule, ...] = (
    ("given", _is_given_set),
    ("name", _counts_no_goal),
    ("name", _is_spelled_name),
    ("given", _follows_list),
)
_MEASURED: tuple[Rule, ...] = (
    ("given", _is_phase),
    ("given", lambda _, context: context.beside_given),
    ("size", _is_size),
)
_BY_CATEGORY: dict[str, tuple[Rule, ...]] = {
    "count": _COUNTED,
    "closing": (("name", _is_inside_a_name), *_COUNTED),
    "money": _MEASURED,
    "measure": _MEASURED,
    "percent": (),
    "duration": (("limit", lambda _, context: _DURATION_GOAL.search(context.gap) is None),),
    "score": (("name", lambda figure, context: not (figure.tail or _SCORE_GOAL.search(context.gap))),),
    "times": (("name", lambda _, context: _TIMES_GOAL.search(context.gap) is None),),
    "age": (("age", lambda _, context: _LIFE_SPAN.search(context.gap) is None),),
}
