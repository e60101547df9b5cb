"""Random plots of every kind, with labels such as nobody would wish for."""

from hypothesis import strategies as st

from exports.figures import (
    BarPlot,
    BarRow,
    CurvePlot,
    FacingPlot,
    FacingRow,
    HeatPlot,
    LanePlot,
    NetworkPlot,
    RankingPlot,
    RankingRow,
    Voice,
)
from tests.exports.plot_samples import CODES, HOSTILE, LONG

labels = st.sampled_from(["Image", "", "画像の管理について", LONG, HOSTILE, "e\u0301" * 9]) | st.text(max_size=50)
counts = st.integers(0, 1_500)
lengths = st.floats(0, 5_000, allow_nan=False)
cells = st.none() | st.integers(-3, 900) | st.floats(-9, 9)


@st.composite
def heats(draw: st.DrawFn) -> HeatPlot:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 60))
    line = st.lists(cells, min_size=columns, max_size=columns).map(tuple)
    letter = st.lists(st.sampled_from(["", "s", "中"]), min_size=columns, max_size=columns).map(tuple)
    return HeatPlot(
        tuple(draw(st.lists(labels, min_size=rows, max_size=rows))),
        tuple(draw(st.lists(labels, min_size=columns, max_size=columns))),
        tuple(draw(st.lists(line, min_size=rows, max_size=rows))),
        draw(labels),
        draw(st.just(()) | st.lists(letter, min_size=rows, max_size=rows).map(tuple)),
    )


@st.composite
def networks(draw: st.DrawFn) -> NetworkPlot:
    nodes = tuple(draw(st.lists(st.tuples(labels, lengths), min_size=1, max_size=15)))
    place = st.integers(0, len(nodes) - 1)
    edges = draw(st.lists(st.tuples(place, place, lengths), max_size=30, unique_by=lambda edge: edge[:2]))
    return NetworkPlot(nodes, tuple(edges), draw(st.booleans()))


@st.composite
def curves(draw: st.DrawFn) -> CurvePlot:
    steps = draw(st.integers(1, 60))
    values = st.lists(st.floats(-50, 500), min_size=steps, max_size=steps).map(tuple)
    band = draw(st.booleans())
    edges = sorted([draw(values), draw(values)]) if band else [(), ()]
    names = draw(st.lists(labels, min_size=steps, max_size=steps))
    return CurvePlot(tuple(names), draw(values), draw(labels), draw(labels), *edges, draw(st.just(()) | values))


@st.composite
def rankings(draw: st.DrawFn) -> RankingPlot:
    people = draw(st.integers(1, 200))
    rows = []
    for place in range(draw(st.integers(1, 6))):
        who = draw(st.lists(st.sampled_from(Voice), min_size=people, max_size=people)) if people < 30 else None
        who = who or [Voice.NAMES, Voice.SILENT] * (people // 2) + [Voice.REJECTS] * (people % 2)
        rows.append(
            RankingRow(
                place + 1,
                draw(st.booleans()),
                draw(labels),
                sum(voice is Voice.NAMES for voice in who),
                draw(st.none() | shares),
                draw(st.none() | st.sampled_from([(1, 2.5), (1, 1), (12.5, 60)])),
                tuple(who),
                draw(st.booleans()),
                draw(st.sampled_from(["", "I-07"])),
                sum(voice is Voice.REJECTS for voice in who),
            )
        )
    brackets = tuple((place, place + 1) for place in range(len(rows) - 1))
    return RankingPlot(tuple(rows), tuple(f"I-{place:02}" for place in range(people)), brackets, 5000, 7)


facing_rows = st.builds(FacingRow, labels, counts, counts, counts, counts, labels)
parts = st.lists(st.tuples(st.sampled_from([*CODES, LONG, HOSTILE]), lengths), max_size=5).map(tuple)
spans = st.none() | st.tuples(lengths, lengths).map(lambda pair: (min(pair), max(pair)))
shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: (min(pair), max(pair)))
plots = st.one_of(
    rankings(),
    st.builds(FacingPlot, st.lists(facing_rows, min_size=1, max_size=5).map(tuple), labels, labels, labels, counts),
    heats(),
    networks(),
    curves(),
    st.builds(
        BarPlot,
        st.lists(st.builds(BarRow, labels, lengths, labels, parts, spans), min_size=1, max_size=5).map(tuple),
        labels,
        st.none() | lengths,
    ),
    st.builds(
        LanePlot, st.lists(st.tuples(labels, st.lists(shares, max_size=9).map(tuple)), min_size=1).map(tuple), labels
    ),
)
