"""The columns of a pool of firms and of a table for the model of entry, in both languages."""

from __future__ import annotations

from zonekit.chains.headings import Heading, SheetForm

POOL = SheetForm(
    "pool",
    "企业库",
    "Pool",
    ("招商目标库", "招商企业库", "目标企业", "target enterprises"),
    "error",
    (
        Heading(
            "code",
            "统一社会信用代码",
            "Credit code",
            (
                "code",
                "uscc",
                "社会信用代码",
                "信用代码",
                "企业代码",
                "代码",
                "股票代码",
                "证券代码",
                "symbol",
                "ts_code",
            ),
        ),
        Heading(
            "name",
            "企业名称",
            "Name",
            ("name", "名称", "企业", "单位名称", "company", "enterprise"),
            is_required=True,
            instead=("code",),
        ),
        Heading("name_en", "英文名称", "Name (English)", ("english name", "企业英文名称")),
        Heading(
            "industry_class",
            "行业代码",
            "Industry class",
            ("class", "行业小类", "行业分类代码", "国民经济行业代码", "industry code", "industry_class", "gb/t 4754"),
        ),
        Heading("products", "主要产品", "Products", ("product", "products", "产品", "主营产品", "产品词")),
        Heading("scope", "经营范围", "Business scope", ("scope", "主营业务", "经营业务")),
        Heading(
            "region",
            "所在地区",
            "Region",
            ("region", "地区", "省份", "所在省市", "所属地域", "area", "province", "地址", "address"),
        ),
        Heading("city", "所在城市", "City", ("城市", "市")),
        Heading("longitude", "经度", "Longitude", ("lon", "lng", "longitude")),
        Heading("latitude", "纬度", "Latitude", ("lat", "latitude")),
        Heading("revenue", "营业收入", "Revenue", ("revenue", "年营业收入", "主营业务收入", "销售收入", "sales")),
        Heading("employees", "从业人数", "Employees", ("employees", "staff", "员工人数", "职工人数", "从业人员")),
        Heading("capital", "注册资本", "Registered capital", ("capital", "注册资金")),
        Heading("established", "成立日期", "Established", ("established_on", "founded", "成立时间")),
        Heading("listed_on", "上市日期", "Listed on", ("list_date", "上市时间", "is_listed", "是否上市")),
        Heading("source", "来源", "Source", ("数据来源", "note", "备注")),
    ),
    least_headings=1,
)

ENTRY = SheetForm(
    "entry",
    "地区行业表",
    "Regions and industries",
    ("base", "基期"),
    "error",
    (
        Heading(
            "region",
            "地区",
            "Region",
            ("area", "国家", "country", "省份", "城市", "city", "县", "园区", "zone"),
            is_required=True,
        ),
        Heading(
            "industry",
            "行业",
            "Industry",
            ("行业代码", "行业小类", "class", "产品", "product", "code", "hs4", "sitc4", "商品"),
            is_required=True,
        ),
        Heading(
            "value",
            "数值",
            "Value",
            (
                "值",
                "usd",
                "金额",
                "出口额",
                "企业数",
                "产值",
                "从业人数",
                "firms",
                "count",
                "amount",
                "output",
                "employees",
            ),
            is_required=True,
        ),
    ),
)
