"""The unit words `quantities` knows, in both languages: what each stands for in its base unit."""

from __future__ import annotations

from decimal import Decimal


def _table(base: str, words: dict[str, str]) -> dict[str, tuple[str, Decimal]]:
    return {word: (base, Decimal(factor)) for factor, line in words.items() for word in line.split("|")}


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


MEASURES: dict[str, tuple[str, Decimal]] = {
    **_table("CNY", {"1": "元|圆|块钱|元人民币|人民币|yuan|cny|rmb", "100000000": "亿人民币"}),
    **_table("USD", {"1": "美元|美金|usd|us$|dollars|dollar"}),
    **_table("EUR", {"1": "欧元|eur|euro|euros"}),
    **_table("HKD", {"1": "港元|港币|hkd"}),
    **_table("JPY", {"1": "日元|jpy|yen"}),
    **_table("percent", {"1": "%|percent|百分比", "0.1": "‰|permille", "10": "成"}),
    **_table("percentage_point", {"1": "百分点|个百分点|pp|percentagepoint|percentagepoints"}),
    **_table(
        "m2",
        {
            "1": "平方米|平米|平方|平|m2|sqm|squaremetre|squaremetres|squaremeter|squaremeters",
            "10000": "公顷|hm2|ha|hectare|hectares",
            "1000000": "平方公里|平方千米|km2|sqkm|squarekilometre|squarekilometres|squarekilometer|squarekilometers",
        },
    ),
    **_table("mu", {"1": "亩|mu"}),
    **_table(
        "km",
        {
            "1": "公里|千米|km|kilometre|kilometres|kilometer|kilometers",
            "0.001": "米|延米|延长米|m|metre|metres|meter|meters",
            "0.5": "里|华里",
        },
    ),
    **_table("m3", {"1": "立方米|立方|方|m3|cubicmetre|cubicmetres|cubicmeter|cubicmeters"}),
    **_table(
        "t",
        {
            "1": "吨|t|ton|tons|tonne|tonnes",
            "0.001": "公斤|千克|kg|kilogram|kilograms",
            "0.0005": "斤|市斤",
            "0.000001": "克|g",
        },
    ),
    **_table("ug", {"1": "微克|ug|μg|µg", "1000": "毫克|mg"}),
    **_table("l", {"1": "升|l|litre|litres"}),
    **_table("tce", {"1": "吨标煤|吨标准煤|tce"}),
    **_table("MW", {"1": "兆瓦|mw|megawatt|megawatts", "0.001": "千瓦|kw", "1000": "吉瓦|gw"}),
    **_table("MVA", {"1": "兆伏安|mva", "0.001": "千伏安|kva"}),
    **_table("kWh", {"1": "千瓦时|千瓦小时|度|度电|kwh", "1000": "兆瓦时|mwh", "1000000": "吉瓦时|gwh"}),
    **_table("visits", {"1": "人次|visits|visit|visitors|attendances|attendance"}),
    **_table("TEU", {"1": "标箱|标准箱|teu|teus"}),
    **_table("GJ", {"1": "吉焦|gj", "0.001": "兆焦|mj", "1000": "太焦|tj"}),
    **_table("PFLOPS", {"1": "p|pflops"}),
    **_table("times", {"1": "倍"}),
    **_table("point", {"1": "分|points"}),
    **_table("year_of_age", {"1": "岁|周岁"}),
    **_table("day", {"1": "天|日|自然日|个自然日|day|days"}),
    **_table("working_day", {"1": "工作日|个工作日|workingday|workingdays"}),
    **_table("hour", {"1": "小时|个小时|hour|hours|h"}),
    **_table("minute", {"1": "分钟|minute|minutes|min"}),
    **_table("week", {"1": "周|个星期|week|weeks"}),
    **_table("month", {"1": "个月|month|months"}),
    **_table("year", {"1": "年|year|years"}),
}

# 人 and 户 count like 家 and 个 do; 家次 (visits paid to firms) counts events, not people.
COUNTING_WORDS = _words(
    "个 家 项 条 件 名 人 位 座 所 处 户 套 间 台 辆 架 艘 株 棵 场 次 期 批 轮 篇 部 本 册 份 宗 起 例 支 只 头",
    "羽 尾 块 片 张 门 节 班 对 组 队 栋 幢 层 眼 口 根 盏 枚 颗 粒 列 站 种 类 幅 首 把 桩 村 镇 乡 县 床 街道",
    "社区 场次 家次 户次 件次 台次 架次 班次 批次 车次 人份 课时 学时 台套 台(套) 台/套 家(个) 个(家) 项(个)",
    "个(项) 人口 学位 个学位 床位 个床位 张床位 泊位 个泊位 车位 个车位 点 点位 个点位 位次 个位次 名次 个名次",
    "单 笔 票",
    "宗地 强 轮次 村次 篇次 期次 例次 套(间) 处(个) 人(次) 家(次) 场(次) 条(个) 户(家) 岗位 个岗位",
    "project projects firm firms company companies enterprise enterprises item items meeting meetings event",
    "events set sets chain chains link links lead leads building buildings institution institutions organisation",
    "organisations organization organizations course courses person people patent patents site sites team teams",
    "batch batches store stores case cases flat flats issue issues problem problems application applications time",
    "times article articles round rounds piece pieces unit units household households school schools bed beds",
    "place places station stations firmvisit firmvisits count",
)

CURRENCY_CODES: dict[str, str] = {
    "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "¥": "CNY", "usd": "USD", "us$": "USD", "$": "USD",
    "eur": "EUR", "€": "EUR", "hkd": "HKD", "hk$": "HKD", "jpy": "JPY",
}  # fmt: skip

ENGLISH_SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "k": Decimal(1000),
    "thousand": Decimal(1000),
    "m": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "bn": Decimal(1_000_000_000),
    "billion": Decimal(1_000_000_000),
    "tn": Decimal(10) ** 12,
    "trillion": Decimal(10) ** 12,
}
