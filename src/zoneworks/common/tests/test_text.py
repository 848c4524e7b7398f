"""Words in two languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from zoneworks.common.text import followed


@pytest.mark.parametrize(
    ("language", "sentence", "words", "whole"),
    [
        ("zh-hans", "已销号。", "予以销号。", "已销号。予以销号。"),
        ("en", "Struck off.", "Done.", "Struck off. Done."),
        ("zh-hans", "已销号。", "", "已销号。"),
        ("en", "Struck off.", "", "Struck off."),
    ],
)
def test_what_somebody_added_follows_as_the_language_has_it(
    language: str, sentence: str, words: str, whole: str
) -> None:
    with translation.override(language):
        assert followed(sentence, words) == whole
