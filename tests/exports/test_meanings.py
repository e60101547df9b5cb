from exports.meanings import code_meanings, column_meanings, definitions_title
from exports.report import Column, Report, Table

CODES = tuple(Column(name) for name in ("code", "label", "definition", "include", "exclude"))


def defining(*rows: tuple[str, ...], name: str = "definitions") -> Report:
    return Report("r", tables=(Table(name, CODES, rows, "What the codes mean."),))


def test_columns_that_mean_the_same_share_a_sentence():
    columns = (Column("a", "pour", definition="Par voix."), Column("b"), Column("c", "contre", definition="Par voix."))
    assert list(column_meanings(Table("t", columns, ()))) == ["pour, contre: Par voix."]


def test_a_code_is_explained_once_with_what_is_said_of_it():
    one = defining(("A", "Alpha", "Means a.", "if a", ""), ("B", "Beta", "", "", ""))
    two = defining(("A", "Alpha", "Means a.", "if a", ""), ("C", "Gamma", "Means c.", "", "if b"))
    assert code_meanings([one, two]) == [
        ("A", "Alpha", "Means a. include: if a"),
        ("C", "Gamma", "Means c. exclude: if b"),
    ]
    assert definitions_title([one]) == "What the codes mean"


def test_a_table_that_a_block_shows_is_not_repeated():
    report = defining(("A", "Alpha", "Means a.", "", ""))
    shown = Report("r", tables=report.tables, blocks=report.tables)
    assert code_meanings([shown]) == []
    assert code_meanings([defining(("A", "Alpha", "x", "", ""), name="codes")]) == []
