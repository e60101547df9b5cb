"""What tables say of participants: typed cells of spreadsheets, round trips, doubts, recruitment."""

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.report import Report
from exports.writers import write_report
from tests.workbench.making import Bench, bench, content
from transcripts.attributes import written_value
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from workbench.errors import StoreError
from workbench.store import participants
from workbench.store.participants import Recruitment, RecruitmentEntry, recruited
from workbench.workflows.attribute_edits import AttributeChange, add_attribute
from workbench.workflows.exporting import participants_table
from workbench.workflows.participant_tables import read_participants, telling_columns
from workbench.workflows.participating import import_participants, preview_participants
from workbench.workflows.studies import new_study
from workbench.workflows.undoing import undo

FRENCH = """pseudonyme;budget;part;heures;ouvert;relu;catégorie;vu
I-01;1 234,5;12,5 %;~8;12 mars 2024;oui;a;12/03/2024
I-02;2 000;7 %;5 à 12;2024-03-13;VRAI;b;13/03/2024
I-03;?;n.d.;non demandé;;faux;a;03/04/2024
I-04;3,25;100 %;5-12;?;non;b;
"""
KNOWN = {
    "budget": [1234.5, 2000, "?", 3.25],
    "part": [12.5, 7, "?", 100],
    "heures": ["~8", (5, 12), "–", (5, 12)],
    "ouvert": ["2024-03-12", "2024-03-13", None, "?"],
    "relu": ["yes", "yes", "no", "no"],
    "catégorie": ["a", "b", "a", "b"],
    "vu": ["2024-03-12", "2024-03-13", "2024-04-03", None],
}


@pytest.fixture
def desk(tmp_path: Path):
    made = bench(tmp_path / "s.study")
    yield made
    made.study.close()


def told(value: AttributeValue | None) -> object:
    if value is None:
        return None
    if value.knowledge in (Knowledge.UNKNOWN, Knowledge.NOT_ASKED):
        return "?" if value.knowledge is Knowledge.UNKNOWN else "–"
    shown: object = value.text or (value.low if value.low == value.high else (value.low, value.high))
    return f"~{value.low:g}" if value.knowledge is Knowledge.APPROXIMATE else shown


def columns_of(desk: Bench) -> dict[str, list[object]]:
    people = {one.pseudonym: one.attributes for one in participants.all(desk.study.reader)}
    names = [entry.name for entry in participants.attributes(desk.study.reader)]
    return {name: [told(people[f"I-0{number}"].get(name)) for number in range(1, 5)] for name in names}


def kinds_of(desk: Bench) -> dict[str, AttributeKind]:
    return {entry.name: entry.kind for entry in participants.attributes(desk.study.reader)}


KINDS = {
    **dict.fromkeys(("budget", "part", "heures"), AttributeKind.NUMBER),
    **dict.fromkeys(("ouvert", "vu"), AttributeKind.DATE),
    "relu": AttributeKind.YES_NO,
    "catégorie": AttributeKind.CHOICE,
}


def take(desk: Bench, path: Path):
    read = read_participants(path)
    return import_participants(desk.study, desk.maude.uuid, read.rows, read.columns)


def test_a_french_text_table_is_typed(desk: Bench, tmp_path: Path):
    (tmp_path / "people.csv").write_text(FRENCH, encoding="utf-8")
    done = take(desk, tmp_path / "people.csv")
    assert columns_of(desk) == KNOWN
    assert kinds_of(desk) == KINDS
    assert done.unread == () and done.doubts == ()


