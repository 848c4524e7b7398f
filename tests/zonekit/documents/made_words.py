"""The words of the made answer sheet in its two languages."""

from __future__ import annotations

from dataclasses import dataclass

from zonekit.documents.blocks import Tone


@dataclass(frozen=True)
class Voice:
    title: str
    subtitle: str
    notice: str
    addressee: str
    agency: str
    date: str
    signed: str
    number: str
    secrecy: str
    urgency: str
    attachments: tuple[str, ...]
    opening: str
    summary: tuple[str, ...]
    headings: tuple[str, ...]
    categories: tuple[str, ...]
    battlefields: tuple[str, ...]
    objects: tuple[str, ...]
    months: tuple[str, ...]
    lights: dict[Tone, str]
    series: tuple[str, ...]
    pictures: tuple[str, ...]
    alt: str
    note: str
    chapter: str
    points: tuple[str, ...]
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    figures: tuple[str, ...]
    unit: str
    unit_of_entries: str
    entry: str
    report: str
    record: str
    target: str
    reached: tuple[str, str, str]
    done: str
    done_more: str
    highlight: str
    reason: str
    none: str
    evidence: str


HAN = Voice(
    title="示例开发区2023年度答卷",
    subtitle="（截至2023年12月31日）",
    notice="示例数据：本文件中的项目、单位和数字均为虚构。",
    addressee="示例开发区党工委、管委会：",
    agency="示例开发区管理委员会",
    date="2024年1月5日",
    signed="（盖章处）",
    number="示管发〔2024〕3号",
    secrecy="内部",
    urgency="特急",
    attachments=(
        "2023年度子项目完成情况一览表",
        "各战场亮灯情况及未完成事项整改措施清单（含责任单位、责任人和完成时限）",
    ),
    opening="2023年，示例开发区围绕年度工作部署，按照目标、任务、项目、清单层层分解，坚持月调度、季通报、年总结，"
    "各项工作取得积极进展。现将全年任务完成情况报告如下。",
    summary=("全年分解落实子项目", "项，其中亮绿灯", "项，累计完成投资", "万元。"),
    headings=(
        "一、总体情况",
        "（一）图表",
        "二、经济发展",
        "三、党的建设",
        "（一）子项目完成情况",
        "1. 逐项报告",
        "四、子项目一览表",
    ),
    categories=("经济发展", "党的建设"),
    battlefields=("主战场（招商引资）", "科技创新战场", "京津产业新城建设战场"),
    objects=(
        "智能装备产业园二期工程",
        "轨道交通关键零部件研发制造基地及配套公寓项目",
        "生物医药中试平台",
        "首店引育",
        "新一代信息技术产业园标准厂房改造提升和公共服务平台建设项目",
        "党建引领企业服务",
        "污水处理厂提标改造",
    ),
    months=tuple(f"{month}月" for month in range(1, 13)),
    lights={Tone.GREEN: "绿灯", Tone.YELLOW: "黄灯", Tone.RED: "红灯", Tone.GREY: "无数据"},
    series=("实际", "序时", "目标"),
    pictures=("重点子项目完成投资情况", "各战场亮灯情况", "累计完成投资", "规上工业增加值同比增速"),
    alt="按实际、序时、目标依次列出各项的完成值。",
    note="注：完成值以责任单位填报并经确认的数为准。",
    chapter="本篇按项目逐项列出年度承诺与完成情况，每项注明数据来源，供查核。",
    points=(
        "坚持目标导向，倒排工期、挂图作战。",
        "坚持问题导向，对红灯、黄灯事项逐一约谈、限期整改。",
        "坚持结果导向，以事实和数据说话。",
    ),
    columns=("序号", "子项目", "类别", "亮灯", "完成值（万元）", "工作进展"),
    fields=("年度目标", "完成情况", "工作措施", "工作亮点", "未完成原因", "佐证材料"),
    figures=("子项目", "累计完成投资"),
    unit="万元",
    unit_of_entries="项",
    entry="第%d项 %s",
    report="第%d号月报",
    record="第%d号月报（2023年12月）",
    target="完成第%(number)d项年度建设任务，年度投资完成率达到%(percent)d%%以上，6月底前开工，12月底前主体完工。",
    reached=("全年完成投资", "万元，见", "。"),
    done="成立工作专班，实行周调度，协调解决用地、审批等问题%(number)d个，推动土建工程完成%(percent)d%%。",
    done_more="落实专人对接责任单位，按月核验形象进度，现场照片和统计报表均已归档。",
    highlight="率先推行“拿地即开工”，审批时限由45个工作日压减至12个工作日，企业满意度达到98.5%。",
    reason="受征地拆迁滞后和资金拨付影响，主体工程较序时进度慢1个月，已制定赶工方案，预计2024年3月底前完成。",
    none="无。",
    evidence="竣工验收备案表、统计联网直报截图、",
)

