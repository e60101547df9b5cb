"""The study as data for SPSS and R, against counts made by hand."""

import pytest

from codebook.coding import Stance
from codebook.guide import guide_from_text
from exports.datasets import write_dataset
from exports.variables import Absence
from tests.workbench.making import TALK, bench, transcript
from tests.workbench.workflows.findings import code, finish
from workbench.errors import AnalysisError
from workbench.store import guide, transcripts
from workbench.store.framework import categories
from workbench.workflows.categorising import add_category
from workbench.workflows.datasets import long_data, wide_data
from workbench.workflows.findings.filters import filter_of
from workbench.workflows.framework import Place, fill_cell
from workbench.workflows.guiding import import_guide
from workbench.workflows.linking import Decided, confirm_links
from workbench.workflows.participant_tables import read_participants
from workbench.workflows.participating import import_participants
from workbench.workflows.studies import new_study

GUIDE = "Objectifs\n  Q1. Pourquoi y êtes-vous allés ? [IMAGE]\n  Q2. Et le ton ? [TON]\n"
PEOPLE = """pseudonym,category,hours,since,open,longitude,remark
I-05,État,5-12,2026-01-31,oui,-95.3,=1+1
I-06,culture,env. 8,?,non,46,
I-07,culture,non demandé,,?,?,?
I-08,État,,2020-02-29,,,
"""


@pytest.fixture
def made(tmp_path):
    talks = [tuple((who if who == "ENQ" else name, said) for who, said in TALK) for name in ("I-05", "I-06", "I-07")]
    made = bench(tmp_path / "a.study", *(transcript(talk[1][0], talk) for talk in talks))
    study = made.study
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    people = read_participants(tmp_path / "people.csv")
    import_participants(study, None, people.rows, people.columns)
    texts = {entry.name: entry.uuid for entry in transcripts.listing(study.reader)}
    import_guide(study, None, guide_from_text(GUIDE, name="g.txt", language="fr"))
    questions = {entry.name: entry.uuid for entry in guide.questions(study.reader)}
    confirm_links(study, None, texts["I-05"], [Decided(1, questions["Q1"], False), Decided(3, None, False)])
    confirm_links(study, None, texts["I-06"], [Decided(1, questions["Q2"], False), Decided(3, None, False)])
    code(study, made.maude, texts["I-05"], "Au début la direction avait peur.", made.codes["IMAGE"], strength=2)
    code(study, made.maude, texts["I-05"], "on a vu", made.codes["IMAGE"], strength=3, stance=Stance.PRO)
    code(study, made.maude, texts["I-05"], "Une réponse simple", made.codes["IMAGE"], stance=Stance.CONTRA)
    code(study, made.maude, texts["I-06"], "Puis on a vu", made.codes["PROJET"])
    code(study, made.maude, texts["I-07"], "Puis on a vu", made.codes["TON"])
    finish(study, made.maude, texts["I-05"], texts["I-06"])
    yield made
    study.close()


def wide(made, **filters):
    data = wide_data(made.study, filter_of({"layer": "Maude", **filters}))
    names = [one.name for one in data.variables]
    return data, {str(row[0]): dict(zip(names, row, strict=True)) for row in data.rows}


def test_each_participant_is_a_row_even_without_a_transcript(made):
    _data, rows = wide(made)
    assert list(rows) == ["I-05", "I-06", "I-07", "I-08"]
    assert [(row["transcripts"], row["read"]) for row in rows.values()] == [(1, 1), (1, 1), (1, 0), (0, 0)]
    words = "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place."
    more = "Une réponse simple, je la fais. Le reste monte à la directrice 👩‍👩‍👧."
    assert rows["I-05"]["own_length"] == len(words) + len(more)
    assert rows["I-08"]["own_length"] == 0


def test_codes_are_counted_by_hand_a_parent_with_its_children(made):
    _data, rows = wide(made)
    one = rows["I-05"]
    assert (one["IMAGE_present"], one["IMAGE_mentions"], one["IMAGE_strength"], one["IMAGE_stance"]) == (1, 3, 3, 3)
    assert (one["OBJ_mentions"], one["PROJET_mentions"], one["TON_mentions"]) == (3, 0, 0)
    assert rows["I-06"]["PROJET_mentions"] == 1


def test_every_kind_of_gap_has_its_own_number(made):
    _data, rows = wide(made)
    assert rows["I-06"]["IMAGE_strength"] == Absence.NOT_MENTIONED
    assert rows["I-06"]["OBJ_strength"] == Absence.NOT_SET
    assert rows["I-07"]["TON_mentions"] == Absence.NOT_READ
    assert rows["I-08"]["TON_present"] == Absence.NOT_READ


def test_who_was_asked_and_how_it_came_up(made):
    _data, rows = wide(made)
    assert [rows[name]["IMAGE_asked"] for name in ("I-05", "I-06", "I-07")] == [1, 0, Absence.NOT_READ]
    assert [rows[name]["IMAGE_status"] for name in ("I-05", "I-06")] == [2, 4]
    assert [rows[name]["TON_status"] for name in ("I-05", "I-06")] == [4, 3]
    assert rows["I-06"]["PROJET_status"] == 1


