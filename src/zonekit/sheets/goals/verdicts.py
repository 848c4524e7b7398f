"""Is a figure a goal? Reasons why it is not: the past, a given set, a size, a name, a frequency, a time limit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonekit.sheets.goals.figures import Figure


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a figure: `gap` since the last goal or comma, `clause` since the last comma, `after` the figure.

    `whole_bracket`: the figure is all there is in its bracket (11项).
    """

    gap: str
    clause: str
    after: str
    past: bool = False
    whole_bracket: bool = False


_BOUNDARY = re.compile(
    r"\s*(?:$|[，。；、！？,;:：!?（(）)】\]\n—“]|和|与|及|以及|并|且|力争|确保|争取|其中|同比|增长|的增|的目标|目标|任务|大关|台阶|"
    r"[,，]|达到|完成|全部|提高|下降|开工|竣工|投产|投入|落地|建成|签约|通车|投用|用于|实现)"
)
_PAST = re.compile(
    r"目前|现有|现已|截至|截止|前期|此前|往年|(?<![较比与在于同])(?:去年|上年|上年度|前年)(?!.{0,6}基础)|"
    r"(?<![而早业])已(?!有序)|累计已|前期已|以.{1,20}为(?:基期|基数|基础)"
)
_PRESENT = re.compile(r"今年|年内|全年|力争|确保|计划|将|再|新增|本年|下一步|年底前|争取|努力")
_YEAR = re.compile(r"(?<![较比])(20\d\d)年(?!.{0,8}基础)")
_BASE_YEAR = re.compile(r"为(?:基期|基数|基准)")
_VERB = re.compile(
    r"(?:新建|建成|建设|新增|增设|引进|招引|签约|培育|创建|打造|举办|开工|完成|改造|落地|认定|新签|组建|设立|申报|争取|实施|启动|推出|"
    r"发布|储备|培养|选派|投产|竣工|盘活|整治|修建|改建|扩建|达到|不少于|至少|开展|推进|推动|建立|布局|新设|办好|办理|解决|新开|新培育|"
    r"新引进|争创|创成|获批|孵化|入库|转化|实现|谋划|包装|组织|开发|开通|投放|改扩建|续建|销号|消除|治理|修复|转移|帮扶|发展|确保|力争|"
    r"超|超过|突破|各|分别|增加|增至|购置|更新|安装|配备|招聘|聘请|招录|成立|扶持|支持|新招|招收|承接|走访|服务|检查|排查|建好|提升|创成|"
    r"评选|遴选|选树|挂牌|引育|集聚|导入|策划|对接|攻克|突出抓好|抓好|出台|制定|修订|协调|化解|拆除|清理|腾退|收回|处置|出让|供应|收储)"
    r"(?:了|好|约|近)?\s*\Z"
)
_GIVEN = re.compile(
    r"(?:等|等共|等全部|围绕|聚焦|依托|按照|根据|落实|贯彻|紧盯|锚定|瞄准|现有|已有|原有|全部|所有|其余|其他|其它|上述|这|该|下辖|所辖|辖区|"
    r"涉及|最多跑|跑|中央|省定|市定|区定|国定|全市|全区|全县|全省|全镇|全国|全州|我市|我区|我县|世界|中国|分|前|通过|利用|坚持|把握|遵循)"
    r"\s*(?:的|共|首批|剩余)?\s*\Z"
)
_ABSTRACT = re.compile(
    r"(?:方面|环节|维度|要素|领域|层面|阶段|步骤|全面|确保|坚持|更加|重点(?!项目|企业|工程|产业|园区|实验室)|一(?!批)|规定|精神|大|转变|关键|"
    r"100%|百分之百|[“‘\"\d]|到位|统筹|不|专项行动|体系|机制|制度|原则|清单制|梯队|统一|必须|严禁|聚焦|围绕)"
)
_NUMBERED_SET = re.compile(r"方面的?\s*\Z")
_RECURRING = re.compile(
    r"每(?:个)?(?:半年|季度?|个?月|周|星期|日|天|学期|旬|家|名|户|位|人|村|镇|乡|街道|社区|年级|班|项|条|[一二两三四五六七八九十\d]{1,3}个?[月周年天日])"
    r"|(?:按|逐)(?:月|季|周|日)|月均|季均|日均|户均(?!.{0,6}收入)"
)
_SIZE = re.compile(
    r"(?:总投资|总建筑面积|总占地|占地|占地面积|用地|用地面积|用地约|投资总额|概算|总概算|总造价|注册资本|注册资金|年产|日产|日处理|年处理|年加工|"
    r"日供水|总长|全长|总面积|规划面积|建筑面积|建筑体量)(?:额|面积|规模|能力)?(?:约|为|达|达到|近|超|超过|:|：)*\s*\Z"
)
_SPEC_NOUN = re.compile(
    r"元?级|(?:项目|企业|产业|楼宇|集群|园区|工程|镇|村|商圈|税源|板块|基地|强县|强区|强镇|大项目|重大|工业|以上|的)"
)
_COUNT_FOLLOWS = re.compile(
    r"[^，。；、,;（(]{0,24}?[\d一二两三四五六七八九十]{1,4}(?:余|多)?(?:个|家|处|座|项|条|户|所|名|人|宗)"
)
_PHASE = re.compile(r"[一二三四五六七八九十\d]期(?:工程|项目)?\s*\Z")
_DURATION_GOAL = re.compile(
    r"(?:压缩|压减|缩短|缩减|提速|减少|控制|优良|天数|达标|时间|时长|时限|不超过|不少于|达到|增加)[^，]{0,10}\Z"
)
_SCORE_GOAL = re.compile(
    r"(?:达到?|不低于|超过|提升[至到]|提高[至到]|高于|突破|保持在?|得分|评分|指数|满意度)[^，]{0,6}\Z"
)
_TIMES_GOAL = re.compile(r"(?:增长|提高|提升|达到|达|扩大|增加|突破|超过|翻|是)[^，]{0,6}\Z")
_REACHED = re.compile(r"(?:突破|超过|超|达到|达|迈过|迈上|站上|跨越|跨上|冲刺|冲击|迈向|力争)\s*\Z")


