"""What the page of a deployment pack shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.answers.pack import Pack
from zoneworks.answers.pack_kinds import INSIDE, LETTER, LIST, PACK
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Post, Unit


@dataclass(frozen=True)
class PaperLine:
    """A letter or a list: whose, which counts it has, and by which kind and arguments it is made."""

    subject: Unit | Post
    counts: tuple[int, ...]
    kind: str
    arguments: dict[str, object]

    @property
    def asked(self) -> str:
        """The arguments as a form carries them."""
        return as_carried(self.arguments)

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class WholeOffer:
    """All of them in one archive, with files of one format inside."""

    kind: str
    arguments: str
    label: str
    token: str


def as_carried(arguments: dict[str, object]) -> str:
    return json.dumps(arguments, ensure_ascii=False, sort_keys=True)


def whole_offers(pack: Pack) -> list[WholeOffer]:
    token = uuid4().hex
    return [
        WholeOffer(
            PACK, as_carried({"conference": pack.conference.pk, "inside": inside.value}), str(inside.label),
            f"{token}{inside.value}",
        )
        for inside in INSIDE
    ]  # fmt: skip


def letter_lines(pack: Pack) -> list[PaperLine]:
    """Counts by duty."""
    return [
        PaperLine(
            unit,
            tuple(pack.counts_of(unit)),
            LETTER,
            {"conference": pack.conference.pk, "unit": unit.code},
        )
        for unit in pack.units
    ]


def list_lines(pack: Pack) -> list[PaperLine]:
    return [
        PaperLine(post, (len(pack.tasks_led_by(post)),), LIST, {"conference": pack.conference.pk, "post": post.code})
        for post in pack.posts
    ]


def pack_figures(request: HttpRequest, pack: Pack) -> list[FigureCell]:
    board = address(request, "plans:board", plan=pack.plan.pk)
    cells = [
        FigureCell(_("Responsibility letters"), len(pack.units), url="#letters"),
        FigureCell(_("Leaders' lists"), len(pack.posts), url="#lists"),
        FigureCell(pack.plan.level_name(len(pack.plan.level_names)) or _("Sub-projects"), len(pack.tasks), url=board),
    ]
    homeless = sum(not any(task.units.values()) for task in pack.tasks)
    if homeless:
        cells.append(FigureCell(_("In no letter"), homeless, url=board, note=_("no unit has a duty there")))
    return cells
