"""Previews write nothing; accepting writes once; undoing puts back exactly what was before."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.choices import BatchState
from zoneworks.imports.models import Batch, Upload
from zoneworks.imports.services import (
    accept_batch,
    choose_rows,
    discard_batch,
    preview,
    preview_again,
    read_upload,
    receive_upload,
    undo_batch,
)
from zoneworks.imports.services.uploads import short_name
from zoneworks.units.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posts_kind")]
TEXT = "P1,管委会主任\nP2,分管副主任\n"


def upload_of(world, text=TEXT, filename="posts.txt", person="supervision"):
    return receive_upload(scope=world.scope(person), zone=world.zone, filename=filename, data=text.encode())


def preview_of(world, text=TEXT, **options):
    upload = upload_of(world, text)
    return preview(scope=world.scope("supervision"), upload=upload, kind="posts", options=options)


def accept(world, batch, **kwargs):
    return accept_batch(scope=world.scope("supervision"), batch=batch, turn=kwargs.pop("turn", batch.turn), **kwargs)


def names(world):
    return list(Post.objects.filter(zone=world.zone).order_by("code").values_list("code", "name"))


def actions(batch):
    return list(batch.rows.values_list("action", flat=True))


def test_a_file_is_kept_with_its_hash_and_once_for_the_same_bytes(world) -> None:
    first, again, renamed = upload_of(world), upload_of(world), upload_of(world, filename="other.txt")
    assert first.pk == again.pk
    assert first.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert renamed.pk != first.pk
    assert renamed.content.name == first.content.name
    assert read_upload(renamed) == TEXT.encode()
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1


def test_two_zones_do_not_share_a_stored_file(world) -> None:
    ours = upload_of(world)
    theirs = receive_upload(
        scope=world.scope("other_supervision"), zone=world.other_zone, filename="posts.txt", data=TEXT.encode()
    )
    assert ours.content.name != theirs.content.name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tables\\分解表.xlsx", "分解表.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("", "unnamed"),
        ("长" * 300 + ".xlsx", "长" * 250 + ".xlsx"),
    ],
)
def test_a_file_name_keeps_neither_folders_nor_control_characters(given, kept) -> None:
    assert short_name(given) == kept


@pytest.mark.parametrize("person", ["officer", "leader", "administrator", "outsider", "other_supervision", "nobody"])
def test_nobody_but_the_supervision_office_of_the_zone_uploads_or_previews(world, person) -> None:
    upload = upload_of(world)
    with pytest.raises(Refused, match="Donghe"):
        receive_upload(scope=world.scope(person), zone=world.zone, filename="x.txt", data=b"x")
    with pytest.raises(Refused):
        preview(scope=world.scope(person), upload=upload, kind="posts", options={})
    assert Batch.objects.count() == 0


def test_a_file_beyond_the_limit_is_refused_with_both_sizes(world) -> None:
    with pytest.raises(Refused, match=r"21 MB.*20 MB"):
        receive_upload(
            scope=world.scope("supervision"), zone=world.zone, filename="x.txt", data=b"x" * (20 * 2**20 + 1)
        )
    assert Upload.objects.count() == 0


def test_a_preview_shows_every_row_and_writes_none(world) -> None:
    batch = preview_of(world, TEXT + "P3,\n")
    assert actions(batch) == ["create", "create", "reject"]
    assert batch.summary["actions"] == {"create": 2, "update": 0, "same": 0, "reject": 1}
    assert [(group["code"], group["count"]) for group in batch.summary["issue_groups"]] == [("name_missing", 1)]
    assert batch.issues[0]["row"] == 3
    assert names(world) == []


def test_accepting_writes_the_ticked_rows_and_the_same_file_then_changes_nothing(world) -> None:
    batch = accept(world, preview_of(world))
    assert batch.state == BatchState.ACCEPTED
    assert batch.result == {"posts": 2}
    assert names(world) == [("P1", "管委会主任"), ("P2", "分管副主任")]
    again = preview_of(world)
    assert actions(again) == ["same", "same"]
    with pytest.raises(Refused, match="ticked"):
        accept(world, again)
    assert Batch.objects.get(pk=again.pk).state == BatchState.PREVIEWED


def test_accepting_twice_writes_once(world) -> None:
    batch = preview_of(world)
    accept(world, batch)
    accept(world, Batch.objects.get(pk=batch.pk))
    assert len(names(world)) == 2
    assert Event.objects.filter(verb="accept").count() == 1


def test_part_of_a_preview_is_accepted_by_ticks_or_by_naming_rows(world) -> None:
    batch = preview_of(world)
    left = choose_rows(scope=world.scope("supervision"), batch=batch, turn=1, shown=[1, 2], chosen=[2])
    assert left == 1
    accept(world, batch)
    assert names(world) == [("P2", "分管副主任")]
    assert list(batch.rows.values_list("is_accepted", flat=True)) == [False, True]
    accept(world, preview_of(world), positions=[1])
    assert len(names(world)) == 2


def test_ticks_on_one_page_leave_other_pages_alone_and_rejected_rows_unticked(world) -> None:
    batch = preview_of(world, TEXT + "P3,\n")
    choose_rows(scope=world.scope("supervision"), batch=batch, turn=1, shown=[1], chosen=[])
    assert choose_rows(scope=world.scope("supervision"), batch=batch, turn=1, shown=[3], chosen=[3]) == 1
    assert list(batch.rows.values_list("is_chosen", flat=True)) == [False, True, False]


def test_what_changed_since_the_preview_is_not_overwritten(world) -> None:
    batch = preview_of(world)
    Post.objects.create(zone=world.zone, code="P1", name="书记")
    with pytest.raises(Overtaken):
        accept(world, batch)
    assert names(world) == [("P1", "书记")]
    fresh = preview_again(scope=world.scope("supervision"), batch=Batch.objects.get(pk=batch.pk))
    assert (fresh.turn, actions(fresh)) == (2, ["update", "create"])
    accept(world, fresh)
    assert names(world) == [("P1", "管委会主任"), ("P2", "分管副主任")]


def test_a_page_left_open_cannot_accept_a_preview_it_does_not_show(world) -> None:
    batch = preview_of(world)
    preview_again(scope=world.scope("supervision"), batch=Batch.objects.get(pk=batch.pk), options={"frozen": False})
    with pytest.raises(Overtaken, match="made anew"):
        accept(world, batch, turn=1)
    with pytest.raises(Overtaken):
        choose_rows(scope=world.scope("supervision"), batch=batch, turn=1, shown=[1], chosen=[])
    assert names(world) == []


def test_an_obstacle_stands_in_the_way_of_accepting(world) -> None:
    with pytest.raises(Refused) as refused:
        accept(world, preview_of(world, frozen=True))
    assert refused.value.code == "posts_frozen"
    assert names(world) == []


def test_undoing_puts_back_exactly_what_was_before(world) -> None:
    Post.objects.create(zone=world.zone, code="P1", name="书记")
    before = names(world)
    batch = accept(world, preview_of(world))
    undone = undo_batch(scope=world.scope("supervision"), batch=batch)
    assert undone.state == BatchState.UNDONE
    assert names(world) == before
    assert undo_batch(scope=world.scope("supervision"), batch=batch).state == BatchState.UNDONE
    assert Event.objects.filter(verb="undo").count() == 1


def test_undoing_is_refused_whole_when_a_row_was_changed_since(world) -> None:
    batch = accept(world, preview_of(world))
    Post.objects.filter(code="P2").update(name="常务副主任")
    with pytest.raises(Refused, match="常务副主任"):
        undo_batch(scope=world.scope("supervision"), batch=batch)
    assert names(world) == [("P1", "管委会主任"), ("P2", "常务副主任")]
    assert Batch.objects.get(pk=batch.pk).state == BatchState.ACCEPTED


@pytest.mark.parametrize(
    ("settle", "code"),
    [
        (lambda scope, batch: discard_batch(scope=scope, batch=batch), "batch_discarded"),
        (
            lambda scope, batch: undo_batch(scope=scope, batch=accept_batch(scope=scope, batch=batch, turn=1)),
            "batch_undone",
        ),
    ],
)
def test_a_settled_preview_is_not_accepted(world, settle, code) -> None:
    batch = preview_of(world)
    settle(world.scope("supervision"), batch)
    with pytest.raises(Refused) as refused:
        accept(world, batch, turn=1)
    assert refused.value.code == code
    assert names(world) == []


def test_an_accepted_import_is_not_discarded_and_a_preview_not_undone(world) -> None:
    waiting, written = preview_of(world), preview_of(world)
    accept(world, written)
    with pytest.raises(Refused, match="already"):
        discard_batch(scope=world.scope("supervision"), batch=written)
    with pytest.raises(Refused, match="accepted"):
        undo_batch(scope=world.scope("supervision"), batch=waiting)


def test_every_step_is_on_record(world) -> None:
    batch = accept(world, preview_of(world))
    undo_batch(scope=world.scope("supervision"), batch=batch)
    events = Event.objects.filter(subject_kind__in=["upload", "import"]).order_by("pk")
    assert [event.verb for event in events] == ["upload", "preview", "accept", "undo"]
    assert {event.user.username for event in events} == {"supervision"}


def test_only_the_packets_of_inserted_rows_grow_with_the_rows(world) -> None:
    def queries(rows: int) -> int:
        upload = upload_of(world, "".join(f"Q{n},职务{n}\n" for n in range(rows)))
        with CaptureQueriesContext(connection) as captured:
            preview(scope=world.scope("supervision"), upload=upload, kind="posts", options={})
        return len([query for query in captured if not query["sql"].startswith("INSERT")])

    assert queries(3) == queries(400)
