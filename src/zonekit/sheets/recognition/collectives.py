"""Collective units: 各县、市、区政府 names one body of units although it holds separators."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

R = TypeVar("R")

_AREA = (
    r"(?:[县市区旗州盟镇乡村场办]|街道|街镇|镇街|乡镇|园区|开发区|功能区|新区|新城|片区|社区|苏木|嘎查|林场|农场|居委会|村委会|"
    r"街办|镇办|乡镇办|县区|区县|市区|[（(][^（()）]*[）)])"
)
_BODY = r"(?:党委|党工委|人民政府|政府|办事处|管委会|管理委员会|管理处)"
_GENERIC = re.compile(rf"{_AREA}+{_BODY}?(?:[（(][^（()）]*[）)])?")
_BARE_AREA = re.compile(rf"{_AREA}+")
_LOCAL_BODY = re.compile(r"(?:镇|乡|街道|街镇|乡镇|[（(][^（()）]*[）)])+(?:人民政府|政府|办事处|管理处)?|办事处")
_MANY = re.compile(r"各|有关|相关|涉及|属地|沿线|\d+个|[一二三四五六七八九十]+个|所有|全部")
# Words that name no unit alone, whatever stands before them in the collective: 相关区县、部门.
_BARE_BODY = re.compile(r"(?:部门|单位|企业|科室|处室|局办|村居|机构|园区)(?:[（(][^（()）]*[）)])?")
_CLOSED = re.compile(
    rf"(?:{_BODY}|[局委部院处室站会所]|中心|公司|集团|单位|部门|企业|委办局|专班)(?:[（(][^（()）]*[）)])?$"
)
_LOCAL_GOVERNMENT = re.compile(r"(?:(?:镇|乡)(?:人民政府|政府)|街道办事处|街道办)$")


def join_collectives(pieces: Iterable[tuple[str, R, bool, str]]) -> list[tuple[str, R, bool]]:
    """Names with the parts of a collective joined. `pieces`: (text, role, whether it closes a group, separator after).

    A joined name has the role of its last part.

    >>> pieces = [("各县", None, False, "、"), ("市", None, False, "、"), ("区政府", None, False, "，")]
    >>> join_collectives([*pieces, ("开发区管委会", None, False, "")])
    [('各县、市、区政府', None, False), ('开发区管委会', None, False)]
    """
    names: list[tuple[str, R, bool]] = []
    is_open = False
    mark_before = ""
    for piece, role, closes, mark in pieces:
        if is_open and mark_before in "、/／" and _continues(names[-1][0], piece):
            names[-1] = (f"{names[-1][0]}{mark_before}{piece.strip()}", role, closes)
        else:
            names.append((piece, role, closes))
            is_open = _MANY.search(piece) is not None
        is_open = is_open and not closes
        mark_before = mark
    return names


def _continues(collective: str, piece: str) -> bool:
    """Whether a piece belongs to the collective before it.

    A bare word for areas (镇, 区) or bodies (部门) cannot be a unit. With a body (区政府) it belongs as long as no body
    closed the collective; 街道办事处 also follows 各乡镇人民政府.
    """
    piece = piece.strip()
    if _BARE_AREA.fullmatch(piece) or _BARE_BODY.fullmatch(piece):
        return True
    if _LOCAL_GOVERNMENT.search(collective.strip()) and _LOCAL_BODY.fullmatch(piece):
        return True
    return _GENERIC.fullmatch(piece) is not None and _CLOSED.search(collective.strip()) is None
