"""Entering and changing a conference on its pages, without scripts; what the pages show."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.answers.models import Conference
from zoneworks.answers.services import NewAgendaItem, set_agenda
from zoneworks.answers.tests.meetings import hold
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World, leaf, make_plan, say
from zoneworks.plans.tests.worlds import indicator as one_of
from zoneworks.ui import panels

Enter = Callable[[str], Client]
LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
KNOWN_LATIN = {"English", "ZoneWorks", "Word", "PDF", "docx", "pdf", "zip", "xlsx", "json", "Excel", "JSON"}


def at(name: str, *args: object) -> str:
    return reverse(f"answers:{name}", args=args)


def filled(client: Client, url: str, **values: Any) -> dict[str, Any]:
    """The form of a page as a browser would send it, with some fields filled in."""
    forms = [form for form in Page(client.get(url)).forms if "csrfmiddlewaretoken" in form.values]
    form = next(form for form in forms if not form.action)
    texts = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', client.get(url).content.decode())
    chosen = re.findall(r'<select name="([^"]+)".*?</select>', client.get(url).content.decode(), re.DOTALL)
    known = {**form.values, **dict.fromkeys(chosen, ""), **dict(texts)}
    return {**known, **values}


def test_a_conference_is_entered_once_however_often_it_is_sent(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    given = filled(client, at("new-conference"), plan=plan.pk, title="工作会", held_on="2023-02-13")

    for _turn in range(2):
        answer = client.post(at("new-conference"), given)
        assert answer.status_code == 302
    conference = Conference.objects.get()
    assert answer["Location"] == at("conference", conference.pk)
    assert (conference.title, conference.held_on, conference.plan) == ("工作会", date(2023, 2, 13), plan)


def test_what_does_not_fit_is_told_beside_its_field(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    given = filled(client, at("new-conference"), plan=plan.pk, title="工作会", held_on="2020-02-13")
    answer = client.post(at("new-conference"), given)

    assert answer.status_code == 422
    assert "is held in that year or the year before" in Page(answer).text
    assert not Conference.objects.exists()


def test_the_agenda_is_written_one_item_a_line(conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("agenda", conference.pk)
    given = filled(client, url)
    assert given["agenda"].splitlines() == ["宣读任务分解表 | Reading of the breakdown", "签订责任书"]
    answer = client.post(url, {**given, "agenda": "一 | One\n\n二｜Two\n三"})

    assert answer.status_code == 302
    assert list(conference.agenda.values_list("text", "text_en")) == [("一", "One"), ("二", "Two"), ("三", "")]


def test_what_is_pasted_from_a_word_processor_is_kept_as_its_words(conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("agenda", conference.pk)
    pasted = "<p class=MsoNormal style='color:red'><b>一</b><o:p></o:p></p><style>p {}\n</style><p>二\u200b</p>"
    client.post(url, {**filled(client, url), "agenda": pasted + "<script>\nalert(1)\n</script>"})
    assert list(conference.agenda.values_list("text", flat=True)) == ["一", "二"]

    url = at("decisions", conference.pk)
    client.post(url, {**filled(client, url), "form-0-text": pasted})
    assert conference.decisions.order_by("pk").first().text == "一 二"


@pytest.mark.parametrize("name", ["agenda", "decisions", "attendance", "change-conference"])
def test_nothing_is_written_on_a_page_of_an_earlier_day(conference: Conference, enter: Enter, name: str) -> None:
    client, url = enter("supervision"), at(name, conference.pk)
    given = {**filled(client, url), "agenda": "一", "form-0-text": "改", "title": "改"}
    answer = client.post(f"{url}?as_of=2023-06-30", given, follow=True)

    assert "This page shows an earlier day." in Page(answer).text
    conference.refresh_from_db()
    assert conference.revision == 0


def test_attendance_is_a_tick_list_of_all_posts_and_units(world: World, conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("attendance", conference.pk)
    given = filled(client, url)
    changed = {**given, f"came-post-{world.deputy.pk}": "on", f"people-unit-{world.investment.pk}": "9"}
    del changed[f"invited-unit-{world.section.pk}"]
    answer = client.post(url, changed)

    assert answer.status_code == 302
    rows = {row.unit or row.post: (row.is_invited, row.has_attended, row.people) for row in conference.attendance.all()}
    assert rows == {
        world.chief: (True, True, 1), world.deputy: (True, True, 1), world.investment: (True, True, 9),
        world.science: (True, True, 2), world.supervision_office: (False, True, 1),
    }  # fmt: skip
    assert conference.attendance.get(post=world.deputy).note_en == "away"


def test_attendance_sent_as_it_was_shown_changes_nothing(conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("attendance", conference.pk)

    assert client.post(url, filled(client, url)).status_code == 302
    conference.refresh_from_db()
    assert conference.revision == 0


def test_people_without_a_tick_are_asked_about(world: World, conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("attendance", conference.pk)
    answer = client.post(url, {**filled(client, url), f"people-unit-{world.section.pk}": "3"})

    assert answer.status_code == 422
    assert "give how many people came" in Page(answer).text


def test_rows_of_decisions_are_added_without_scripts(world: World, conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("decisions", conference.pk)
    kept = [("form-0-text", "各单位制定作战方案"), ("form-1-text", "")]
    more = {"form-2-text": "新", "form-2-unit": "A-SCI", "form-2-due": "2023-06-30", "more": "1"}
    answer = client.post(url, {**filled(client, url), **dict(kept), "form-1-text_en": "", "form-1-unit": "", **more})

    assert (answer.status_code, answer["Location"]) == (302, url)
    found = [(row.text, row.unit, row.due) for row in conference.decisions.all()]
    assert found == [
        ("各单位制定作战方案", None, date(2023, 3, 15)),
        ("新", world.science, date(2023, 6, 30)),
    ]  # fmt: skip
    assert filled(client, url)["form-TOTAL_FORMS"] == "5"


def test_a_decision_without_words_is_told_in_its_row(conference: Conference, enter: Enter) -> None:
    client, url = enter("supervision"), at("decisions", conference.pk)
    answer = client.post(url, {**filled(client, url), "form-4-due": "2023-06-30"})

    assert answer.status_code == 422
    assert "Write the decision, or clear the row." in Page(answer).text
    conference.refresh_from_db()
    assert conference.revision == 0


@pytest.mark.parametrize("name", ["agenda", "change-conference"])
def test_a_colleague_who_came_first_is_not_overwritten(
    world: World, conference: Conference, enter: Enter, name: str
) -> None:
    client, url = enter("supervision"), at(name, conference.pk)
    given = filled(client, url, plan=conference.plan_id)
    set_agenda(scope=world.scope("supervision"), conference=conference, agenda=[NewAgendaItem("先")])
    answer = client.post(url, {**given, "agenda": "后", "title": "后"})

    assert answer.status_code == 422
    assert "A colleague changed" in Page(answer).text
    assert [row.text for row in conference.agenda.all()] == ["先"]
    conference.refresh_from_db()
    assert conference.title != "后"


def test_the_page_of_a_conference_counts_the_plan_and_who_came(conference: Conference, enter: Enter) -> None:
    text = Page(enter("officer").get(at("conference", conference.pk))).text

    for words in ("Category 1", "Key project 2", "Sub-project 4", "Units that came 3 of 3 invited",
                  "Posts that came 1 of 2 invited", "People who came 12", "Decisions 2"):  # fmt: skip
        assert words in text, words


def test_upper_apps_have_a_place_in_the_heads(
    conference: Conference, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Any]] = []
    monkeypatch.setattr(panels, "_panels", {})
    for slot in ("answers.conference", "answers.bulletin"):

        def build(_request: Any, subject: Any, slot: str = slot) -> None:
            asked.append((slot, subject))

        panels.register(panels.Panel(slot, 1, slot, build))
    client = enter("supervision")
    client.get(at("conference", conference.pk))
    client.get(at("bulletin", "2023-09"))

    [(first, subject), (second, shown)] = asked
    assert (first, subject, second) == ("answers.conference", conference, "answers.bulletin")
    assert (shown.zone, shown.period, shown.as_of) == (conference.zone, "2023-09", date(2023, 10, 8))


def test_every_figure_of_a_live_page_opens_to_parts_that_add_up(
    world: World, conference: Conference, enter: Enter
) -> None:
    say(world, "supervision", one_of(conference.plan), date(2023, 9, 30), 80)
    client = enter("supervision")
    for url in (at("answer-sheet"), at("bulletin", "2023-09"), at("letter", conference.pk, "A-SCI")):
        links = {link for link in Page(client.get(url)).links if "/figures/" in link}
        assert links, url
        for link in sorted(links)[:12]:
            page = client.get(link)
            assert page.status_code == 200, link
            figure = page.context["figure"]
            assert sum(part.value for part in figure.parts) == figure.value


def test_a_bulletin_of_a_month_that_has_not_ended_leads_back_with_a_sentence(
    conference: Conference, enter: Enter
) -> None:
    client = enter("supervision")
    answer = client.get(at("bulletin", "2023-10"))

    assert (answer.status_code, answer["Location"]) == (302, at("bulletins"))
    assert client.get(at("bulletin", "last-month")).status_code == 404
    assert client.get(f"{at('answer-sheet')}?year=x").status_code == 302


def test_history_shows_what_was_known_then(conference: Conference, enter: Enter) -> None:
    client = enter("leader")
    then = client.get(f"{at('bulletins')}?as_of=2023-06-30").content.decode()

    assert at("bulletin", "2023-06") in then
    assert at("bulletin", "2023-07") not in then
    assert "as_of=2023-06-30" in then


@pytest.mark.parametrize(("name", "most"), [("conferences", 14), ("bulletins", 14)])
def test_lists_take_as_many_statements_however_long(
    world: World, plan: Plan, enter: Enter, django_assert_max_num_queries: Any, name: str, most: int
) -> None:
    for _number in range(12):
        hold(world, plan)
    client = enter("supervision")

    with django_assert_max_num_queries(most):
        assert client.get(at(name)).status_code == 200


def test_a_conference_page_takes_as_many_statements_however_large_the_plan(
    world: World, enter: Enter, django_assert_max_num_queries: Any
) -> None:
    conference, client = hold(world, make_plan(world, projects=15, leaves=3)), enter("supervision")

    for name in ("conference", "pack"):
        with django_assert_max_num_queries(22):
            assert client.get(at(name, conference.pk)).status_code == 200


def test_both_languages_are_complete(conference: Conference, world: World, enter: Enter) -> None:
    client, key = enter("supervision"), conference.pk
    pages = [at("conferences"), at("new-conference"), at("bulletins"), at("pack", key)]
    pages += [at(name, key) for name in ("conference", "change-conference", "agenda", "attendance", "decisions")]
    typed = ["A-INV", "Zone A", "Zone", leaf(conference.plan).code]
    for url in pages:
        chinese = Page(client.get(url.replace("/en/", "/zh-hans/"))).text
        for known in (
            "High-quality development work conference 2023",
            "https://example.org/news",
            *given_in(conference),
        ):
            chinese = chinese.replace(known, "")
        strange = set(LATIN.findall(chinese)) - KNOWN_LATIN - set(typed) - set(world.users)
        assert not strange, (url, strange)


def given_in(conference: Conference) -> list[str]:
    """What people typed, in the other language, which stays as it is in the fields of forms."""
    rows = [*conference.agenda.all(), *conference.decisions.all(), *conference.attendance.all()]
    names = ("text_en", "note_en")
    return [getattr(row, name) for row in rows for name in names if getattr(row, name, "")] + [
        conference.title_en, conference.place_en, conference.note_en,
        conference.plan.title_en if conference.plan else "",
    ]  # fmt: skip
