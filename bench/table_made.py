"""A task table of any length as a workbook: the form of an issued table, every row with its own figures."""

from __future__ import annotations

import io

import xlsxwriter

HEAD = (
    "序号", "类别", "重点项目", "子项目", "工作目标", "一季度节点", "二季度节点", "三季度节点", "四季度节点",
    "牵头领导", "责任单位", "配合单位", "完成时限",
)  # fmt: skip
TOPICS = ("招商引资", "科技创新", "产业链", "园区建设", "营商环境", "人才服务", "安全生产", "党的建设")
UNITS = tuple(f"{topic}{kind}" for topic in TOPICS for kind in ("部", "中心"))
POSTS = tuple(f"分管副主任（{topic}）" for topic in TOPICS)


def table_of(rows: int) -> bytes:
    """Two categories, a project for every four rows, an amount and a count in every goal."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("任务分解表")
    sheet.merge_range(0, 0, 0, len(HEAD) - 1, "某开发区2023年重点工作任务分解表")
    sheet.write_row(1, 0, HEAD)
    for row in range(rows):
        sheet.write_row(row + 2, 0, line_of(row))
    book.close()
    return buffer.getvalue()


def line_of(row: int) -> list[object]:
    topic = TOPICS[row % len(TOPICS)]
    count, amount = 4 * (row % 50 + 2), 4 * (row % 30 + 1)
    nodes = [
        f"{topic}项目数累计达到{count * quarter // 4}个；到位资金累计达到{amount * quarter // 4}亿元；"
        f"{3 * quarter}月15日前召开第{quarter}次{topic}调度会"
        for quarter in (1, 2, 3, 4)
    ]
    return [
        row + 1,
        "高质量发展" if row < 4000 else "党的建设",
        f"重点项目第{row // 4 + 1}号",
        f"{topic}任务第{row + 1}项",
        f"全年新增{topic}项目{count}个以上，到位资金{amount}亿元，完成第{row + 1}号任务的年度节点。",
        *nodes,
        POSTS[row % len(POSTS)],
        UNITS[row % len(UNITS)],
        f"{UNITS[(row + 3) % len(UNITS)]}、{UNITS[(row + 7) % len(UNITS)]}",
        "2023年12月底",
    ]
