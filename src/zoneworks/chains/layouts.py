"""Where the boxes and links of a version stand: laid out when the version is drawn up, read when its map is drawn.

Laying out hundreds of nodes takes longer than all the rest of their map. What is not kept yet, because it was kept by
an earlier method or is a segment by itself, is laid out on the spot: the same places, only later.
"""

from __future__ import annotations

from functools import lru_cache

from zonekit.chains import Chain as EngineChain
from zonekit.chains.layout import Layout, Sizes, lay_out
from zonekit.chains.layout_json import layout_from_json, layout_method
from zoneworks.chains.models import ChainVersion, MapLayout

SIZES = Sizes(mark=2.0, foot=27.0, narrowest=120.0)
METHOD = layout_method(SIZES)
LANGUAGES = ("zh", "en")


def layout_of(version: ChainVersion, chain: EngineChain, language: str, segment: str = "") -> Layout:
    """Of the version's content, or of one segment of it; `language` is that of the names: zh or en."""
    if segment:
        return laid_out(part_of(chain, segment), language)
    try:
        return kept_layout(version.pk, version.digest, language)
    except MapLayout.DoesNotExist:
        return laid_out(chain, language)


@lru_cache(maxsize=64)
def kept_layout(version: int, digest: str, language: str) -> Layout:
    """MapLayout.DoesNotExist where it is yet to be kept; `digest`, for a version that is another has another."""
    kept = MapLayout.objects.filter(version=version, version__digest=digest, language=language, method=METHOD)
    return layout_from_json(kept.values_list("places", flat=True).get())


@lru_cache(maxsize=64)
def laid_out(chain: EngineChain, language: str) -> Layout:
    """Chains are values: the same content stands in the same places."""
    return lay_out(chain, language, SIZES)


def forget_layouts() -> None:
    """As a server that begins: for measuring and for tests."""
    kept_layout.cache_clear()
    laid_out.cache_clear()


def part_of(chain: EngineChain, segment: str) -> EngineChain:
    """A segment with the links inside it."""
    nodes = tuple(node for node in chain.nodes if node.segment == segment)
    inside = {node.code for node in nodes}
    links = tuple(link for link in chain.links if link.supplier in inside and link.customer in inside)
    return EngineChain(chain.code, chain.name, nodes, links)
