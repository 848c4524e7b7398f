"""Places of boxes and links kept beside the versions they belong to; nothing but a saving of time depends on them."""

from __future__ import annotations

from zonekit.chains import Chain as EngineChain
from zonekit.chains.layout import lay_out
from zonekit.chains.layout_json import layout_to_json
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.layouts import LANGUAGES, METHOD, SIZES
from zoneworks.chains.models import ChainVersion, MapLayout


def keep_layouts(version: ChainVersion, content: EngineChain) -> None:
    """In both languages, in place of what an earlier method kept."""
    for language in LANGUAGES:
        MapLayout.objects.update_or_create(
            version=version,
            language=language,
            defaults={"method": METHOD, "places": layout_to_json(lay_out(content, language, SIZES))},
        )


def keep_lacking_layouts() -> int:
    """Of all versions that have none of the present method; says of how many. May be run by several at once."""
    done = MapLayout.objects.filter(method=METHOD, language=LANGUAGES[-1]).values("version")
    lacking = list(ChainVersion.objects.exclude(pk__in=done).select_related("chain").order_by("-pk"))
    for version in lacking:
        keep_layouts(version, engine_chain(version))
    return len(lacking)
