import pytest
from django.utils import translation

from zoneworks.ui.lights import DIAMOND, SHAPES, lamp, lamp_at, light, light_alone, node


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["On schedule", "Behind", "Far behind", "Not reported"]),
        ("zh-hans", ["正常", "滞后", "严重滞后", "未报"]),
    ],
)
def test_every_light_says_its_word_in_the_language_of_the_reader(language: str, words: list[str]) -> None:
    with translation.override(language):
        assert [word for code, word in zip(SHAPES, words, strict=True) if word in light(code)] == words


def test_no_two_lights_have_the_same_shape() -> None:
    assert len({*SHAPES.values(), DIAMOND}) == 5


def test_a_light_alone_still_says_its_word() -> None:
    with translation.override("en"):
        drawn = light_alone("red")
    assert 'title="Far behind"' in drawn
    assert '<span class="light-word visually-hidden">Far behind</span>' in drawn


def test_a_light_with_an_address_is_a_link() -> None:
    drawn = light("green", href="/x/?a=1&b=2")
    assert drawn.startswith('<a href="/x/?a=1&amp;b=2" class="light is-green">')
    assert drawn.endswith("</a>")


def test_a_hollow_light_is_another_picture() -> None:
    assert "is-hollow" in lamp("green", hollow=True)
    assert lamp("green", hollow=True) != lamp("green")


def test_words_typed_by_people_are_escaped() -> None:
    assert "<b>" not in light("green", "<b>") + light_alone("green", "<b>") + node("open", "<b>")


@pytest.mark.parametrize("draw", [lamp, light, lambda code: lamp_at(code, 0, 0), node])
def test_an_unknown_code_is_refused_by_name(draw: object) -> None:
    with pytest.raises(ValueError, match="purple"):
        draw("purple")  # type: ignore[operator]
