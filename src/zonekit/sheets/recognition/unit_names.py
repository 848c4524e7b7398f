"""Names of units in a cell: where one ends, which belong together, and what each is to do.

Rules read off issued tables: 、 ， ； line breaks and spaces separate; 各县、市、区政府 is one unit; 等 and what it
stands for goes; a verb closes a group (市发改委牵头，市财政局、市商务局配合).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zonekit.sheets.recognition.collectives import join_collectives
from zonekit.sheets.recognition.wording import clean, fold, is_chinese, without_brackets

Role = Literal["lead", "responsible", "cooperating"]

# Last characters of names of organisations. Areas (县, 街道) are listed apart: they end a name only in lists by space.
ORGANISATION = re.compile(
    r"(?:局|委|办|部|厅|署|中心|公司|政府|集团|院|处|室|科|站|队|会|所|司|社|行|银行|馆|校|大学|学院|医院|法院|检察院|联|组|专班|指挥部|"
    r"单位|部门|企业|机构|团队|海关|商会|协会|联盟|基地|税务|工会|团委|妇联|残联|科协|文联|侨联|工商联|人行|供电|电信|移动|联通|铁塔|"
    r"管委会|办事处|党工委|支行|分行|联社|党委|人大|政协|纪委|开投|城投|国投|平台)"
    r"(?:[（(][^（()）]*[）)])?$"
)
_PLACE = re.compile(r"(?:[县市区旗州盟镇乡村园街]|街道|社区|港|库|场|新城|片区|学校)(?:[（(][^（()）]*[）)])?$")
_SHORT_NAMES = frozenset(
    {
        "团委",
        "妇联",
        "残联",
        "工会",
        "科协",
        "文联",
        "侨联",
        "法院",
        "人行",
        "工商联",
        "税务局",
        "财政局",
        "公安局",
        "管委会",
        "人大办",
        "政协办",
        "党政办",
        "办公室",
    }
)

_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    ("lead", r"(?:共同|联合)?牵头(?:负责|实施|落实|单位|部门)?|主办|抓总|主责"),
    ("cooperating", r"(?:积极|共同)?(?:配合|参与|协办|协助|协同(?:配合|推进)?|支持)(?:实施|落实|做好|单位|部门)?"),
    (
        "responsible",
        r"(?:按照?(?:各自)?(?:职责|职能|职责分工|任务分工|分工)+)?(?:分别|共同|具体|组织|抓好)*(?:负责|落实|实施|承办)(?:落实)?",
    ),
)
_ROLE_BRACKET = tuple((role, re.compile(rf"\s*[（(](?:{words})[）)]\s*")) for role, words in _ROLE_WORDS)
_ROLE_ENDING = tuple((role, re.compile(rf"(?:等(?:单位|部门)?)?(?:{words})$")) for role, words in _ROLE_WORDS)
_ENGLISH_ROLE = re.compile(
    r"\s*\((lead|leading|leads|support|supporting|cooperating|co-?operating)\)\s*", re.IGNORECASE
)
_NOTE_BRACKET = re.compile(r"[（(][^（()）]*(?:下同|列第一|排第一|排名第一|排在第一|首位|第一位|为牵头)[^（()）]*[）)]")
_NOTE_SENTENCE = re.compile(r"下同|不再|均涉及|为牵头单位|列第一")
# 1.市发改委 2.市财政局: the number of a name in a list.
_LIST_NUMBER = re.compile(r"(?<![\dA-Za-z第])(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*")
_BY_DUTY = re.compile(r"(?:根据|按照?)(?:各自)?(?:职责|职能)(?:分工|范围)?(?:分别|抓好|做好)?(?:负责|落实|实施)?$")
_AND_OTHERS = re.compile(
    r"(?<=..)等(?:(?:各|市|区|县|省|州|旗|镇|有|相|关|直|级|属|责任|成员|涉及|其他|\d+|[一二三四五六七八九十]+|个|家)*"
    r"(?:部门|单位|科室|处室|机构|企业|局办|部委办局|委办局))?$"
)
_LEADING_AND = re.compile(r"^(?:以及|及其|及|和|与|并|并由|由|会同)(?=..)")
_INNER_AND = re.compile(r"以及|及其|会同|及|和|与")
_STRONG = re.compile(
    r"(?:局|委|办|部|厅|中心|公司|政府|管委会|集团|院|处|室|站|队|会|所|社|行|街道|镇|乡|联|企业|单位|部门|专班|指挥部)(?:[（(][^（()）]*[）)])?$"
)
_LONGEST_NAME = 80
_LONGEST_CACHED = 400
_EMPTY = frozenset({"", "-", "—", "——", "/", "无", "等", "待定", "暂无", "\\", "n/a", "none", "、"})
_SEPARATORS = "、，,；;/／。|\n\t "
_DEPTH = {"（": 1, "(": 1, "【": 1, "[": 1, "〔": 1, "［": 1, "）": -1, ")": -1, "】": -1, "]": -1, "〕": -1, "］": -1}
_ENGLISH_UNIT = re.compile(
    r"\b(?:department|bureau|office|cent(?:re|er)|commission|committee|company|group|government|administration|"
    r"division|board|agency|council|authority|corporation|holding|unit|station|team|association|bank|court|"
    r"departments|units|offices|bureaus)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as named, and its role when the cell says one."""

    name: str
    role: Role | None = None


