"""A chain with one of everything that its pages speak of: for whoever asks for every address."""

from __future__ import annotations

from dataclasses import dataclass

from zoneworks.chains.choices import ArtefactKind, BlockageKind
from zoneworks.chains.models import ArtefactFile, Blockage, Chain, ChainRole, Gap, LeftOut, Placement, PoolEnterprise
from zoneworks.chains.services import PoolRow, add_artefact_file, import_pool, leave_out, record_blockage
from zoneworks.chains.tests.worlds import BEGUN, World, fill, keep_gaps, make_chain

NAMED = {"zh": "示例产业链九十九", "en": "Example chain ninety-nine"}


@dataclass(frozen=True)
class KnownChain:
    """Every node has three enterprises but signalling, which has none: the gap, which is blocked as well."""

    chain: Chain
    gap: Gap
    placement: Placement
    role: ChainRole
    blockage: Blockage
    file: ArtefactFile
    pooled: PoolEnterprise
    left: LeftOut


def known_chain(world: World, chain: Chain | None = None) -> KnownChain:
    found = chain or make_chain(world, name=NAMED)
    fill(world, found, but=("signal",))
    gap = keep_gaps(world, found)["signal"]
    scope = world.scope("supervision")
    blockage = record_blockage(
        scope=scope, chain=found, node_code="signal", kind=BlockageKind.LAND, words="缺地九十九亩", today=BEGUN,
        submission="known-1",
    )  # fmt: skip
    file = add_artefact_file(
        scope=scope, chain=found, kind=ArtefactKind.POLICY, name="九十九条.txt", data="政策".encode(), today=BEGUN
    )
    rows = [
        PoolRow(name=name, class_code="3716", products=("信号设备",), is_fictitious=True)
        for name in ("外地信号九十九公司", "外迁信号九十九公司")
    ]
    import_pool(scope=scope, zone=world.zone, rows=rows, today=BEGUN)
    pooled, moved = PoolEnterprise.objects.filter(zone=world.zone).order_by("pk")
    left = leave_out(scope=scope, enterprise=moved, reason="九十九天前外迁", today=BEGUN, submission="known-2")
    return KnownChain(
        chain=found, gap=gap, placement=Placement.objects.filter(chain=found)[0],
        role=ChainRole.objects.filter(chain=found)[0], blockage=blockage, file=file,
        pooled=pooled, left=left,
    )  # fmt: skip