def test_attributes_keep_ranges_and_tell_the_unknown_apart(made):
    data, rows = wide(made)
    assert [row["hours"] for row in rows.values()] == [8.5, 8.0, Absence.NOT_ASKED, Absence.NOT_RECORDED]
    assert [rows["I-05"][name] for name in ("hours_low", "hours_high", "hours_known")] == [5.0, 12.0, 3]
    assert [rows[name]["hours_known"] for name in ("I-06", "I-07")] == [2, Absence.NOT_ASKED]
    assert [row["open"] for row in rows.values()] == [1, 0, Absence.UNKNOWN, Absence.NOT_RECORDED]
    assert [row["since"] for row in rows.values()] == ["2026-01-31", None, None, "2020-02-29"]
    assert rows["I-06"]["since_known"] == Absence.UNKNOWN
    [category] = [one for one in data.variables if one.name == "category"]
    assert category.values == {1: "État", 2: "culture"}
    assert [row["category"] for row in rows.values()] == [1, 2, 2, 1]


def test_a_number_that_looks_like_a_gap_stays_a_number_and_the_gaps_stand_beside_it(made):
    _data, rows = wide(made)
    assert [row["longitude"] for row in rows.values()] == [-95.3, 46.0, None, None]
    assert [row["longitude_known"] for row in rows.values()] == [1, 1, Absence.UNKNOWN, Absence.NOT_RECORDED]


def test_every_number_of_a_cell_is_declared(made):
    data, rows = wide(made)
    for row in rows.values():
        for variable in data.variables:
            cell = row[variable.name]
            if variable.values:
                assert cell in {*variable.values, *variable.absences, None}
            elif isinstance(cell, int | float) and -96 <= cell <= -91 and variable.name != "longitude":
                assert cell in variable.absences


def test_categories_of_answers_are_variables_with_their_gaps_told_apart(made):
    reader = made.study.reader
    questions = {entry.name: entry.uuid for entry in guide.questions(reader)}
    uuids = {name: uuid for uuid, name in reader.rows("SELECT uuid, pseudonym FROM participants")}
    for label in ("peur", "envie"):
        add_category(made.study, None, questions["Q1"], label)
    envie = categories(reader, questions["Q1"])[1].uuid
    fill_cell(made.study, made.maude.uuid, Place(uuids["I-05"], questions["Q1"]), category=envie)
    data, rows = wide(made)
    [variable] = [one for one in data.variables if one.name == "Q1_category"]
    assert variable.values == {1: "peur", 2: "envie"}
    assert [row["Q1_category"] for row in rows.values()] == [
        2,
        Absence.NOT_ASKED,
        Absence.NOT_RECORDED,
        Absence.NOT_RECORDED,
    ]


def test_a_filter_leaves_participants_and_codes_out(made):
    data, rows = wide(made, participants="I-05", branch="TON")
    assert list(rows) == ["I-05"]
    assert [one.name for one in data.variables if one.name.endswith("_present")] == ["TON_present"]


def test_without_a_layer_chosen_each_has_its_rows_and_that_is_said(made):
    finish(made.study, made.julien)
    data = wide_data(made.study)
    assert [row[:2] for row in data.rows] == [
        *((name, layer) for layer in ("Maude", "Julien") for name in ("I-05", "I-06", "I-07", "I-08"))
    ]
    assert any("row for every layer" in note for note in data.notes)


def test_each_coding_is_a_row_of_the_long_data(made):
    data = long_data(made.study, filter_of({"layer": "Maude"}))
    names = [one.name for one in data.variables]
    rows = [dict(zip(names, row, strict=True)) for row in data.rows]
    found = [(row["transcript"], row["participant"], row["code"], row["strength"], row["stance"]) for row in rows]
    unset = Absence.NOT_SET
    assert found == [
        ("I-05", "I-05", "IMAGE", 2, unset),
        ("I-05", "I-05", "IMAGE", 3, 1),
        ("I-05", "I-05", "IMAGE", unset, 2),
        ("I-06", "I-06", "PROJET", unset, unset),
        ("I-07", None, "TON", unset, unset),
    ]
    assert [(row["prompted"], row["questions"]) for row in rows] == [
        (1, "Q1"),
        (1, "Q1"),
        (1, "Q1"),
        (0, "Q2"),
        (Absence.UNKNOWN, None),
    ]
    assert rows[1]["code_path"] == "Objectifs / Image"
    assert len({row["coding"] for row in rows}) == 5


def test_no_words_of_participants_are_in_the_data(made, tmp_path):
    for data in (wide_data(made.study), long_data(made.study)):
        for path in write_dataset(data, tmp_path / "out"):
            assert "direction avait peur" not in path.read_text(encoding="utf-8")


def test_a_study_that_nobody_codes_is_refused(tmp_path):
    with new_study(tmp_path / "empty.study") as study, pytest.raises(AnalysisError, match="Nobody codes"):
        wide_data(study)


def test_an_empty_study_gives_empty_data(tmp_path):
    with new_study(tmp_path / "empty.study", coder="MA") as study:
        assert (wide_data(study).rows, long_data(study).rows) == ([], [])
        assert write_dataset(wide_data(study), tmp_path / "out")[0].exists()
