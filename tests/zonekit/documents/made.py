"""An answer sheet made by rule, as large as asked for, to try writers of documents on. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.zonekit.documents.made_words import ENGLISH, HAN, Voice

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Entry,
    Field,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Record,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    Words,
    words,
)

LIGHTS = (Tone.GREEN, Tone.GREEN, Tone.GREEN, Tone.YELLOW, Tone.GREEN, Tone.RED, Tone.GREY)


def answer_sheet(language: str = "zh-hans", *, projects: int = 44, entries: int = 95, title: str = "") -> Document:
    """Two categories, `projects` projects and `entries` entries of six fields, four charts and a wide table.

    Everything follows from the numbers given, so the same call gives the same document.
    """
    voice = HAN if language == "zh-hans" else ENGLISH
    cards = [entry_of(voice, number, number * projects // entries) for number in range(entries)]
    return Document(
        title=title or voice.title,
        subtitle=voice.subtitle,
        language=language,
        notice=voice.notice,
        addressee=voice.addressee,
        blocks=(*opening(voice, cards), *chapters(voice, cards), *ending(voice, cards)),
        figures=figures_of(voice, cards),
        records={f"report-{number}": record_of(voice, number) for number in range(entries)},
        attachments=voice.attachments,
        has_contents=True,
        facts={"year": "2023", "zone": "EXAMPLE"},
    )


def letter(language: str = "zh-hans") -> Document:
    """A short official document with everything its head can carry, and nothing else."""
    voice = HAN if language == "zh-hans" else ENGLISH
    return replace(
        answer_sheet(language, projects=1, entries=1),
        blocks=(Paragraph(words(voice.opening)), Signature(voice.agency, voice.date, (voice.signed,))),
        figures={},
        records={},
        agency=voice.agency,
        number=voice.number,
        copy_no="000001",
        secrecy=voice.secrecy,
        urgency=voice.urgency,
        has_contents=False,
    )


def light_of(number: int) -> Tone:
    return LIGHTS[number % len(LIGHTS)]


def value_of(number: int) -> Decimal:
    """What a sub-project reached, in units of the sum."""
    return Decimal(900 + (number * 7919) % 23000)


def entry_of(voice: Voice, number: int, project: int) -> Entry:
    tone = light_of(number)
    figure = Run(f"{value_of(number):,}", figure=f"sum-{number}")
    source = Run(voice.report % (number + 1), record=f"report-{number}")
    filler = {"number": number + 1, "percent": 40 + number % 60}
    return Entry(
        key=f"entry-{number}",
        title=voice.entry % (number + 1, voice.objects[number % len(voice.objects)]),
        label=f"{project + 1}.{number + 1}",
        group=voice.categories[0 if number % 5 else 1],
        light=Run(voice.lights[tone], tone=tone),
        address=f"/answers/entry-{number}",
        fields=(
            Field(voice.fields[0], (words(voice.target % filler),)),
            Field(voice.fields[1], (words(voice.reached[0], figure, voice.reached[1], source, voice.reached[2]),)),
            Field(voice.fields[2], (words(voice.done % filler), words(voice.done_more))),
            Field(voice.fields[3], (words(voice.highlight),)),
            Field(voice.fields[4], (words(voice.reason if tone in (Tone.RED, Tone.YELLOW) else voice.none),)),
            Field(voice.fields[5], (words(voice.evidence, source),)),
        ),
    )


def record_of(voice: Voice, number: int) -> Record:
    return Record(f"report-{number}", voice.record % (number + 1), f"/reports/{number}", f"{number:064x}")


def figures_of(voice: Voice, cards: list[Entry]) -> dict[str, Figure]:
    """How many of each light, how many in all, and the sum with what each entry adds."""
    made = [
        counted(
            f"light-{tone}",
            voice.lights[tone],
            voice.unit_of_entries,
            [c for c in cards if c.light and c.light.tone == tone],
        )
        for tone in (Tone.GREEN, Tone.YELLOW, Tone.RED, Tone.GREY)
    ]
    lights = tuple(Part(figure.key, figure.value) for figure in made)
    made.append(Figure("entries", voice.figures[0], Decimal(len(cards)), voice.unit_of_entries, lights))
    sums = [
        Figure(f"sum-{number}", card.title, value_of(number), voice.unit, (Part(f"report-{number}", value_of(number)),))
        for number, card in enumerate(cards)
    ]
    parts = tuple(Part(figure.key, figure.value) for figure in sums)
    total = Figure("total", voice.figures[1], sum((part.value for part in parts), Decimal()), voice.unit, parts)
    return {figure.key: figure for figure in (*made, *sums, total)}


def counted(key: str, label: str, unit: str, cards: list[Entry]) -> Figure:
    return Figure(key, label, Decimal(len(cards)), unit, tuple(Part(card.key, Decimal(1)) for card in cards))


def opening(voice: Voice, cards: list[Entry]) -> list[Block]:
    figures = figures_of(voice, cards)

    def number(key: str) -> Run:
        return Run(f"{figures[key].value:,}", figure=key, is_strong=True)

    total = words(voice.summary[0], number("entries"), voice.summary[1], number("light-green"), voice.summary[2])
    return [
        Heading(1, voice.headings[0], "overall"),
        Paragraph(words(voice.opening)),
        KeyFigures(("entries", "light-green", "light-yellow", "total")),
        Paragraph((*total, *words(number("total"), voice.summary[3]))),
        Heading(2, voice.headings[1], "charts"),
        *charts(voice, cards),
        Paragraph(words(voice.note), is_note=True),
    ]


def charts(voice: Voice, cards: list[Entry]) -> list[Chart]:
    """Bars, lights one after the other, and two pictures by month: one complete, one with gaps and a negative value."""
    bars = tuple(
        Series(name, tuple(value_of(number) * share / 10 for number in range(6)), tone)
        for name, share, tone in zip(voice.series, (7, 8, 10), (Tone.ACTUAL, Tone.SCHEDULE, Tone.TARGET), strict=True)
    )
    stacked = tuple(
        Series(
            voice.lights[tone],
            tuple(
                Decimal(sum(light_of(n) == tone for n in range(len(cards)) if n % 3 == field))
                for field in range(len(voice.battlefields))
            ),
            tone,
        )
        for tone in (Tone.GREEN, Tone.YELLOW, Tone.RED, Tone.GREY)
    )
    months = tuple(Decimal(month * month * 37) for month in range(1, 10))
    actual = Series(voice.series[0], (*months, None, None, None), Tone.ACTUAL)
    schedule = Series(voice.series[1], tuple(Decimal(month * 400) for month in range(1, 13)), Tone.SCHEDULE)
    growth = Series(voice.series[0], tuple(None if month == 4 else Decimal(month - 3) / 2 for month in range(12)))
    names, unit = voice.objects[:6], voice.unit
    return [
        Chart(ChartKind.BARS, voice.pictures[0], names, bars, unit, voice.alt, voice.note),
        Chart(ChartKind.STACKED, voice.pictures[1], voice.battlefields, stacked, voice.unit_of_entries, voice.alt),
        Chart(ChartKind.LINES, voice.pictures[2], voice.months, (actual, schedule), unit, voice.alt),
        Chart(ChartKind.LINES, voice.pictures[3], voice.months, (growth,), "%", voice.alt),
    ]


def chapters(voice: Voice, cards: list[Entry]) -> list[Block]:
    """Each category a chapter with its cards."""
    blocks: list[Block] = []
    for number, category in enumerate(voice.categories):
        blocks += [PageBreak(), Heading(1, voice.headings[2 + number], f"category-{number}")]
        blocks += [Paragraph(words(voice.chapter)), Listing(tuple(words(point) for point in voice.points), True)]
        blocks += [Heading(2, voice.headings[4], f"cards-{number}"), Heading(3, voice.headings[5])]
        blocks += [card for card in cards if card.group == category]
    return blocks


def ending(voice: Voice, cards: list[Entry]) -> list[Block]:
    columns = tuple(
        Column(title, width, align, align == Align.RIGHT)
        for title, width, align in zip(
            voice.columns,
            (1, 4, 2, 1.6, 2, 5),
            (Align.CENTRE, *(Align.LEFT,) * 2, Align.CENTRE, Align.RIGHT, Align.LEFT),
            strict=True,
        )
    )
    total = words(Run(f"{sum((value_of(n) for n in range(len(cards))), Decimal()):,}", figure="total"))
    return [
        PageBreak(),
        Heading(1, voice.headings[6], "table"),
        Table(
            columns,
            tuple(row_of(number, card) for number, card in enumerate(cards)),
            caption=voice.headings[6],
            name=voice.figures[0],
            is_wide=True,
            totals=(words(""), words(voice.figures[1]), words(""), words(""), total, words("")),
        ),
        Signature(voice.agency, voice.date, (voice.signed,)),
    ]


def row_of(number: int, card: Entry) -> tuple[Words, ...]:
    light = (card.light,) if card.light else ()
    figure = words(Run(f"{value_of(number):,}", figure=f"sum-{number}"))
    return (words(card.label), words(card.title), words(card.group), light, figure, card.fields[2].lines[0])
