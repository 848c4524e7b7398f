"""The pages of imports: who sees them, what they show, and that they work without scripts."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.imports.kinds import register
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, receive_upload
from zoneworks.imports.tests.posts_kind import PostsKind
from zoneworks.imports.views import is_cut
from zoneworks.units.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posts_kind")]
TEXT = "P1,管委会主任\nP2,分管副主任\nP3,\n"


@pytest.fixture
def office(world) -> Client:
    client = Client()
    client.force_login(world.people["supervision"])
    return client


def batch_of(world, text=TEXT, kind="posts", **options) -> Batch:
    scope = world.scope("supervision")
    upload = receive_upload(scope=scope, zone=world.zone, filename="职务.txt", data=text.encode())
    return preview(scope=scope, upload=upload, kind=kind, options=options)


def page(office, batch, **query):
    return office.get(reverse("imports:batch", args=[batch.pk]), query)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


ADDRESSES = ["batch", "choose", "again", "accept", "discard", "undo", "original", "notes"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["list", "new", *ADDRESSES])
@pytest.mark.parametrize("person", ["officer", "leader", "administrator", "outsider", "other_supervision", "nobody"])
def test_for_anybody_but_the_supervision_office_no_import_and_no_file_exists(world, person, name, method) -> None:
    batch = batch_of(world)
    client = Client()
    client.force_login(world.people[person])
    url = reverse(f"imports:{name}", args=[batch.pk] if name in ADDRESSES else [])
    query = {"zone": "Z"} if name not in ADDRESSES else {}
    response = client.get(url, query) if method == "get" else client.post(f"{url}?zone=Z" if query else url)
    assert response.status_code == 404
    assert Batch.objects.get(pk=batch.pk).state == "previewed"


@pytest.mark.parametrize("name", ["list", "new", "batch", "original", "notes"])
def test_strangers_are_asked_to_sign_in(world, name) -> None:
    batch = batch_of(world)
    response = Client().get(reverse(f"imports:{name}", args=[batch.pk] if name in ADDRESSES else []))
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_the_supervision_office_of_another_zone_sees_its_own_empty_list(world) -> None:
    batch_of(world)
    client = Client()
    client.force_login(world.people["other_supervision"])
    assert "职务.txt" not in text_of(client.get(reverse("imports:list")))


def test_a_file_becomes_a_preview_that_shows_every_row(world, office) -> None:
    file = SimpleUploadedFile("职务.txt", TEXT.encode())
    response = office.post(reverse("imports:new"), {"kind": "posts", "file": file}, follow=True)
    shown = text_of(response)
    assert "nothing has been written" in shown
    assert all(word in shown for word in ["管委会主任", "分管副主任", "Line 3", "Accept 2 rows", "职务.txt"])
    assert Post.objects.count() == 0


def test_a_pasted_text_becomes_a_preview(world, office) -> None:
    response = office.post(reverse("imports:new"), {"kind": "posts", "pasted": TEXT}, follow=True)
    assert "管委会主任" in text_of(response)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file or paste a text."),
        ({"pasted": "x", "file": SimpleUploadedFile("a.txt", b"a")}, "not both"),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "empty"),
        ({"pasted": "x", "year": "12"}, "1990"),
        ({"pasted": "x", "kind": "unheard-of"}, "unheard-of"),
    ],
)
def test_a_form_that_lacks_something_says_so_beside_the_field(world, office, sent, sentence) -> None:
    response = office.post(reverse("imports:new"), {"kind": "posts", **sent})
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert Batch.objects.count() == 0


def test_accepting_on_the_page_takes_the_ticks_of_the_page(world, office) -> None:
    batch = batch_of(world)
    form = {"turn": "1", "shown": ["1", "2"], "row": ["2"]}
    response = office.post(reverse("imports:accept", args=[batch.pk]), form, follow=True)
    assert "The import is accepted." in text_of(response)
    assert list(Post.objects.values_list("code", flat=True)) == ["P2"]
    again = office.post(reverse("imports:accept", args=[batch.pk]), form, follow=True)
    assert again.status_code == 200
    assert Post.objects.count() == 1


def test_undoing_asks_first_and_then_puts_back(world, office) -> None:
    batch = batch_of(world)
    accept_batch(scope=world.scope("supervision"), batch=batch, turn=1)
    url = reverse("imports:undo", args=[batch.pk])
    assert "Undo this import?" in text_of(office.get(url))
    assert Post.objects.count() == 2
    assert "Undone" in text_of(office.post(url, follow=True))
    assert Post.objects.count() == 0


def test_what_a_service_refuses_is_a_sentence_on_the_page(world, office) -> None:
    batch = batch_of(world)
    response = office.post(reverse("imports:accept", args=[batch.pk]), {"turn": "7"}, follow=True)
    assert "made anew meanwhile" in text_of(response)
    Post.objects.create(zone=world.zone, code="P9", name="书记")
    response = office.post(reverse("imports:accept", args=[batch.pk]), {"turn": "1"}, follow=True)
    assert "The posts changed meanwhile." in text_of(response)
    assert "Make the preview anew" in text_of(response)
    office.post(reverse("imports:again", args=[batch.pk]))
    assert "Accept 2 rows" in text_of(page(office, batch))
    assert "Make the preview anew" not in text_of(page(office, batch))


def test_a_discarded_preview_offers_nothing_to_accept(world, office) -> None:
    batch = batch_of(world)
    response = office.post(reverse("imports:discard", args=[batch.pk]), follow=True)
    shown = text_of(response)
    assert "Discarded" in shown
    assert "Accept 2 rows" not in shown
    assert "rows-form" not in shown


def test_names_not_known_are_asked_and_the_answers_kept(world, office) -> None:
    batch = batch_of(world, "X,职务\n")
    assert "1 name is not known here" in text_of(page(office, batch))
    office.post(reverse("imports:again", args=[batch.pk]), {"answer:post:X": "new", "year": "2023"})
    batch.refresh_from_db()
    assert batch.options == {"year": 2023, "answers": {"post:X": "new"}}
    office.post(reverse("imports:again", args=[batch.pk]), {"year": "", "area": "东河"})
    batch.refresh_from_db()
    assert batch.options == {"area": "东河", "answers": {"post:X": "new"}}


def test_one_button_answers_every_undecided_name_of_a_topic(world, office) -> None:
    batch = batch_of(world, "X,职务\n")
    office.post(reverse("imports:again", args=[batch.pk]), {"rest:post": "new"})
    batch.refresh_from_db()
    assert batch.options["answers"] == {"post:X": "new"}


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ({"action": "reject"}, "Line 3", "Line 1<"),
        ({"issue": "name_missing"}, "Line 3", "Line 2<"),
        ({"words": "主任"}, "Line 1<", "Line 3<"),
        ({"action": "same"}, "No row fits", "Line 1<"),
        ({"action": "no-such-action", "page": "99"}, "Line 1<", "No row fits"),
    ],
)
def test_rows_are_filtered_by_what_happens_by_issue_and_by_words(world, office, query, seen, unseen) -> None:
    batch = batch_of(world)
    response = office.get(
        reverse("imports:batch", args=[batch.pk]), query, headers={"HX-Request": "true", "HX-Target": "rows"}
    )
    shown = response.content.decode()
    assert "<html" not in shown
    assert seen in shown
    assert unseen not in shown


def test_a_sheet_with_nothing_new_offers_nothing_to_accept(world, office) -> None:
    accept_batch(scope=world.scope("supervision"), batch=batch_of(world), turn=1)
    assert "Nothing to accept" in text_of(page(office, batch_of(world)))


def test_ticks_are_kept_row_by_row_for_htmx_and_whole_for_everybody(world, office) -> None:
    batch = batch_of(world)
    url = reverse("imports:choose", args=[batch.pk])
    response = office.post(url, {"turn": "1", "shown": ["1", "2"], "row": ["1"]}, headers={"HX-Request": "true"})
    assert response.content.decode().strip() == "Accept 1 row"
    office.post(url, {"turn": "1", "every": "0"})
    assert "Accept 0 rows" in text_of(page(office, batch))
    office.post(url, {"turn": "1", "every": "1"})
    assert "Accept 2 rows" in text_of(page(office, batch))
    stale = office.post(url, {"turn": "5"}, headers={"HX-Request": "true"})
    assert stale["HX-Refresh"] == "true"


def test_the_original_comes_back_byte_for_byte_and_never_in_the_page(world, office) -> None:
    batch = batch_of(world)
    response = office.get(reverse("imports:original", args=[batch.pk]))
    assert b"".join(response.streaming_content) == TEXT.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_issues_of_a_text_come_back_as_a_list_in_which_nothing_is_a_formula(world, office) -> None:
    batch = batch_of(world, "=cmd|' /C calc'!A0,\n")
    response = office.get(reverse("imports:notes", args=[batch.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet["A2"].value == "Line 1"
    assert {cell.data_type for row in sheet for cell in row} == {"s"}


def test_page_obstacle_and_workbook_speak_in_the_words_of_the_kind(world, office) -> None:
    class Others(PostsKind):
        code = "others"
        wording = Wording.of({"name_missing": "Who is %(value)s?", "posts_frozen": "Ice."})

    register(Others())
    for kind, missing, frozen in (
        ("posts", "The post P3 has no name.", "The posts are frozen."), ("others", "Who is P3?", "Ice."),
    ):  # fmt: skip
        batch = batch_of(world, kind=kind, frozen=True)
        shown = text_of(page(office, batch))
        assert shown.count(missing) >= 3, "in its row, in its group, and among the issues to choose by"
        assert frozen in shown
        accepted = office.post(reverse("imports:accept", args=[batch.pk]), {"turn": batch.turn}, follow=True)
        assert frozen in text_of(accepted)
        notes = office.get(reverse("imports:notes", args=[batch.pk]))
        rows = list(openpyxl.load_workbook(io.BytesIO(notes.content)).active.values)
        assert missing in [row[1] for row in rows]


def test_text_of_a_sheet_is_never_markup(world, office) -> None:
    shown = page(office, batch_of(world, "P1,<script>alert(1)</script>\n")).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_the_number_of_queries_does_not_grow_with_rows_or_imports(world, office) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.get(url).status_code == 200
        return len(captured)

    first = batch_of(world)
    preview_page, list_page = reverse("imports:batch", args=[first.pk]), reverse("imports:list")
    few = queries(preview_page), queries(list_page)
    big = batch_of(world, "".join(f"Q{n},职务{n}\n" for n in range(300)) + "Q,\n" * 50)
    many = queries(reverse("imports:batch", args=[big.pk])), queries(list_page)
    assert many == few


@pytest.mark.parametrize(("asked", "chosen"), [("posts", "posts"), ("unheard-of", "")])
def test_a_page_that_leads_here_chooses_what_the_table_holds(office, asked: str, chosen: str) -> None:
    form = office.get(reverse("imports:new"), {"kind": asked}).context["form"]
    assert form.initial.get("kind", "") == chosen


@pytest.mark.parametrize(("shown", "expected"), [(8, False), (7, True)])
def test_a_preview_is_called_cut_only_where_rows_are_left_out(shown: int, expected: bool) -> None:
    batch = Batch(summary={"actions": {"create": 5, "reject": 3}, "shown": shown})
    assert is_cut(batch) is expected
