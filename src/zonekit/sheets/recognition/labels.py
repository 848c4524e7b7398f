"""Labels in running text: 牵头单位：…；责任单位：…, on lines of their own, in a closing bracket or inside a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zonekit.sheets.recognition.headers import DUTY, TEXTUAL, Header, is_header_wording, read_header
from zonekit.sheets.recognition.unit_names import ORGANISATION, split_units
from zonekit.sheets.recognition.wording import clean, fold, split_last_bracket

_LONGEST_LABEL = 40
_LONGEST_PARAGRAPH = 4000
_LONGEST_BRACKET = 800
_BOUNDARY = re.compile(r"[\s；;。，,、（()）【】\[\]〔〕［］|]")
_COLON = re.compile(r"[:：]")
_BOXED = re.compile(r"[【\[［〔]\s*([\u4e00-\u9fff\s]{2,12})\s*[】\]］〕]\s*[:：]?")
_DUTY_WORD = re.compile(
    r"(?:牵头|主办|主要责任|责任|承办|配合|协办|协同|参与|参加|协作)(?:责任|负责|配合)?(?:单位|部门|领导|市领导|区领导|县领导|人|园区|科室|处室)$"
    r"|(?:分管|包保|包联|挂点|联系|主管)(?:领导|市领导|区领导|县领导)$|完成(?:时限|时间|期限|日期)$|联系(?:人|电话)$|时限$"
)
_SPACED = re.compile(r"^([\u4e00-\u9fff]{4,8})[ \t\u3000]{1,8}(?=\S)")
# 各部门　配合单位：… all units, made of header words themselves, then a label.
_NAMES_THEN_LABEL = re.compile(r"(?:各|所有|有关|相关|[省市区县镇]直|属地)\S*[\s、，,；;]")
DUE_WORDS = re.compile(
    r"(?:力争|确保|于|在)?(?:(?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|上旬|中旬|下旬)?|年|[一二三四]季度|上半年|年内|年终)(?:底|末)?(?:之前|以前|前)?|20\d{2}年)"
    r"(?:基本|全面|全部)?(?:完成|建成|实施|落实|取得实效|见效)?|全年(?:推进|完成|实施|坚持)?|持续(?:推进|实施|开展|坚持)?|长期(?:坚持|推进)?|常态化(?:推进|开展)?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled value: what it means, the label as printed, the value."""

    header: Header
    raw: str
    value: str


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    header: Header
    raw: str


def parse_labels(text: str) -> tuple[str, tuple[Label, ...]]:
    """The text before the first label, and every label with its value.

    >>> before, found = parse_labels("责任部门：城建局、农海局  配合部门：各街道")
    >>> [(label.header.meaning, label.value) for label in found]
    [('responsible', '城建局、农海局'), ('cooperating', '各街道')]
    """
    text = _BOXED.sub(_unbox, text)
    places = _label_places(text)
    if not places:
        return text, ()
    ends = [place.start for place in places[1:]] + [len(text)]
    labels = tuple(
        Label(place.header, place.raw, _trimmed(text[place.end : end])) for place, end in zip(places, ends, strict=True)
    )
    return text[: places[0].start].rstrip("（(【[〔［ \t"), labels


def _unbox(found: re.Match[str]) -> str:
    word = fold(found[1])
    return f" {word}：" if _DUTY_WORD.fullmatch(word) else found[0]


def _trimmed(value: str) -> str:
    value = value.strip().strip("；;，,|").rstrip("（(【[〔［").strip()
    if value.endswith(("）", ")", "】", "]", "〕", "］")) and split_last_bracket(value) is None:
        value = value[:-1].rstrip()
    return value


def _label_places(text: str) -> list[_Place]:
    places: list[_Place] = []
    spaced = _SPACED.match(text)
    if spaced and _DUTY_WORD.fullmatch(fold(spaced[1])) and not _COLON.match(text, spaced.end()):
        header = read_header(spaced[1])
        if header:
            places.append(_Place(0, spaced.end(), header, spaced[1]))
    for colon in _COLON.finditer(text):
        floor = max(0, colon.start() - _LONGEST_LABEL, places[-1].end if places else 0)
        found = _label_before(text, floor, colon.start())
        if found:
            start, header = found
            is_first = not text[:start].strip("（(【[〔［ \t\u3000") or bool(places)
            if is_first or header.meaning in DUTY or header.meaning in ("leaders", "deadline"):
                places.append(_Place(start, colon.end(), header, text[start : colon.start()].strip()))
    return places


def _label_before(text: str, floor: int, colon: int) -> tuple[int, Header] | None:
    """The longest label that ends at a colon: a whole run of header words, or a duty word glued to what precedes."""
    run = text[floor:colon]
    stripped = run.rstrip()
    for boundary in _starts(run):
        candidate = run[boundary:]
        header = None if _NAMES_THEN_LABEL.match(candidate.lstrip()) else _known_label(candidate)
        if header:
            return floor + boundary + len(candidate) - len(candidate.lstrip()), header
    glued = _DUTY_WORD.search(stripped)
    if glued:
        header = read_header(glued[0])
        if header:
            return floor + glued.start(), header
    return None


def _starts(run: str) -> list[int]:
    """Where a label may begin inside a run: at its start and behind each boundary, outermost first."""
    return [0] + [found.end() for found in _BOUNDARY.finditer(run)]


