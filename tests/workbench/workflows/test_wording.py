"""Words of quantity of a study: kept, changed in one act each, undone, refused where they would contradict."""

import pytest

from codebook.errors import CodebookError
from codebook.quantity import Measure, QuantityRule
from codebook.quantity_defaults import default_rules
from codebook.quantity_phrases import Noun
from tests.workbench.making import bench
from workbench.store import wording as wording_store
from workbench.workflows.undoing import redo, undo
from workbench.workflows.wording import Wording, import_wording, reset_wording, set_counting, set_phrase
from workbench.workflows.wording_report import wording_report

HEAD = "language,phrase,measure,least,most\n"
HALVES = HEAD + "fr,moins de la moitié,share,0,50 %\nfr,la moitié ou plus,share,1/2,1\n"


@pytest.fixture
def study(tmp_path):
    with bench(tmp_path / "s.study").study as study:
        yield study


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "wording.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_new_study_speaks_the_words_that_ship(study):
    assert Wording(study).say(8, 11) == "la plupart des répondants (8 sur 11)"
    assert Wording(study, language="en").say(8, 11) == "most participants (8 of 11)"


def test_an_imported_table_is_in_force_for_its_language_only_and_undone_in_one_step(study, file):
    assert import_wording(study, None, file(HALVES)) == {"fr": 2}
    assert Wording(study).say(5, 11) == "moins de la moitié (5 sur 11)"
    assert Wording(study, language="en").say(8, 11) == "most participants (8 of 11)"
    undo(study, None)
    assert Wording(study).say(8, 11) == "la plupart des répondants (8 sur 11)"
    redo(study, None)
    assert Wording(study).say(6, 11) == "la moitié ou plus (6 sur 11)"


def test_a_table_with_a_gap_changes_nothing(study, file):
    with pytest.raises(CodebookError, match=r"shares from 0\.5 to 1"):
        import_wording(study, None, file(HEAD + "en,few,share,0,0.5\nfr,peu,share,0,0.5\n"))
    assert wording_store.rules(study.reader, "en") == ()
    assert wording_store.rules(study.reader, "fr") == ()


def test_moving_the_border_of_a_range_moves_its_neighbours_and_synonyms(study):
    set_phrase(study, None, "fr", QuantityRule("la plupart des {nouns}", Measure.SHARE, 0.6, 0.9))
    table = Wording(study).table
    assert {rule.phrase: (rule.least, rule.most) for rule in table.rules if rule.is_range} == {
        "la quasi-totalité des {nouns}": (0.9, 1),
        "presque {tous|toutes} les {nouns}": (0.9, 1),
        "la plupart des {nouns}": (0.6, 0.9),
        "la grande majorité des {nouns}": (0.6, 0.9),
        "une majorité {de}{nouns}": (0.5, 0.6),
        "la majorité des {nouns}": (0.5, 0.6),
        "plusieurs {nouns}": (1 / 3, 0.5),
        "une minorité {de}{nouns}": (0.2, 1 / 3),
        "quelques {nouns}": (0, 0.2),
        "{quelques-uns|quelques-unes} des {nouns}": (0, 0.2),
    }
    assert table.say(7, 11, with_count=False) == "la plupart des répondants"


def test_a_border_cannot_move_over_a_neighbour(study):
    with pytest.raises(CodebookError, match="Nothing would be left for “une majorité"):
        set_phrase(study, None, "fr", QuantityRule("la plupart des {nouns}", Measure.SHARE, 0.4, 0.85))


def test_another_phrase_for_the_same_bounds_is_said_and_the_old_one_still_read(study):
    set_phrase(study, None, "fr", QuantityRule("le gros des {nouns}", Measure.SHARE, 2 / 3, 0.85))
    table = Wording(study).table
    assert table.say(8, 11, with_count=False) == "le gros des répondants"
    assert table.counts(table.read("la plupart des répondants"), 11) == (8, 9)


def test_a_new_count_has_a_word_of_its_own(study):
    set_phrase(study, None, "fr", QuantityRule("trois {nouns}", Measure.COUNT, 3, 3))
    assert Wording(study).say(3, 11) == "trois répondants (3 sur 11)"


def test_noun_and_minimum_are_the_studys(study):
    set_counting(study, None, minimum=20, noun=Noun("intervenante", "intervenantes", feminine=True))
    assert Wording(study).say(8, 11) == "8 intervenantes sur 11"
    assert Wording(study).say(24, 24) == "l’ensemble des intervenantes (24 sur 24)"
    undo(study, None)
    assert Wording(study).say(8, 11) == "la plupart des répondants (8 sur 11)"
    with pytest.raises(CodebookError):
        set_counting(study, None, minimum=0)


def test_the_words_that_ship_come_back(study, file):
    import_wording(study, None, file(HALVES))
    reset_wording(study, None, "fr")
    assert Wording(study).table.rules == default_rules("fr")


def test_the_report_gives_every_phrase_its_bounds_and_says_that_the_study_is_too_small(study):
    report = wording_report(study, language="fr")
    rows = list(report.tables[0].rows)
    assert len(rows) == len(default_rules("fr"))
    assert ("fr", "la plupart des {nouns}", "share", "2/3", "0.85") in {row[:5] for row in rows}
    assert any("words begin at 5" in note for note in report.tables[0].notes)