def test_a_workbook_of_typed_cells_is_read_as_people_see_it(desk: Bench, tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["participant", "budget", "part", "heures", "ouvert", "relu", "catégorie", "vu"])
    sheet.append(["I-01", 1234.5, 0.125, "~8", datetime(2024, 3, 12), True, "a", date(2024, 3, 12)])
    sheet.append(["I-02", 2000, 0.07, "5 à 12", 45364, True, "b", "13/03/2024"])
    sheet.append(["I-03", "?", "n.d.", "non demandé", None, False, "a", "03/04/2024"])
    sheet.append(["I-04", 3.25, 1, "5-12", "?", False, "b", None])
    for row in range(2, 6):
        sheet.cell(row, 3).number_format = "0.0 %"
    book.save(tmp_path / "people.xlsx")
    done = take(desk, tmp_path / "people.xlsx")
    assert columns_of(desk) == KNOWN
    assert kinds_of(desk) == KINDS
    assert [(one.attribute, one.why, one.read) for one in done.doubts] == [("ouvert", "serial", "2024-03-13")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_workbook_that_libreoffice_made_in_french_is_typed(desk: Bench, tmp_path: Path):
    (tmp_path / "people.csv").write_text(FRENCH, encoding="utf-8")
    # Semicolons, UTF-8, the numbers and dates of French (1036) turned into typed cells.
    read_in = "CSV:59,34,76,1,,1036,false,true,false"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, f"--infilter={read_in}", "--convert-to", "xlsx", "people.csv"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    typed = openpyxl.load_workbook(tmp_path / "people.xlsx").active
    assert isinstance(typed["H2"].value, datetime) and typed["C2"].value == 0.125
    take(desk, tmp_path / "people.xlsx")
    assert columns_of(desk) == KNOWN
    assert kinds_of(desk) == KINDS


def test_what_could_be_meant_in_two_ways_is_told_with_the_first_and_a_count(desk: Bench):
    rows = {
        "A": {"vu": "03/04/2024", "budget": "1,234", "heures": "2024-12-05"},
        "B": {"vu": "05/06/2024", "budget": "1,5", "heures": "8"},
        "C": {"vu": "2024-01-30", "budget": "?", "heures": "9"},
    }
    import_participants(desk.study, None, {"D": {"heures": "5"}}, ["heures"])
    _plan, done = preview_participants(desk.study, rows, ["vu", "budget", "heures"])
    assert [(one.attribute, one.why, one.count, one.pseudonym, one.read) for one in done.doubts] == [
        ("vu", "day_or_month", 2, "A", "2024-04-03"),
        ("budget", "thousands", 1, "A", "1.234"),
        ("heures", "mangled", 1, "A", ""),
    ]
    assert done.unread == ("A, heures",)


def test_one_date_settles_the_order_of_its_column(desk: Bench):
    rows = {"A": {"vu": "03/04/2024"}, "B": {"vu": "03/25/2024"}}
    done = import_participants(desk.study, None, rows, ["vu"])
    assert done.doubts == ()
    known = {one.pseudonym: one.attributes for one in participants.all(desk.study.reader)}
    assert (known["A"]["vu"].text, known["B"]["vu"].text) == ("2024-03-04", "2024-03-25")


def test_a_preview_changes_nothing_and_says_what_would_change(desk: Bench):
    before = content(desk.study)
    plan, done = preview_participants(desk.study, {"I-05": {"a": "1"}, "I-09": {"a": "2"}}, ["a"])
    assert content(desk.study) == before
    assert (done.made, done.changed, done.fresh) == (("I-09",), 2, ("a",))
    assert list(plan.values) == [("I-05", "a"), ("I-09", "a")]


def test_a_column_may_be_headed_by_the_label_of_an_attribute(desk: Bench):
    import_participants(desk.study, None, {"I-05": {"hours_per_week": "8"}}, ["hours_per_week"])
    import_participants(desk.study, None, {"I-05": {"Hours per week": "9"}}, ["Hours per week"])
    assert [entry.name for entry in participants.attributes(desk.study.reader)] == ["hours_per_week"]
    with pytest.raises(StoreError, match="Two columns"):
        headings = ["hours_per_week", "Hours per week"]
        import_participants(desk.study, None, {"I-05": dict.fromkeys(headings, "1")}, headings)


def test_a_pseudonym_may_be_written_with_another_dash_or_case(desk: Bench):
    done = import_participants(desk.study, None, {"i‑05": {"a": "1"}}, ["a"])
    assert done.made == ()
    with pytest.raises(StoreError, match="one participant"):
        import_participants(desk.study, None, {"i‑05": {"a": "1"}, "I-05": {"a": "2"}}, ["a"])


def test_a_new_choice_is_added_to_what_is_offered_and_told(desk: Bench):
    rows = {f"P{number}": {"c": "été" if number % 2 else "hiver"} for number in range(6)}
    import_participants(desk.study, None, rows, ["c"])
    done = import_participants(desk.study, None, {"P1": {"c": "Été"}, "P2": {"c": "automne"}}, ["c"])
    assert done.choices == (("c", ("automne",)),)
    assert done.changed == 1
    assert participants.attributes(desk.study.reader)[0].choices == ("hiver", "été", "automne")


def test_what_is_known_already_is_not_written_again(desk: Bench):
    rows = {"I-05": {"a": "1"}, "I-06": {"a": "2"}}
    import_participants(desk.study, desk.maude.uuid, rows, ["a"])
    entries = desk.study.reader.value("SELECT count(*) FROM journal")
    done = import_participants(desk.study, desk.maude.uuid, rows, ["a"])
    assert (done.changed, done.same) == (0, 2)
    assert desk.study.reader.value("SELECT count(*) FROM journal") == entries


def test_ten_thousand_cases_without_a_transcript_are_one_step(desk: Bench):
    before = content(desk.study)
    rows = {f"O-{number:05}": {"outils": str(number % 7), "actif": "oui"} for number in range(10_000)}
    done = import_participants(desk.study, desk.maude.uuid, rows, ["outils", "actif"])
    assert (done.participants, done.changed, len(done.made)) == (10_000, 20_000, 10_000)
    assert desk.study.reader.value("SELECT count(*) FROM journal WHERE verb = 'participant.import'") == 1
    assert len(content(desk.study)["participants"]) == len(before["participants"]) + 10_000


def test_columns_of_real_names_are_pointed_out():
    assert telling_columns(("Nom", "catégorie", "Courriel", "first name", "tel")) == [
        "Nom",
        "Courriel",
        "first name",
        "tel",
    ]


# Recruitment


PEOPLE = {
    "I-05": {"statut": "accepté", "motif": "", "approchée le": "1er mars 2024", "category": "x"},
    "I-20": {"statut": "Refusée", "motif": "pas le temps", "approchée le": "2024-03-02", "category": "y"},
    "I-21": {"statut": "approached", "motif": "", "approchée le": "", "category": "z"},
    "I-22": {"statut": "withdrew", "motif": "congé", "approchée le": "", "category": "w"},
}
HEADINGS = ["statut", "motif", "approchée le", "category"]


def test_columns_of_recruitment_are_understood_as_such(desk: Bench):
    done = import_participants(desk.study, desk.maude.uuid, PEOPLE, HEADINGS)
    assert done.recruited == 4
    assert list(done.attributes) == ["category"]
    known = {one.pseudonym: one.recruitment for one in participants.entries(desk.study.reader)}
    assert known["I-05"] == RecruitmentEntry(Recruitment.ACCEPTED, "", "2024-03-01")
    assert known["I-20"] == RecruitmentEntry(Recruitment.REFUSED, "pas le temps", "2024-03-02")
    undo(desk.study, desk.maude.uuid)
    assert participants.recruitment(desk.study.reader) == {}


def test_a_status_that_is_not_of_recruitment_is_an_attribute(desk: Bench):
    rows = {"I-05": {"statut": "permanent"}, "I-06": {"statut": "contractuel"}}
    done = import_participants(desk.study, None, rows, ["statut"])
    assert (done.recruited, list(done.attributes)) == (0, ["statut"])


def test_who_refused_withdrew_or_did_not_answer_is_no_case(desk: Bench):
    assert len(recruited(desk.study.reader).numbers) == 1
    import_participants(desk.study, None, PEOPLE, HEADINGS)
    import_participants(desk.study, None, {"I-30": {"category": "x"}}, ["category"])
    names = participants.numbers(desk.study.reader)
    found = recruited(desk.study.reader)
    assert [names[number] for number in found.numbers] == ["I-05", "I-30"]
    assert found.left_out == {Recruitment.APPROACHED: 1, Recruitment.REFUSED: 1, Recruitment.WITHDRAWN: 1}


def test_one_who_only_was_approached_but_speaks_took_part(desk: Bench):
    import_participants(desk.study, None, {"I-05": {"status": "approached"}}, ["status"])
    found = recruited(desk.study.reader)
    assert (len(found.numbers), found.left_out) == (1, {})


# Round trips of anything


HARD = [
    "=1+1",
    "'=1",
    "''=1",
    "NA",
    '"NA"',
    "?",
    "~8",
    "-",
    "+41",
    "@x",
    "#REF!",
    "TRUE",
    "007",
    "2024-03-12",
    "a;b",
    "é\nb",
    "1,5",
]
TEXTS = st.one_of(
    st.sampled_from(HARD), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=20)
)
# A workbook keeps fifteen digits of a number for certain.
NUMBERS = st.floats(-1e300, 1e300).map(lambda number: 0.0 if number == 0 else float(f"{number:.15g}"))
STATED = st.sampled_from([Knowledge.KNOWN, Knowledge.APPROXIMATE])
OF_KIND = {
    AttributeKind.TEXT: TEXTS.map(str.strip).filter(bool).map(lambda words: AttributeValue(text=words)),
    AttributeKind.CHOICE: st.sampled_from(["=a", "b c", "Été"]).map(lambda words: AttributeValue(text=words)),
    AttributeKind.YES_NO: st.sampled_from(["yes", "no"]).map(lambda words: AttributeValue(text=words)),
    AttributeKind.DATE: st.builds(lambda k, day: AttributeValue(k, day.isoformat()), STATED, st.dates()),
    AttributeKind.NUMBER: st.builds(
        lambda k, a, b: AttributeValue(k, "", min(a, b), max(a, b)), STATED, NUMBERS, NUMBERS
    ),
}
SILENT = st.sampled_from([None, AttributeValue(Knowledge.UNKNOWN), AttributeValue(Knowledge.NOT_ASKED)])
PERSON = st.fixed_dictionaries({kind: st.one_of(values, SILENT) for kind, values in OF_KIND.items()})


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(PERSON, min_size=1, max_size=4))
def test_whatever_is_known_survives_export_and_import(tmp_path_factory, ending, rows):
    folder = tmp_path_factory.mktemp("trip")
    with new_study(folder / "s.study", coder="MA") as study:
        for kind in OF_KIND:
            add_attribute(study, None, f"the {kind.value}", AttributeChange(kind=kind, choices=["=a", "b c", "Été"]))
        names = {entry.kind: entry.name for entry in participants.attributes(study.reader)}
        people = {
            f"=P'{number}": {names[kind]: written_value(value) for kind, value in row.items() if value is not None}
            for number, row in enumerate(rows)
        }
        import_participants(study, None, people, list(names.values()))
        before = [(one.pseudonym, one.attributes) for one in participants.all(study.reader)]
        for row, (_pseudonym, known) in zip(rows, before, strict=True):
            assert known == {names[kind]: value for kind, value in row.items() if value is not None}
        write_report(Report("participants", tables=(participants_table(study),)), folder / f"p.{ending}")
        read = read_participants(folder / f"p.{ending}")
        done = import_participants(study, None, read.rows, read.columns)
        assert (done.changed, done.made, done.unread, done.choices) == (0, (), (), ())
        assert [(one.pseudonym, one.attributes) for one in participants.all(study.reader)] == before