def split_units(text: str) -> tuple[UnitName, ...]:
    """The units a cell names, in its order.

    >>> [unit.name for unit in split_units("市经信局、市商务局等，各县、市、区政府。")]
    ['市经信局', '市商务局', '各县、市、区政府']
    >>> [(unit.name, unit.role) for unit in split_units("市发改委牵头，市财政局、市商务局配合")]
    [('市发改委', 'lead'), ('市财政局', 'cooperating'), ('市商务局', 'cooperating')]
    """
    return _split_short(text) if len(text) <= _LONGEST_CACHED else _split(text)


def _split(text: str) -> tuple[UnitName, ...]:
    text = text.strip()
    if not is_chinese(text):
        return _split_english(text)
    text = _LIST_NUMBER.sub("\n", _NOTE_BRACKET.sub("", text))
    units: list[UnitName] = []
    for sentence in text.split("。"):
        if sentence.strip() and not (units and _NOTE_SENTENCE.search(sentence)):
            units += _split_sentence(sentence)
    return tuple(dict.fromkeys(units))


_split_short = lru_cache(maxsize=8192)(_split)


def _split_sentence(sentence: str) -> list[UnitName]:
    units: list[UnitName] = []
    open_group = 0
    pieces = [(*_read_role(clean(piece)), mark) for piece, mark in _tokens(sentence)]
    for name, role, closes in join_collectives(pieces):
        for part in _split_and(name):
            kept = _without_others(part)
            if fold(kept) not in _EMPTY:
                units.append(UnitName(kept, None if closes else role))
        if closes:
            units[open_group:] = [UnitName(unit.name, unit.role or role) for unit in units[open_group:]]
            open_group = len(units)
    return units


def _tokens(text: str) -> list[tuple[str, str]]:
    """Pieces between separators outside brackets, each with the separator after it."""
    pieces: list[tuple[str, str]] = []
    depth = start = 0
    for place, char in enumerate(text):
        step = _DEPTH.get(char)
        if step is not None:
            depth = max(0, depth + step)
        elif depth == 0 and (char in _SEPARATORS or char.isspace()):
            pieces.append((text[start:place], char))
            start = place + 1
    pieces.append((text[start:], ""))
    return _rejoin_broken([(piece, mark) for piece, mark in pieces if piece.strip()])


