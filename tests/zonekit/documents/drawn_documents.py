"""Documents drawn at random, with every block and every field."""

from __future__ import annotations

from hypothesis import strategies as st

from zonekit.documents import (
    Align,
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
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3)
WIDTHS = st.floats(min_value=0.1, max_value=50)
RUNS = st.builds(Run, TEXTS, TEXTS, TEXTS, st.booleans(), st.sampled_from(Tone))
WORDS = st.lists(RUNS, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(st.builds(Column, TEXTS, WIDTHS, st.sampled_from(Align), st.booleans()), min_size=1, max_size=3)
    )
    row = st.tuples(*[WORDS] * len(columns))
    rows = tuple(draw(st.lists(row, max_size=3)))
    totals = draw(st.one_of(st.just(()), row))
    return Table(tuple(columns), rows, draw(TEXTS), draw(TEXTS), draw(st.booleans()), totals)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    categories = tuple(draw(st.lists(TEXTS, max_size=3)))
    values = st.tuples(*[st.one_of(st.none(), DECIMALS)] * len(categories))
    series = tuple(draw(st.lists(st.builds(Series, TEXTS, values, st.sampled_from(Tone)), max_size=2)))
    return Chart(
        draw(st.sampled_from(ChartKind)), draw(TEXTS), categories, series, draw(TEXTS), draw(TEXTS), draw(TEXTS)
    )


FIELDS = st.builds(Field, TEXTS, st.lists(WORDS, max_size=2).map(tuple))
ENTRIES = st.builds(
    Entry, TEXTS, TEXTS, st.lists(FIELDS, max_size=2).map(tuple), TEXTS, TEXTS, st.one_of(st.none(), RUNS), TEXTS
)
PLAIN_BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), TEXTS, TEXTS),
    st.builds(Paragraph, WORDS, st.booleans()),
    st.builds(Listing, st.lists(WORDS, max_size=2).map(tuple), st.booleans()),
    st.builds(KeyFigures, st.lists(TEXTS, max_size=2).map(tuple)),
    tables(),
    ENTRIES,
    st.just(PageBreak()),
    st.builds(Signature, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)),
)
PARTS = st.lists(st.builds(Part, TEXTS, DECIMALS), max_size=2).map(tuple)
DRAWN_FIGURES = st.builds(Figure, TEXTS, TEXTS, DECIMALS, TEXTS, PARTS, st.integers(0, 4))
DRAWN_RECORDS = st.builds(Record, TEXTS, TEXTS, TEXTS, TEXTS)


def by_key(drawn: st.SearchStrategy, max_size: int) -> st.SearchStrategy:
    """Figures or records as a document holds them: each under its own key."""
    return st.lists(drawn, max_size=max_size).map(lambda all_of_them: {one.key: one for one in all_of_them})


FIGURES = by_key(DRAWN_FIGURES, 3)
RECORDS = by_key(DRAWN_RECORDS, 2)


def documents(blocks: st.SearchStrategy = PLAIN_BLOCKS) -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        title=TEXTS,
        language=st.sampled_from(["zh-hans", "en"]),
        blocks=st.lists(blocks, max_size=4).map(tuple),
        figures=FIGURES,
        records=RECORDS,
        subtitle=TEXTS,
        addressee=TEXTS,
        notice=TEXTS,
        agency=TEXTS,
        number=TEXTS,
        copy_no=TEXTS,
        secrecy=TEXTS,
        urgency=TEXTS,
        attachments=st.lists(TEXTS, max_size=2).map(tuple),
        has_contents=st.booleans(),
        facts=st.dictionaries(TEXTS, TEXTS, max_size=2),
    )
