"""A plot of every kind, such as the demonstration study gives them."""

from exports.figures import (
    BarPlot,
    BarRow,
    CurvePlot,
    FacingPlot,
    FacingRow,
    HeatPlot,
    LanePlot,
    NetworkPlot,
    Plot,
    RankingPlot,
    RankingRow,
    Voice,
)

#: Text that steers, marks up or calculates wherever it is not taken for text.
HOSTILE = "$x^{2}$ <script>&\u202eevil\u202c ]]> \x1b[31m 中文 العربية \ufffe"
LONG = "Publics difficiles à joindre, notamment les jeunes adultes qui ne lisent plus de journaux imprimés " * 2

PEOPLE = tuple(f"I-{number:02}" for number in range(1, 12))
CODES = ("IMAGE", "PROJET", "NOTO", "DIAL")


def voices(marks: str) -> tuple[Voice, ...]:
    return tuple({"1": Voice.NAMES, "x": Voice.REJECTS, "0": Voice.SILENT}[mark] for mark in marks)


RANKING = RankingPlot(
    (
        RankingRow(1, False, "Image", 10, (0.62, 0.98), (1, 2.5), voices("11111111011")),
        RankingRow(2, False, "Projet", 9, (0.52, 0.95), (1, 3), voices("11101111101")),
        RankingRow(
            3, False, "Dialogue avec les citoyens", 3, (0.1, 0.57), (3, 4.5), voices("0010x101000"), True, "", 1
        ),
        RankingRow(4, False, "Contourner les médias", 1, (0.02, 0.38), (4, 4.5), voices("00000000010"), True, "I-10"),
    ),
    PEOPLE,
    ((0, 1), (2, 3)),
    5000,
    7,
)

FACING = FacingPlot(
    (
        FacingRow("Dialogue avec les citoyens", 1, 2, 2, 0, "D = 0.84"),
        FacingRow("Image", 0, 10, 0, 0, "D = 0"),
        FacingRow("Veille", 0, 0, 0, 3, "no stance"),
    ),
    "contra",
    "pro",
    "mixed",
    11,
)

HEAT = HeatPlot(
    ("Image", "Dialogue"),
    ("I-01", "I-02", "I-03", "I-04"),
    ((3, 0, None, 8), (1, 2, None, 4)),
    "passages",
    (("", "", "", "s"), ("p", "", "", "")),
)

NETWORK = NetworkPlot(
    (("IMAGE", 10.0), ("PROJET", 9.0), ("NOTO", 7.0), ("DIAL", 4.0), ("VEILLE", 3.0)),
    ((0, 1, 6.0), (0, 2, 3.0), (2, 3, 1.0)),
)

ARROWS = NetworkPlot((("IMAGE", 3.0), ("DIAL", 2.0)), ((0, 1, 2.0), (1, 0, 1.0), (0, 0, 1.0)), directed=True)

CURVE = CurvePlot(
    PEOPLE[:5],
    (9, 14, 18, 19, 20),
    "interviews",
    "codes seen so far",
    (5, 10, 14, 17, 20),
    (12, 17, 19, 20, 20),
    (8, 14, 17, 19, 20),
)

BARS = BarPlot((BarRow("gestion de l'État", 3, "3 of 11"), BarRow("santé", 1, "1 of 11")), "participants", 11)

SPANS = BarPlot(
    (BarRow("Image", 0.62, "62 %", (), (0.3, 0.85)), BarRow("Veille", 0.0, "0 %", (), (0.0, 0.3))), "share", 1
)

STACK = BarPlot(
    (
        BarRow("Image", 11, "of 11", (("spontaneous", 7), ("prompted", 3), ("not taken up", 1))),
        BarRow("Veille", 8, "of 11", (("spontaneous", 2), ("not taken up", 6))),
    ),
    "participants",
    11,
)

LANES = LanePlot((("IMAGE", ((0.0, 0.1), (0.5, 0.501), (0.9, 1.0))), ("TINST", ())), "I-05")

PLOTS: dict[str, Plot] = {
    "ranking": RANKING,
    "facing": FACING,
    "heat": HEAT,
    "network": NETWORK,
    "arrows": ARROWS,
    "curve": CURVE,
    "bars": BARS,
    "spans": SPANS,
    "stack": STACK,
    "lanes": LANES,
}

EMPTY: dict[str, Plot] = {
    "ranking": RankingPlot((), PEOPLE),
    "nobody": RankingPlot(RANKING.rows[:1], ()),
    "facing": FacingPlot((), "contra", "pro", "mixed", 0),
    "heat": HeatPlot((), (), (), "passages"),
    "columns": HeatPlot(("a",), (), ((),), "passages"),
    "network": NetworkPlot((), ()),
    "curve": CurvePlot((), (), "x", "y"),
    "bars": BarPlot((), "participants"),
    "lanes": LanePlot((), ""),
}