def _rejoin_broken(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pieces that white space tore apart inside a name are one piece again."""
    joined: list[tuple[str, str]] = []
    for piece, mark in pieces:
        if joined and joined[-1][1].isspace() and _is_torn(joined[-1][0], piece):
            joined[-1] = (joined[-1][0] + piece, mark)
        else:
            joined.append((piece, mark))
    return joined


def _is_torn(left: str, right: str) -> bool:
    """Whether white space stands inside a name: the left piece ends no name, or the right one is a rest."""
    if left.endswith(("：", ":")):
        return False
    if len(fold(left)) <= 1:
        return True
    if "各" in left:
        return False
    if len(fold(right)) <= 2 and right not in _SHORT_NAMES and not _PLACE.search(right) and "各" not in right:
        return True
    return not (is_unit_name(left) or right[0] in "各市区县省") and is_unit_name(left + right) and len(left) < 8


def is_unit_name(text: str) -> bool:
    """Whether a name ends like that of an organisation or an area.

    >>> is_unit_name("区发展和改革局"), is_unit_name("各街道"), is_unit_name("规划局石")
    (True, True, False)
    """
    return ORGANISATION.search(text) is not None or _PLACE.search(text) is not None


def _read_role(name: str) -> tuple[str, Role | None, bool]:
    """The name without its role word, the role, and whether the role closes the group before it."""
    for role, bracket in _ROLE_BRACKET:
        found = bracket.search(name)
        if found:
            return name[: found.start()] + name[found.end() :], role, False
    for role, ending in _ROLE_ENDING:
        found = ending.search(name)
        if found and found.start() >= 2:
            return name[: found.start()], role, True
    return _BY_DUTY.sub("", name), None, False


def _split_and(name: str) -> list[str]:
    """The parts that 和, 及, 与 join when each is a unit of its own; 发展和改革局 stays whole."""
    name = _LEADING_AND.sub("", name)
    if len(name) > _LONGEST_NAME:
        return [name]
    for found in _INNER_AND.finditer(name):
        left, right = name[: found.start()], name[found.end() :]
        if (
            len(right) >= 3
            and _STRONG.search(left)
            and not _is_inside_bracket(name, found.start())
            and is_unit_name(right)
        ):
            return [left, *_split_and(right)]
    return [name]


def _is_inside_bracket(text: str, place: int) -> bool:
    return len(without_brackets(text[:place])[0]) + sum(text[:place].count(char) for char in _DEPTH) < place


def _without_others(name: str) -> str:
    """The name without 等 and the words for those left unnamed."""
    name = _AND_OTHERS.sub("", name.strip())
    return name.strip("：:、，,；; ")


def _split_english(text: str) -> tuple[UnitName, ...]:
    separator = r"[;\n]" if re.search(r"[;\n]", text) else "\n"
    parts = [part.strip() for part in re.split(separator, text)]
    if len(parts) == 1 and "," in text:
        pieces = [piece.strip() for piece in text.split(",")]
        if all(_ENGLISH_UNIT.search(piece) for piece in pieces):
            parts = pieces
    units = [_english_unit(part) for part in parts]
    return tuple(dict.fromkeys(unit for unit in units if unit.name.lower() not in _EMPTY))


def _english_unit(part: str) -> UnitName:
    role: Role | None = None
    found = _ENGLISH_ROLE.search(part)
    if found:
        role = "lead" if found[1].lower().startswith("lead") else "cooperating"
        part = _ENGLISH_ROLE.sub("", part)
    return UnitName(clean(part).strip(" .,;"), role)


_LEADER_SEPARATORS = re.compile(r"[、，,；;/／。|\n\t]+")


def split_leaders(text: str) -> tuple[str, ...]:
    """Persons or posts in a cell; 张 三 is one name, a bracket stays with its post.

    >>> split_leaders("分管副主任（招商、外事）、王 明")
    ('分管副主任（招商、外事）', '王明')
    """
    return _leaders_short(text) if len(text) <= _LONGEST_CACHED else _leaders(text)


def _leaders(text: str) -> tuple[str, ...]:
    if not is_chinese(text):
        return tuple(unit.name for unit in _split_english(text))
    names: list[str] = []
    for piece, _ in _leader_pieces(text):
        words = piece.split()
        are_names = len(words) > 1 and all(2 <= len(word) <= 3 for word in words)
        names += words if are_names else [clean(piece)]
    kept = [name.strip("：:。 ") for name in names]
    return tuple(dict.fromkeys(name for name in kept if fold(name) not in _EMPTY))


_leaders_short = lru_cache(maxsize=4096)(_leaders)


def _leader_pieces(text: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    depth = start = 0
    for place, char in enumerate(text):
        depth = max(0, depth + _DEPTH.get(char, 0))
        if depth == 0 and _LEADER_SEPARATORS.match(char):
            pieces.append((text[start:place], char))
            start = place + 1
    pieces.append((text[start:], ""))
    return [(piece, mark) for piece, mark in pieces if piece.strip()]
