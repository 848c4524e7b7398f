"""The industry chains of the demonstration year: who works on them, who stands where, which gaps close and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.chains.choices import ArtefactKind, ArtefactState, BlockageKind, ChainRoleKind, GapState, PlacementState
from zoneworks.chains.models import Chain, Gap, Placement
from zoneworks.chains.services import (
    ArtefactFields,
    Holder,
    PlacementFields,
    add_artefact_file,
    change_placement,
    confirm_placements,
    find_gaps,
    give_role,
    load_shipped_chains,
    note_gap,
    place_enterprise,
    propose_placements,
    record_blockage,
    reject_placements,
    set_artefact,
    take_gap,
)
from zoneworks.demonstration.days import RECORD, Days
from zoneworks.demonstration.evidence import evidence_file
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.making import fictitious_firms
from zoneworks.demonstration.firms.model import Firm
from zoneworks.demonstration.firms.outputs import standing_of
from zoneworks.demonstration.firms.words import chance
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Post, Unit

Json = dict[str, Any]
IN_FORCE_ON = date(2023, 1, 3)
SURVEYED_ON = date(2023, 1, 9)
MAIN_SHARE, OTHER_SHARE = 8000, 2000
WAITING = 0.06  # of the enterprises on strong nodes, how many a person has still to confirm


@dataclass
class Cast:
    """Who is there: the office, units by code, enterprises by their key in the story."""

    office: Scope
    zone: Unit
    units: dict[str, Unit]
    enterprises: dict[str, Enterprise]
    chains: dict[str, Chain]

    @classmethod
    def of(cls, office: Scope, zone: Unit, units: dict[str, Unit], enterprises: dict[str, Enterprise]) -> Cast:
        loaded = load_shipped_chains(scope=office, zone=zone, today=IN_FORCE_ON)
        return cls(office, zone, units, enterprises, {chain.code: chain for chain in loaded})


def survey_chains(cast: Cast) -> None:
    """What stood at the beginning of the year: roles, enterprises on nodes, what blocks a node; then the gaps."""
    told = read("chain_story.json")
    for code, chain in cast.chains.items():
        give_roles(cast, chain, told["roles"][code])
        looked_at = [cast.enterprises[key].pk for key in firms_for(code)]
        propose_placements(scope=cast.office, chain=chain, today=IN_FORCE_ON, enterprises=looked_at)
        place_all(cast, chain)
        for place, row in enumerate(told["blockages"]):
            if row["chain"] == code:
                record_blockage(
                    scope=cast.office, chain=chain, node_code=row["node"], kind=BlockageKind(row["kind"]),
                    words=row["words"], words_en=row["words_en"], today=IN_FORCE_ON,
                    submission=f"demonstration:blockage:{place}",
                )  # fmt: skip
        find_gaps(scope=cast.office, chain=chain, today=SURVEYED_ON)


def give_roles(cast: Cast, chain: Chain, rows: Iterable[Json]) -> None:
    for row in rows:
        holder = Holder(
            post=Post.objects.get(zone=cast.zone, code=row["post"]) if "post" in row else None,
            unit=cast.units[row["unit"]] if "unit" in row else None,
            enterprise=cast.enterprises[row["enterprise"]] if "enterprise" in row else None,
            words=row.get("words", ""),
            words_en=row.get("words_en", ""),
        )
        kind = ChainRoleKind(row["kind"])
        give_role(scope=cast.office, chain=chain, kind=kind, holder=holder, today=IN_FORCE_ON)


# --- enterprises on nodes --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """An enterprise that belongs on a node, and what is to be said of it there."""

    key: str
    node: str
    share_bp: int | None
    is_foreign: bool
    waits: bool


def firms_for(code: str) -> list[str]:
    """Keys of the enterprises that the chain's department looks at: its own, and those outside all chains."""
    own = [firm.key for firm in fictitious_firms() if firm.chain in (code, "")]
    return own + [row["key"] for row in read("published_firms.json")["firms"] if row["chain"] == code]


def wanted_on(code: str) -> Iterator[Wanted]:
    told = read("firm_chains.json")
    standing = standing_of(told["chains"][code], told["closings"], code)
    for firm in fictitious_firms():
        if firm.chain == code and not firm.closes_on:
            yield from wanted_of(firm, standing.get(firm.node, "present"))
    for row in read("published_firms.json")["firms"]:
        if row["chain"] == code:
            yield Wanted(row["key"], row["node"], None, is_foreign=False, waits=False)


def wanted_of(firm: Firm, word: str) -> Iterator[Wanted]:
    waits = word == "strong" and chance(firm.key, "waits").random() < WAITING
    yield Wanted(firm.key, firm.node, MAIN_SHARE if firm.also else None, firm.is_foreign, waits)
    if firm.also:
        yield Wanted(firm.key, firm.also, OTHER_SHARE, firm.is_foreign, waits=False)