def is_past_phrase(clause: str, carried: bool, year: int | None) -> bool:
    """Does a clause tell the past? `carried`: the clause before it in the same sentence did."""
    if _PAST.search(clause):
        last = max(match.end() for match in _PAST.finditer(clause))
        return _PRESENT.search(clause, last) is None
    if year is not None and (named := _YEAR.search(clause)):
        return int(named[1]) < year
    return carried and _PRESENT.search(clause) is None


def is_goal(figure: Figure, context: Context) -> bool:
    """Whether a figure sets a goal."""
    if context.past or (context.whole_bracket and figure.tail is None):
        return False
    if _BASE_YEAR.match(context.after) or _RECURRING.search(context.clause) or _is_departure(context):
        return False
    if figure.bare:
        return bool(_REACHED.search(context.gap)) and bool(_BOUNDARY.match(context.after))
    if figure.category in {"count", "closing"}:
        return _is_counted_goal(figure, context)
    if figure.category == "percent":
        return True
    if figure.category == "duration":
        return bool(_DURATION_GOAL.search(context.gap))
    if figure.category == "score":
        return figure.tail is not None or bool(_SCORE_GOAL.search(context.gap))
    if figure.category == "times":
        return bool(_TIMES_GOAL.search(context.gap))
    return not _is_size(figure, context)


def _is_departure(context: Context) -> bool:
    """由3家增至5家: the first figure is where it starts."""
    return bool(re.search(r"[由从]\D{0,6}\Z", context.clause)) and bool(
        re.match(r"[^，。；、]{0,6}?(?:到|至|为)", context.after)
    )


def _is_counted_goal(figure: Figure, context: Context) -> bool:
    gap, after = context.gap, context.after
    closes = bool(_BOUNDARY.match(after))
    if _GIVEN.search(gap) or _NUMBERED_SET.search(gap):
        return False
    if figure.category == "closing" and not (closes or figure.tail):
        return False
    if figure.spelled:
        return _is_spelled_goal(figure, context, closes)
    if closes or figure.tail:
        return (
            figure.tail is None
            or figure.unit[-1] != "人"
            or closes
            or not re.match(r"的?(?:企业|单位|场所|会议)", after)
        )
    if _ABSTRACT.match(after):
        return False
    return not _follows_list(gap)


def _is_spelled_goal(figure: Figure, context: Context, closes: bool) -> bool:
    """Chinese numerals mostly make names: they count only behind a noun or right behind a verb that brings about."""
    if figure.value < 2 or figure.category == "closing" or not (closes or figure.tail or _VERB.search(context.gap)):
        return False
    if closes:
        return bool(context.gap.strip("、和与及 ")) and not _ABSTRACT.match(context.after)
    return not (_ABSTRACT.match(context.after) or _follows_list(context.gap))


def _follows_list(gap: str) -> bool:
    """A、B两项工程: the number counts what was just listed, unless a verb stands right before it."""
    return "、" in gap.strip("、") and not _VERB.search(gap) and not gap.rstrip().endswith("、")


def _is_size(figure: Figure, context: Context) -> bool:
    gap, after = context.gap, context.after
    if _SIZE.search(gap) or _PHASE.search(gap):
        return True
    if _BOUNDARY.match(after):
        return False
    if _COUNT_FOLLOWS.match(after):
        return True
    if figure.category == "money":
        exceeds = figure.tail is not None or gap.rstrip().endswith(("超", "超过", "过", "达", "逾"))
        return exceeds or bool(_SPEC_NOUN.match(after))
    if figure.tail is not None:
        return not _VERB.search(gap)
    return after.startswith(("级", "的"))
