"""Words of Chinese plans that tell what the figure beside them means."""

from __future__ import annotations

import re


def words(*lines: str) -> tuple[str, ...]:
    """Words written one after the other in lines, as a tuple that endswith takes."""
    return tuple(" ".join(lines).split())


# After these a phrase is over, so that a figure before them stands behind its noun (新增企业10家，...).
ENDS_PHRASE = re.compile(
    r"\s*(?:$|\.(?!\d)|[，。；、！？,;:：!?（(）)】\]\n—/]|[和与及并且]|以及|力争|确保|争取|其中|同比|增长|的增|的?目标|任务|大关|台阶|"
    r"达到|完成|全部|提高|下降|开工|竣工|投产|投入|落地|建成|签约|通车|投用|用于|实现|规模|左右)"
)
TELLS_PAST = re.compile(
    r"(?<!项)目前|现已|截[至止]到?(?!今年|本年|年底|年末|12月|20\d\d年)|此前|往年|(?<![较比与在于同])(?:去年|上年度?|前年)(?!的?(?:基础|同期))|"
    r"(?<!而)已(?!有序)|(?:\A|[，。；,;])(?:全[市区县]|园区|我[市区县])?现有|以.{1,20}为(?:基期|基数|基准)"
)
# One of these stands in every text that can tell the past; looking for them first is cheap.
PAST_SIGNS = words("目前 现已 截至 截止 此前 往年 去年 上年 前年 已 现有 为基")
RECURRENCE_SIGNS = ("每", "按", "逐")
UP_TO_A_YEAR = re.compile(r"截[至止]到?20\d\d年")
TELLS_PRESENT = re.compile(r"今年|年内|全年|力争|确保|计划|将|再|新增|本年|下一步|年底前|争取|努力")
# 2023年签约项目开工率 is about this year although the projects were signed before.
PUBLISHED_YEAR = re.compile(
    r"(?<![较比\d])(20\d\d)年(?!.{0,8}基础)(?!度?新?(?:签约|开工|引进|竣工|落地|储备|入库|在建|认定|立项)的?(?:项目|企业)"
    r"(?:落地|开工|竣工|投产|达产|纳统|入库|履约|转化|资金到位|升规)率)"
)
RECURS = re.compile(
    r"每(?:个)?(?:半年|季度?|个?月|周|星期|日|天|学期|旬|家|名|户|位|人(?!口)|村|镇|乡|街道|社区|年级|班|项|条|"
    r"[一二两三四五六\d]{1,2}个?[月周年天日])|[按逐](?:月|季|周|日)|"
    r"每(?:亩|吨|平方米|公里)(?:补|奖|给予)"
)
# 低保标准提高至每人每月760元: how much everybody gets.
PER_HEAD = re.compile(
    r"(?:提高|提升|调整|增加|上调|达|不低于|标准)(?:到|至)?每(?:人|生|户|床|名)?每?(?:月|年|天|学年|学期|季度)?"
    r"(?:\d[\d.]*元[、和及与])*\s*\Z"
)
# Right before a number: it counts what is already there, or what was just named.
GIVEN_WORDS = words(
    "等 等共 等全部 等首批 发挥 围绕 聚焦 依托 按照 根据 落实 贯彻 紧盯 锚定 瞄准 现有 已有 原有 全部 所有 其余 其他",
    "其它 上述 这 该 由 分 跑 所辖 下辖 辖区 中央 省定 市定 区定 国定 全市 全区 全县 全省 全镇 全国 全州 全乡",
    "我市 我区 我县 世界 中国 通过 利用 坚持 把握 遵循 随机 方面 方面的 首批共",
)
RANK_BEFORE = re.compile(r"(?<![底日月年末度])前\Z")
TIES_WITH = re.compile(r"(?:加强|深化|强化|密切)与.{0,10}\Z")
ABSTRACT_NOUN = re.compile(
    r"方面|环节|维度|要素|领域|层面|阶段|步骤|全面|确保|坚持|更加|重点(?:任务|工作|领域|环节|方面)|一(?!批)|规定|精神|转变|关键|\d+%|"
    r"百分之百|到位|不|[^，。；、]{0,4}(?:体系|机制|制度|原则)|梯队|统一|必须|严禁|以上(?:部门|单位)"
)
ACTOR = re.compile(r"(?:工作)?(?:专班|小组|部门|单位|工作组|领导)")
# A verb that brings about what is counted.
VERBS = words(
    "新建 建成 建设 新增 增设 引进 招引 签约 培育 创建 打造 举办 开工 完成 改造 落地 认定 新签 组建 设立 申报",
    "争取 实施 启动 推出 发布 储备 培养 选派 投产 竣工 盘活 整治 修建 改建 扩建 续建 达到 至少 开展 推进 推动",
    "建立 布局 新设 办好 办理 解决 争创 创成 获批 孵化 入库 转化 实现 谋划 包装 组织 开发 开通 投放 销号 消除",
    "治理 修复 转移 帮扶 发展 确保 力争 超 超过 突破 各 分别 增加 增至 购置 更新 安装 配备 配置 招聘 招录 招收",
    "聘请 成立 扶持 支持 新招 承接 走访 服务 检查 排查 建好 提升 评选 遴选 选树 挂牌 引育 集聚 导入 策划 对接",
    "攻克 抓好 制定 修订 协调 化解 拆除 清理 腾退 收储 收回 处置 出让 供应 供给 供地 不少于 不低于 新开 推广 覆盖",
    "带动 吸引 吸纳 帮助 指导 净增 首发 放映 种植 栽植 铺设 架设 疏浚 清淤 加固 改善 提供 交付 投用 调解 受理",
    "查处 招商 参加 组团 外出 安排 推荐 输送 出台 编制 印发 推行 上线 接入 归集 关停 淘汰 取缔 搬迁 征收 复垦",
    "新改建 新改扩建 新建改建 创评 命名 表彰 录用 就业 开办 开设",
)
REACHED_WORDS = words("突破 超 超过 达 达到 迈过 迈上 站上 跨越 跨上 冲刺 冲击 迈向 力争 破")
# How large a thing is, not how much is wanted. An extent is wanted where the phrase begins with building it, and a
# sum where the projects it belongs to are counted just before.
EXTENT_AT_END = re.compile(r"(?:建筑面积|总面积|面积|库容|总长)(?:约|达到?)?\Z")
BUILT_AT_START = re.compile(
    r"\W*(?:全年|年内|力争|确保)*(?:新增|新建|建成|完成|竣工|交付|盘活|改造|新拓展|开工建设|建设)(?!用地)"
)
SUM_OF_COUNTED = re.compile(
    r"\W*(?:计划|协议|累计)?(?:总投资额?|投资总额|总长度?|总里程|总面积|总建筑面积)(?:约|为|达到?)?\Z"
)
SIZE_WORDS = words(
    "总投资 总投资额 投资总额 概算 总造价 注册资本 注册资金 占地 占地面积 用地面积 规划用地 总长 全长 总面积 规划面积",
    "建筑面积 建筑体量 建设规模 宽 宽度 高度 深 深度 跨度 直径 时速 路基 库容 、长 、高 ，长 ，高 、用地 ，用地",
)
SIZE_ALONE = frozenset(words("长 高 用地 项目用地"))
NOT_SIZE_WORDS = words("拓宽 加宽 加深")
BETWEEN_WORD_AND_FIGURE = " 　约为达到近超过:："
SIZE_NOUN = re.compile(
    r"级|的|以上|(?:[^，。；、（(]{0,6}?)(?:项目|企业|产业|楼宇|集群|园区|工程|镇|村|商圈|税源|板块|基地|强[县区镇])"
)
FUND_FOLLOWS = re.compile(r"[^，。；、的]{0,8}(?:基金|资金|贷款|债券|消费券|补贴|奖励)")
COUNT_FOLLOWS = re.compile(
    r"[^，。；、,;（(]{0,24}?[\d一二两三四五六七八九十]{1,4}[余多]?[个家处座项条户所名人宗只栋]|的?村占"
)
# 50人以上企业, 30户以上自然村, 100张床位以上医院.
SIZE_OF_UNIT = {
    "人": re.compile(r"的?(?:企业|单位|场所|会议|自然村|村|大班额|班额|班级)"),
    "户": re.compile(r"的?(?:自然村|村|组|小区|居民)"),
    "床": re.compile(r"的?(?:医院|医疗)"),
    "头": re.compile(r"的?(?:规模|养殖|标准化)"),
}
EXTENT_UNIT = re.compile(r"(?:[米里亩顷]|㎡|m²|m2|km)\Z")

AT_LEAST_BEFORE = words("不低于 不少于 不小于 高于 大于 多于 超 超过 突破 逾 至少 最少 不下 ≥ > ＞")
AT_MOST_BEFORE = words("不高于 不大于 不多于 不超 不超过 不突破 低于 小于 少于 控制在 控制到 控制 最多 ≤ < ＜")
ABOUT_BEFORE = words("约 约为 近 接近")
