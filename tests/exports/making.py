"""Reports for tests."""

from dataclasses import replace

from exports.figures import RankingPlot, RankingRow, Voice
from exports.manifest import Manifest
from exports.report import Column, Fact, Figure, Heading, Kind, Paragraph, Quotation, Report, Table

#: Text that every format has to make harmless.
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> \u202eevil\x00\x1b[2J \\input{x} $100 % & # _ ~ ^ { } -- -->"
)

MANIFEST = Manifest(
    report="ranking",
    filters={"layer": "consensus", "attributes": ("category=gestion de l'État",)},
    options={"draws": 5000, "seed": 1, "composite": False, "branch": None},
    study="5c0f4e1e-0000-4000-8000-000000000001",
    title="Médias — étude",
    study_hash="ab" * 32,
    versions={"interview-workbench": "0.1.0", "python": "3.11.9"},
    language="fr",
    made="2026-11-21T14:02:11+00:00",
)

COLUMNS = (
    Column("code", "Objectif", definition="Ce que vise l'organisation."),
    Column("count", "Participants", Kind.INTEGER),
    Column("share", "Part", Kind.SHARE, definition="Participants qui le nomment ÷ participants lus."),
    Column("mean", "Force", Kind.NUMBER),
    Column("who", "Qui", Kind.LIST),
    Column("minority", "Minorité", Kind.YES_NO),
)

ROWS = [
    ("IMAGE", 10, 10 / 11, 2.25, ("I-01", "I-05"), False),
    ("MEDIAS", 1, 1 / 11, None, ("I-10",), True),
    (HOSTILE, 0, 0.0, 0.1 + 0.2, (), None),
]

PLOT = RankingPlot(
    (
        RankingRow(1, False, "Image & identité", 2, (0.3, 0.98), (1.0, 2.5), (Voice.NAMES, Voice.NAMES)),
        RankingRow(2, False, "Médias", 1, (0.02, 0.38), None, (Voice.SILENT, Voice.NAMES), True, "I-10", 1),
    ),
    ("I-01", "I-10"),
)


def table(**changes: object) -> Table:
    """A small table with every kind of cell, hostile text among them."""
    made = Table("ranking", COLUMNS, list(ROWS), "Objectifs, du plus au moins nommé", ("De 11 participants lus.",))
    return replace(made, **changes)


def report(**changes: object) -> Report:
    """A report with a table, a figure, prose and a quotation, and a manifest."""
    main = table()
    blocks = (
        Paragraph("Classé d'après le consensus."),
        Heading("Objectifs & <image>"),
        main,
        Figure("ranking", PLOT, "Objectifs selon le nombre de participants (n = 2)."),
        Quotation("Au début, on avait peur.\nPuis on a vu.", "intervenante I-05, gestion de l'État", "I-05 §14"),
    )
    made = Report(
        "ranking",
        "Objectifs par importance",
        (Fact("layers", "Codages de", ("consensus",), Kind.LIST), Fact("n", "N", 11, Kind.INTEGER)),
        (main, Table("single", (Column("code"), Column("n", kind=Kind.INTEGER)), [("X", 3)])),
        blocks,
        ("Rang : participants qui le nomment.",),
        manifest=MANIFEST,
    )
    return replace(made, **changes)
