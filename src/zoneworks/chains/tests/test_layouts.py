"""The places of a version's boxes and links: kept when it is drawn up, read for its map, made anew where they lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from zonekit.chains.layout import lay_out
from zonekit.chains.layout_json import layout_to_json
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.layouts import METHOD, SIZES, forget_layouts, layout_of
from zoneworks.chains.models import Chain, ChainVersion, MapLayout
from zoneworks.chains.services.laying_out import keep_lacking_layouts
from zoneworks.chains.tests.worlds import World

Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _fresh_server() -> Iterator[None]:
    forget_layouts()
    yield
    forget_layouts()


def version_of(chain: Chain) -> ChainVersion:
    return ChainVersion.objects.select_related("chain").get(chain=chain)


def map_of(client: Client, chain: Chain) -> str:
    shown = client.get(reverse("chains:map", args=[chain.pk])).content.decode()
    return shown[shown.index('<svg class="chain-map') : shown.index("</svg>", shown.index("chain-node"))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_version_drawn_up_is_laid_out_in_both_languages(chain: Chain, language: str) -> None:
    version = version_of(chain)
    kept = MapLayout.objects.get(version=version, language=language)
    laid = lay_out(engine_chain(version), language, SIZES)
    assert kept.method == METHOD
    assert kept.places == layout_to_json(laid)
    assert layout_of(version, engine_chain(version), language) == laid


def test_the_map_is_drawn_from_what_is_kept(world: World, chain: Chain, enter: Enter) -> None:
    kept = MapLayout.objects.get(version__chain=chain, language="en")
    kept.places["width"] = 4321.0
    kept.save()
    assert 'viewBox="0 0 4321 ' in map_of(enter("supervision"), chain)


def test_what_another_method_made_is_not_drawn(world: World, chain: Chain, enter: Enter) -> None:
    client = enter("supervision")
    shown = map_of(client, chain)
    places = {**MapLayout.objects.get(version__chain=chain, language="en").places, "width": 4321.0}
    forget_layouts()
    MapLayout.objects.filter(version__chain=chain).update(method="earlier", places=places)
    assert map_of(client, chain) == shown


def test_the_worker_lays_out_what_an_earlier_release_laid_out_otherwise(world: World, chain: Chain) -> None:
    version = version_of(chain)
    MapLayout.objects.filter(version=version, language="zh").update(method="earlier", places={})
    MapLayout.objects.filter(version=version, language="en").delete()
    assert keep_lacking_layouts() == 1
    assert {kept.language: kept.method for kept in version.layouts.all()} == {"zh": METHOD, "en": METHOD}
    assert version.layouts.get(language="zh").places["boxes"]
    assert keep_lacking_layouts() == 0


def test_a_segment_by_itself_is_laid_out_when_it_is_looked_at(chain: Chain) -> None:
    version = version_of(chain)
    laid = layout_of(version, engine_chain(version), "zh", "midstream")
    assert [box.code for box in laid.boxes] == ["signal", "wheelset"]