@lru_cache(maxsize=4096)
def _known_label(candidate: str) -> Header | None:
    word = candidate.strip()
    if len(word) < 2 or not is_header_wording(word):
        return None
    header = read_header(word)
    if header is None or header.meaning in ("no", "unit", "measure_unit"):
        return None
    return header


def is_labelled_line(text: str) -> bool:
    """Whether a line begins with a label."""
    before, labels = parse_labels(text)
    return bool(labels) and not before.strip()


_REMARK = re.compile(r"以上|上述|本[表次文]|每[月季半年周]|此[项表件]|注|详见|.{0,8}由.{2,12}负责.")
_ANSWERS_FOR = re.compile(r"(?:牵头|负责|配合|参与|协助|协办|主办|落实|承办)(?:[，、；,;（(]|完成|$)")
_DUTY_HEADER = {"responsible": Header("responsible"), "deadline": Header("deadline")}


@lru_cache(maxsize=4096)
def parse_duty_bracket(content: str) -> tuple[Label, ...]:
    """The labels a bracket holds, also when it only names units or a deadline; () when it is part of the text.

    >>> [(label.header.meaning, label.value) for label in parse_duty_bracket("市发改委牵头，市财政局配合")]
    [('responsible', '市发改委牵头，市财政局配合')]
    >>> parse_duty_bracket("含技改项目")
    ()
    """
    content = content.strip()
    if not 2 <= len(content) <= 600:
        return ()
    before, labels = parse_labels(content)
    duties = tuple(label for label in labels if label.header.meaning not in TEXTUAL)
    if duties:
        return (*_bare_duty(before), *duties)
    return _bare_duty(content)


def _bare_duty(content: str) -> tuple[Label, ...]:
    """A bracket without labels: units alone, or a deadline alone."""
    content = content.strip().strip("；;，,")
    if not content:
        return ()
    if DUE_WORDS.fullmatch(fold(content)):
        return (Label(_DUTY_HEADER["deadline"], "", content),)
    return (Label(_DUTY_HEADER["responsible"], "", content),) if _names_units(content) else ()


def _names_units(content: str) -> bool:
    """Whether a bracket without labels names units: with a role one of them suffices, else most must be units."""
    units = split_units(content)
    if not units or any(len(unit.name) > 25 or _REMARK.match(unit.name) for unit in units):
        return False
    named = sum(1 for unit in units if ORGANISATION.search(unit.name))
    if any(unit.role for unit in units) or _ANSWERS_FOR.search(content):
        return named > 0
    if named < len(units) / 2 or not ORGANISATION.search(units[0].name):
        return False
    return len(units) > 1 or _is_plain_unit(units[0].name)


_PLAIN_UNIT = re.compile(
    r"^(?:省|市|区|县|旗|州|镇|各|管委会|党).{1,18}$|.{2,14}(?:局|委|部|办|厅|办公室|中心|公司|集团|管委会|办事处|政府|街道)$"
)
_NO_UNIT = re.compile(r"^(?:含|包括|不含|其中|如|即|原|一期|二期|新建|扩建|简称|以下)|项目|工程|中心建设|[\d%]")


def _is_plain_unit(name: str) -> bool:
    return _PLAIN_UNIT.search(name) is not None and _NO_UNIT.search(name) is None


def take_duty_brackets(text: str) -> tuple[str, tuple[Label, ...]]:
    """The text without its closing brackets that hold duties, and what they held.

    >>> text, found = take_duty_brackets("新建学校3所。（牵头单位：教育局）（完成时限：8月底前）")
    >>> text, [label.value for label in found]
    ('新建学校3所。', ['教育局', '8月底前'])
    """
    taken: tuple[Label, ...] = ()
    while True:
        tail = text[-_LONGEST_BRACKET:]
        parts = split_last_bracket(tail)
        labels = parse_duty_bracket(parts[1]) if parts else ()
        before = (text[: -len(tail)] + parts[0]).rstrip() if parts else ""
        if not labels or not before:
            return text, taken
        text, taken = before, labels + taken


_BRACKET_END = re.compile(r"[）)】\]〕］][。；;]?")


@dataclass(frozen=True, slots=True)
class Charge:
    """A stretch of text and the duties its bracket states."""

    text: str
    labels: tuple[Label, ...]


def split_charges(text: str) -> tuple[list[Charge], str]:
    """The stretches of a paragraph that each close with a duty bracket, and the text left after the last.

    >>> charges, rest = split_charges("修路3公里。（责任单位：建设局）植树5万株。（责任单位：园林局）")
    >>> [charge.text for charge in charges], rest
    (['修路3公里。', '植树5万株。'], '')
    """
    charges: list[Charge] = []
    if len(text) > _LONGEST_PARAGRAPH:
        return charges, text
    start = 0
    for end in _BRACKET_END.finditer(text):
        piece = text[start : end.end()]
        before, labels = take_duty_brackets(piece)
        if not labels:
            continue
        if before.strip() and not _is_only_bracket(piece):
            charges.append(Charge(clean(before), labels))
            start = end.end()
        elif charges:
            charges[-1] = Charge(charges[-1].text, charges[-1].labels + labels)
            start = end.end()
    return charges, text[start:].strip()


def _is_only_bracket(piece: str) -> bool:
    parts = split_last_bracket(piece)
    return parts is not None and not parts[0]