ENGLISH = Voice(
    title="Example Development Zone: Answer Sheet for 2023",
    subtitle="As of 31 December 2023",
    notice="Illustrative data: every project, unit and number in this document is invented.",
    addressee="To the Administrative Committee of Example Development Zone:",
    agency="Administrative Committee of Example Development Zone",
    date="5 January 2024",
    signed="(place of the seal)",
    number="EDZ [2024] No. 3",
    secrecy="Internal",
    urgency="Most urgent",
    attachments=(
        "Sub-projects of 2023 at a glance",
        "Lights by battlefield, with what is done about every item behind plan",
    ),
    opening="In 2023 Example Development Zone broke its plan down into goals, tasks, projects and lists, looked at "
    "them every month and took stock every quarter. What was promised and what was done is reported below.",
    summary=(
        "The year's plan has ",
        " sub-projects, of which ",
        " stand at green; ",
        " ten thousand yuan were invested.",
    ),
    headings=(
        "I. The year as a whole",
        "(1) Charts",
        "II. Economic development",
        "III. Party building",
        "(1) Sub-projects",
        "1. One by one",
        "IV. Sub-projects at a glance",
    ),
    categories=("Economic development", "Party building"),
    battlefields=("Main battlefield (investment)", "Science and technology innovation", "New town construction"),
    objects=(
        "Intelligent equipment park, second phase",
        "Research and production base for key components of rail transit, with flats for employees",
        "Pilot platform for biomedicine",
        "First stores",
        "Standard workshops and public service platform of the information technology park",
        "Party building for enterprises",
        "Waste water treatment to a higher standard",
    ),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    lights={Tone.GREEN: "green", Tone.YELLOW: "yellow", Tone.RED: "red", Tone.GREY: "no data"},
    series=("Actual", "Schedule", "Target"),
    pictures=(
        "Investment made in main sub-projects",
        "Lights by battlefield",
        "Investment made, cumulative",
        "Growth of industrial value added over the year before",
    ),
    alt="Actual, schedule and target of each, in this order.",
    note="Values are those reported by the responsible unit and confirmed.",
    chapter="This chapter sets every promise of the year beside what was done, each with its source.",
    points=(
        "Dates are fixed backwards from the goal.",
        "Every red or yellow light is talked over.",
        "Facts and numbers count.",
    ),
    columns=("No.", "Sub-project", "Category", "Light", "Value (10,000 yuan)", "Progress"),
    fields=(
        "Target of the year",
        "What was reached",
        "Measures",
        "Highlights",
        "Reasons for falling short",
        "Evidence",
    ),
    figures=("Sub-projects", "Investment made"),
    unit="10,000 yuan",
    unit_of_entries="sub-projects",
    entry="No. %d %s",
    report="monthly report %d",
    record="Monthly report %d (December 2023)",
    target="Finish construction task %(number)d, invest at least %(percent)d%% of the year's sum, begin by June.",
    reached=("Investment of ", " (10,000 yuan), see ", "."),
    done="A task force met weekly and settled %(number)d questions of land; %(percent)d%% of the works stand.",
    done_more="Progress on site was checked every month; photographs and statistical returns are filed.",
    highlight="Building began on the day the land was handed over; approval takes 12 working days instead of 45.",
    reason="Land came late and payment slowly, so the works are a month behind; they are to be finished by March 2024.",
    none="None.",
    evidence="Certificate of completion, statistical return, ",
)