def place_all(cast: Cast, chain: Chain) -> None:
    """What the engine proposed is confirmed, completed or rejected; what it did not see is placed by hand."""
    standing = Placement.objects.filter(chain=chain, state=PlacementState.PROPOSED)
    proposed = {(one.enterprise_id, one.node_code): one for one in standing}
    confirmed, by_hand, meant = [], [], set()
    for one in wanted_on(chain.code):
        pair = (cast.enterprises[one.key].pk, one.node)
        meant.add(pair)
        if pair not in proposed:
            by_hand.append(one)
        elif not one.waits:
            confirmed.append(complete(cast, proposed[pair], one).pk)
    confirm_placements(scope=cast.office, chain=chain, placements=confirmed, today=IN_FORCE_ON)
    for one in by_hand:
        place_enterprise(
            scope=cast.office, chain=chain, node_code=one.node, enterprise=cast.enterprises[one.key],
            today=IN_FORCE_ON, fields=PlacementFields(share_bp=one.share_bp, is_foreign_owned=one.is_foreign),
        )  # fmt: skip
    reject_strays(cast, chain, [one for pair, one in proposed.items() if pair not in meant])


def complete(cast: Cast, placement: Placement, one: Wanted) -> Placement:
    """Say of a proposal what the engine cannot know."""
    if one.share_bp is None and not one.is_foreign:
        return placement
    fields = PlacementFields(share_bp=one.share_bp, is_foreign_owned=one.is_foreign)
    return change_placement(scope=cast.office, placement=placement, fields=fields, today=IN_FORCE_ON)


def reject_strays(cast: Cast, chain: Chain, strays: list[Placement]) -> None:
    """Of what was proposed without being meant a few are left for people to decide; those that close a gap wait."""
    closing = {cast.enterprises[firm.key].pk for firm in fictitious_firms() if firm.closes_on}
    kept = read("chain_story.json")["strays_left"]
    strays = sorted(
        (one for one in strays if one.enterprise_id not in closing), key=lambda one: (-(one.score or 0), one.pk)
    )
    reject_placements(scope=cast.office, chain=chain, placements=[one.pk for one in strays[kept:]], today=IN_FORCE_ON)


# --- the year --------------------------------------------------------------------------------------------------------


def plan_chains(cast: Cast, days: Days) -> None:
    """Gaps given to units, then closed one after another."""
    told = read("chain_story.json")
    for firm in fictitious_firms():
        if firm.closes_on:
            days.add(firm.closes_on, RECORD, partial(close_gap, cast, firm))
    by_day: dict[date, list[Json]] = defaultdict(list)
    for row in told["gaps"]:
        by_day[date.fromisoformat(row["on"])].append(row)
    for day, rows in by_day.items():
        days.add(day, RECORD, partial(give_gaps, cast, rows))
    for row in read("chain_artefacts.json")["artefacts"]:
        days.add(date.fromisoformat(row["on"]), RECORD, partial(show_artefact, cast, row))


def close_gap(cast: Cast, firm: Firm, day: date) -> None:
    chain, enterprise = cast.chains[firm.chain], cast.enterprises[firm.key]
    place_enterprise(scope=cast.office, chain=chain, node_code=firm.node, enterprise=enterprise, today=day)


def give_gaps(cast: Cast, rows: list[Json], day: date) -> None:
    for row in rows:
        give_gap(cast, row, day)


def show_artefact(cast: Cast, row: Json, day: date) -> None:
    fields = ArtefactFields(
        state=ArtefactState(row["state"]),
        title=row["title"],
        title_en=row["title_en"],
        due=date.fromisoformat(row["due"]) if "due" in row else None,
        valid_until=date.fromisoformat(row["valid_until"]) if "valid_until" in row else None,
    )
    set_artefact(
        scope=cast.office, chain=cast.chains[row["chain"]], kind=ArtefactKind(row["kind"]), fields=fields, today=day,
        unit=cast.units[row["unit"]],
    )  # fmt: skip
    for told in read("chain_artefacts.json")["files"]:
        if (told["chain"], told["artefact"]) == (row["chain"], row["kind"]):
            figures = [(name, Decimal(done), Decimal(target)) for name, done, target in told["rows"]]
            add_artefact_file(
                scope=cast.office, chain=cast.chains[row["chain"]], kind=ArtefactKind(row["kind"]), name=told["name"],
                data=evidence_file(told, figures), today=day,
            )  # fmt: skip


def give_gap(cast: Cast, row: Json, day: date) -> None:
    chain = cast.chains[row["chain"]]
    gap = Gap.objects.select_related("chain__zone").get(chain=chain, node_code=row["node"], state=GapState.OPEN)
    take_gap(scope=cast.office, gap=gap, unit=cast.units[row["unit"]], due=date.fromisoformat(row["due"]), today=day)
    if row.get("note"):
        note_gap(scope=cast.office, gap=gap, note=row["note"], today=day)
