from typing import Any

from django.db import migrations

from zoneworks.audit.chain import START, content_digest, link

AT_ONCE = 500


def seal_older(apps: Any, _editor: Any) -> None:
    """Events written before there was a chain become its first links, in the order in which they were written."""
    event_model, seal_model = apps.get_model("audit", "Event"), apps.get_model("audit", "Seal")
    digest, position, last = START, 0, 0
    while True:
        events = list(event_model.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE])
        if not events:
            return
        seals = []
        for event in events:
            last, position = event.pk, position + 1
            said = content_digest(
                at=event.at, user=event.user_id, zone=event.zone_id, verb=event.verb, kind=event.subject_kind,
                key=event.subject_id, details=event.details,
            )  # fmt: skip
            digest = link(digest, position, said)
            seals.append(seal_model(position=position, event=event, digest=digest))
        seal_model.objects.bulk_create(seals)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(seal_older, migrations.RunPython.noop, elidable=True)]
