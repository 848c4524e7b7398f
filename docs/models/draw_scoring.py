"""Draws docs/models/scoring.svg and scoring.zh-Hans.svg from what the engine computes: rank steps and efficacy."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from zonekit.scoring import Figure, Inputs, Rulebook, parse, score

FOLDER = Path(__file__).resolve().parent
WORDS = {
    "scoring.svg": {
        "label": "Points by rank, and points by figure with the efficacy coefficient",
        "rank": "ranking score: points in % by rank",
        "efficacy": "efficacy coefficient: points in % by figure",
        "least": "least of the league",
        "most": "most of the league",
        "tie": "two units tie for 2nd: both 95 %, the next is 4th",
    },
    "scoring.zh-Hans.svg": {
        "label": "争先进位计分法各名次得分与功效系数法各数值得分",
        "rank": "争先进位计分法：各名次得分（%）",
        "efficacy": "功效系数法：各数值得分（%）",
        "least": "参评单位最小值",
        "most": "参评单位最大值",
        "tie": "两家并列第2名：均得95%，其后为第4名",
    },
}
BOTTOM, HIGH = 210, 150


def rulebook(formula: str, **params: Any) -> Rulebook:
    name = {"zh": "图", "en": "Picture"}
    rule = {"id": "r", "name": name, "formula": formula, "points": "100", "measure": "m", "params": params}
    return parse({
        "code": "picture", "name": name, "confidence": "product", "periods": ["year"], "places": 2, "total": "100",
        "groups": [{"code": "all", "name": name, "points": "100", "rules": [rule]}],
    })  # fmt: skip


def points(book: Rulebook, values: list[int]) -> list[Decimal]:
    units = [f"u{i:02d}" for i in range(len(values))]
    figures = {(unit, "m"): Figure(Decimal(value)) for unit, value in zip(units, values, strict=True)}
    sheets = score(book, Inputs("2023", tuple(units), figures)).by_unit
    return [sheets[unit].total for unit in units]


def height(value: Decimal) -> float:
    """Points from 0 to 100 on the drawing."""
    return BOTTOM - float(value) * HIGH / 100


def frame(left: int) -> str:
    lines = []
    for value in (0, 20, 40, 60, 80, 100):
        y = height(Decimal(value))
        lines.append(f'  <path d="M{left} {y:g} H{left + 290}" stroke="#d5dbe1"/>')
        lines.append(f'  <text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{value}</text>')
    return "\n".join(lines)


def bars(left: int) -> str:
    """Eight units, the second and the third with the same figure."""
    made = points(rulebook("rank_steps", steps=["1", "0.95", "0.9"], further="0.05", floor="0"),
                  [90, 80, 80, 60, 50, 40, 30, 20])  # fmt: skip
    ranks = [1, 2, 2, 4, 5, 6, 7, 8]
    lines = []
    for i, (value, rank) in enumerate(zip(made, ranks, strict=True)):
        x, y, colour = left + 8 + i * 35, height(value), "#a86f00" if rank == 2 else "#1f5f99"
        lines.append(f'  <rect x="{x}" y="{y:g}" width="26" height="{BOTTOM - y:g}" fill="{colour}"/>')
        lines.append(f'  <text x="{x + 13}" y="{y - 4:g}" text-anchor="middle">{value:.0f}</text>')
        lines.append(f'  <text x="{x + 13}" y="{BOTTOM + 16}" text-anchor="middle">{rank}</text>')
    return "\n".join(lines)


def curve(left: int) -> str:
    values = list(range(0, 101, 25))
    made = points(rulebook("efficacy", all_equal="full"), values)
    spots = [(left + 5 + value * 2.8, height(one)) for value, one in zip(values, made, strict=True)]
    path = " L".join(f"{x:g} {y:g}" for x, y in spots)
    lines = [f'  <path d="M{path}" fill="none" stroke="#1f5f99" stroke-width="2"/>']
    for (x, y), one in zip(spots, made, strict=True):
        lines.append(f'  <circle cx="{x:g}" cy="{y:g}" r="4" fill="#1f5f99"/>')
        lines.append(f'  <text x="{x:g}" y="{y - 9:g}" text-anchor="middle">{one:.0f}</text>')
    return "\n".join(lines)


def drawn(words: dict[str, str]) -> str:
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 260" width="720" height="260" role="img" \
aria-label="{words["label"]}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933">
  <rect width="720" height="260" fill="#ffffff"/>
  <text x="40" y="28" font-size="13">{words["rank"]}</text>
  <text x="400" y="28" font-size="13">{words["efficacy"]}</text>
{frame(40)}
{bars(40)}
{frame(400)}
{curve(400)}
  <text x="405" y="{BOTTOM + 16}">{words["least"]}</text>
  <text x="690" y="{BOTTOM + 16}" text-anchor="end">{words["most"]}</text>
  <text x="40" y="246" fill="#52606d">{words["tie"]}</text>
</svg>
"""


def main() -> None:
    for name, words in WORDS.items():
        (FOLDER / name).write_text(drawn(words), encoding="utf-8")


if __name__ == "__main__":
    main()
