"""Everything the record says has words."""

from __future__ import annotations

import pytest
from django.utils import translation

from zoneworks.audit.tests.spoken import verbs_in_code
from zoneworks.audit.words import KINDS, VERBS, all_verbs, kind_shown, verb_shown


def test_every_verb_of_the_code_has_words() -> None:
    known = all_verbs()
    missing = {verb: file for verb, file in verbs_in_code().items() if verb not in known}
    assert missing == {}, "say in audit/words.py what these are called"


def test_the_search_for_verbs_finds_them() -> None:
    assert {"sign_in", "change_item", "freeze", "set_agenda", "release"} <= verbs_in_code().keys()


def test_an_unknown_verb_and_an_unknown_kind_are_shown_as_they_are() -> None:
    assert verb_shown("never_heard") == "never_heard"
    assert kind_shown("never_heard") == "never_heard"


@pytest.mark.parametrize("words", [VERBS, KINDS])
def test_words_differ_between_the_languages(words: dict[str, object]) -> None:
    with translation.override("en"):
        english = {code: str(word) for code, word in words.items()}
    with translation.override("zh-hans"):
        assert [code for code, word in words.items() if str(word) == english[code]] == []
