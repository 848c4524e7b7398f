"""The tags of the components, rendered as templates render them."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from zoneworks.ui.addresses import here_without, kept_pairs, with_kept


def render(source: str, path: str = "/", **context: object) -> str:
    with translation.override("en"):
        return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


def looking_back(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.is_history = True  # type: ignore[attr-defined]
    return request


class TestAddresses:
    def test_a_link_keeps_the_date_and_the_zone_and_nothing_else(self) -> None:
        request = looking_back("/?as_of=2023-06-30&zone=a&light=red&page=4")
        assert with_kept(request, "/x/", {"unit": 7}) == "/x/?as_of=2023-06-30&zone=a&unit=7"

    def test_today_is_not_carried_along(self) -> None:
        assert with_kept(RequestFactory().get("/?as_of=2023-06-30"), "/x/") == "/x/"

    def test_a_parameter_can_be_left_out_or_replaced(self) -> None:
        request = looking_back("/?as_of=2023-06-30&zone=a")
        assert with_kept(request, "/x/", {"as_of": None, "zone": "b"}) == "/x/?zone=b"

    def test_the_present_address_can_lose_a_parameter(self) -> None:
        request = RequestFactory().get("/x/?as_of=2023-06-30&light=red")
        assert here_without(request, "as_of") == "/x/?light=red"
        assert here_without(request, "as_of", "light") == "/x/"

    def test_a_filter_form_carries_what_it_does_not_ask_and_begins_at_the_first_page(self) -> None:
        request = RequestFactory().get("/?tag=a&tag=b&light=red&page=3")
        assert kept_pairs(request, "light") == [("tag", "a"), ("tag", "b")]

    def test_hidden_fields_are_escaped(self) -> None:
        drawn = render('{% kept_fields "unit" %}', '/?q="><b>&unit=2')
        assert "<b>" not in drawn
        assert "unit" not in drawn


class TestTables:
    def test_a_head_sorts_one_way_then_the_other(self) -> None:
        tag = '{% sort_head "name" "Name" %}'
        assert 'href="?sort=name"' in render(tag)
        assert 'aria-sort="ascending"' in render(tag, "/?sort=name")
        assert 'href="?sort=-name"' in render(tag, "/?sort=name")
        assert 'aria-sort="descending"' in render(tag, "/?sort=-name")

    def test_sorting_begins_at_the_first_page_and_keeps_the_filters(self) -> None:
        assert 'href="?light=red&amp;sort=name"' in render('{% sort_head "name" "Name" %}', "/?light=red&page=3")

    def test_the_pager_shows_a_window_around_the_page(self) -> None:
        drawn = render("{% pager page %}", "/?light=red&page=7", page=Paginator(range(2000), 50).page(7))
        numbers = [number for number in range(1, 41) if f">{number}<" in drawn]
        assert numbers == [1, 5, 6, 7, 8, 9, 40]
        assert "?light=red&amp;page=8" in drawn
        assert "301 to 350 of 2,000" in drawn

    def test_one_page_needs_no_pager(self) -> None:
        assert render("{% pager page %}", page=Paginator(range(9), 50).page(1)).strip() == ""

    def test_more_rows_are_a_link_that_works_without_scripts(self) -> None:
        drawn = render('{% more page "rows" columns=3 %}', "/?light=red", page=Paginator(range(120), 50).page(1))
        assert 'href="?light=red&amp;page=2"' in drawn
        assert "Show more (70 left)" in drawn
        assert 'colspan="3"' in drawn

    def test_the_last_rows_offer_no_more(self) -> None:
        assert render('{% more page "rows" %}', page=Paginator(range(120), 50).page(3)).strip() == ""

    def test_a_filter_shows_what_the_address_says(self) -> None:
        drawn = render('{% filter_select "unit" "Unit" choices %}', "/?unit=2", choices=[(1, "A"), (2, "B")])
        assert '<option value="2" selected>B</option>' in drawn
        assert "is-set" in drawn


class TestForms:
    class Asked(forms.Form):
        amount = forms.IntegerField(help_text="In yuan.")
        note = forms.CharField(required=False)

    def test_an_error_is_tied_to_its_field(self) -> None:
        drawn = render("{% fields form %}", form=self.Asked({"amount": "x"}))
        assert 'aria-invalid="true"' in drawn
        assert 'aria-describedby="id_amount_helptext id_amount_error"' in drawn
        assert 'id="id_amount_error"' in drawn
        assert 'id="id_amount_helptext"' in drawn

    def test_what_may_stay_empty_says_so(self) -> None:
        drawn = render("{% field form.note %}{% field form.amount %}", form=self.Asked())
        assert drawn.count("(optional)") == 1


class TestPieces:
    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ("a", "a", "a"),
            (None, "a", '<span class="diff">–<span class="diff-arrow">→</span><ins>a</ins></span>'),
            ("a", "", '<span class="diff"><del>a</del><span class="diff-arrow">→</span>–</span>'),
            ("", "", "–"),
            (0, 1, '<span class="diff"><del>0</del><span class="diff-arrow">→</span><ins>1</ins></span>'),
        ],
    )
    def test_a_change_shows_before_and_after(self, before: object, after: object, expected: str) -> None:
        assert render("{% diff before after %}", before=before, after=after) == expected

    def test_facts_show_a_dash_for_nothing_and_a_nought_for_nought(self) -> None:
        drawn = render("{% facts pairs %}", pairs=[("A", None), ("B", 0)])
        assert "<dd>–</dd>" in drawn
        assert "<dd>0</dd>" in drawn

    @pytest.mark.parametrize(
        "source",
        [
            "{% tag text text %}",
            "{% notice text title=text link=text href=text %}",
            "{% empty text text text text %}",
            "{% failing text text %}",
            "{% diff text 'x' %}",
            "{% facts pairs %}",
        ],
    )
    def test_text_typed_by_people_is_escaped(self, source: str) -> None:
        assert "<b>" not in render(source, text='"><b>', pairs=[("<b>", "<b>")])
