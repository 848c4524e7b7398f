"""The frame around every page, as people of the zone and strangers get it."""

import re

import pytest
from django.test import Client

from zoneworks.accounts.tests.conftest import Enter, People

PAGE = "/en/accounts/organisation/"


def test_the_frame_speaks_the_language_of_the_address(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    english = client.get(PAGE).content.decode()
    chinese = client.get(PAGE.replace("/en/", "/zh-hans/")).content.decode()
    assert '<html lang="en">' in english
    assert '<html lang="zh-Hans">' in chinese
    assert "Units and posts" in english
    assert "单位与职务" in chinese
    assert "Illustrative figures" in english
    assert "演示数据" in chinese
    assert "The clerk" in english
    assert "经办人" in chinese


def test_the_language_switch_leads_to_the_same_page_with_the_same_parameters(people: People, enter: Enter) -> None:
    html = enter(people.officer).get(f"{PAGE}?as_of=2023-06-30&light=red&unit=3").content.decode()
    link = re.search(r'<a href="([^"]+)"\s+hreflang="zh-hans"', html)
    assert link
    assert link[1] == "/zh-hans/accounts/organisation/?as_of=2023-06-30&amp;light=red&amp;unit=3"


def test_a_date_that_is_not_today_tints_the_bar_and_leads_back(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    html = client.get(f"{PAGE}?as_of=2023-06-30&light=red").content.decode()
    assert 'class="bar is-history"' in html
    assert "As of 30 Jun 2023" in html
    assert f'<a href="{PAGE}?light=red">back to today</a>' in html
    assert "截至 2023年6月30日" in client.get("/zh-hans/accounts/organisation/?as_of=2023-06-30").content.decode()


@pytest.mark.parametrize("query", ["", "?as_of=2023-10-08", "?as_of="])
def test_today_does_not_tint_the_bar(people: People, enter: Enter, query: str) -> None:
    html = enter(people.officer).get(PAGE + query).content.decode()
    assert "is-history" not in html
    assert 'value="2023-10-08"' in html


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2023-06-31", "“2023-06-31” is not a date such as 2023-06-30; the page shows today."),
        ("yesterday", "“yesterday” is not a date such as 2023-06-30; the page shows today."),
        ("2024-01-01", "1 Jan 2024 has not come yet; the page shows today."),
    ],
)
def test_a_date_that_cannot_be_shown_is_put_aside_with_a_sentence(
    people: People, enter: Enter, text: str, sentence: str
) -> None:
    html = enter(people.officer).get(f"{PAGE}?as_of={text}").content.decode()
    assert sentence in html
    assert "is-history" not in html


def test_links_of_the_navigation_keep_the_date(people: People, enter: Enter) -> None:
    html = enter(people.officer).get(f"{PAGE}?as_of=2023-06-30&light=red").content.decode()
    assert f'<a class="nav-link" href="{PAGE}?as_of=2023-06-30" aria-current="page">' in html


def test_the_date_form_carries_the_other_parameters(people: People, enter: Enter) -> None:
    html = enter(people.officer).get(f"{PAGE}?light=red&as_of=2023-06-30").content.decode()
    assert '<input type="hidden" name="light" value="red">' in html
    assert '<input type="hidden" name="as_of"' not in html


def test_a_zone_that_is_not_the_persons_does_not_exist(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    assert client.get(f"{PAGE}?zone=river").status_code == 200
    assert client.get(f"{PAGE}?zone=lake").status_code == 404
    assert client.get(f"{PAGE}?zone=nowhere").status_code == 404


def test_an_outsider_sees_nothing_of_the_zone(people: People, enter: Enter) -> None:
    html = enter(people.outsider).get(PAGE).content.decode()
    assert "Lakeside" in html
    assert "Riverbend" not in html
    assert "Economic Bureau" not in html
    assert "clerk" not in html


def test_wall_mode_marks_the_page_and_offers_a_way_out(people: People, enter: Enter) -> None:
    html = enter(people.officer).get(f"{PAGE}?wall=1&light=red").content.decode()
    assert "is-wall" in html
    assert f'<a href="{PAGE}?light=red">Leave the wall screen</a>' in html


def test_the_appearance_chosen_is_remembered_and_can_be_given_back(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    client.post("/theme/", {"theme": "dark", "next": PAGE})
    assert 'data-theme="dark"' in client.get(PAGE).content.decode()
    client.post("/theme/", {"theme": "", "next": PAGE})
    assert "data-theme" not in client.get(PAGE).content.decode()


def test_every_page_refuses_scripts_and_styles_that_are_not_ours(people: People, enter: Enter) -> None:
    policy = enter(people.officer).get(PAGE)["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("theme", ["", "?look=light", "?look=dark"])
@pytest.mark.django_db
def test_the_style_page_shows_every_component_to_everybody(client: Client, language: str, theme: str) -> None:
    response = client.get(f"/{language}/style/{theme}")
    html = response.content.decode()
    assert response.status_code == 200
    for mark in ("lamp is-red", "progress-tick", "strip-cell", "pager", "field has-error", "is-failing", "<ins>"):
        assert mark in html
    assert " style=" not in html
    assert len(re.findall(r' id="([^"]+)"', html)) == len(set(re.findall(r' id="([^"]+)"', html)))


def test_the_number_of_queries_of_the_frame_does_not_grow_with_the_units(
    people: People, enter: Enter, django_assert_max_num_queries: object
) -> None:
    client = enter(people.officer)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(PAGE)
