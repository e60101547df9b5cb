"""Quotations picked, ordered, cut and put back: each one act, each undone by one step."""

import pytest

from codebook.errors import CodebookError
from tests.workbench.making import bench, transcript
from tests.workbench.workflows.findings import code
from transcripts.spans import Span
from workbench.errors import SealedError, StoreError
from workbench.store import picks, transcripts
from workbench.workflows.findings.copying import copied
from workbench.workflows.findings.making import make
from workbench.workflows.picking import cut, find_words, move, pick, picked, uncut, unpick
from workbench.workflows.sealing import make_blind
from workbench.workflows.undoing import redo, undo


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "s.study", transcript(), transcript("I-06"))
    with made.study:
        yield made


def span(made, words: str) -> Span:
    start = transcripts.load(made.study.reader, made.transcript).text.index(words)
    return Span(start, start + len(words))


def take(made, words: str):
    return pick(made.study, made.maude.uuid, made.codes["IMAGE"], made.transcript, span(made, words))


def shown(made) -> list[str]:
    text = transcripts.load(made.study.reader, made.transcript).text
    return [one.span.cut(text) for one in picks.all(made.study.reader)]


def test_a_pick_takes_whole_words_and_is_not_doubled(made):
    first = take(made, "direction avait pe")
    assert shown(made) == ["direction avait peur."]
    assert take(made, "irection avait peur").uuid == first.uuid
    assert len(shown(made)) == 1


def test_picking_and_putting_back_are_undone_one_by_one(made):
    first = take(made, "Au début")
    take(made, "Le reste monte")
    unpick(made.study, made.maude.uuid, first.uuid)
    assert shown(made) == ["Le reste monte"]
    told = undo(made.study, made.maude.uuid)
    assert told.sentence == "Undone: put back a quotation of IMAGE."
    assert shown(made) == ["Au début", "Le reste monte"]
    undo(made.study, made.maude.uuid)
    assert shown(made) == ["Au début"]
    redo(made.study, made.maude.uuid)
    assert shown(made) == ["Au début", "Le reste monte"]


def test_the_order_is_changed_by_place(made):
    for words in ("Au début", "Puis on a vu", "Le reste monte"):
        last = take(made, words)
    move(made.study, None, last.uuid, 1)
    assert shown(made) == ["Le reste monte", "Au début", "Puis on a vu"]
    assert move(made.study, None, last.uuid, 99).place == 3
    assert move(made.study, None, last.uuid, -3).place == 1
    undo(made.study, None)
    assert shown(made)[2] == "Le reste monte"


def test_cuts_show_and_come_back(made):
    one = take(made, "Puis on a vu que d’autres parlaient à notre place.")
    one = cut(made.study, made.maude.uuid, one.uuid, span(made, "on a vu que"))
    assert (
        copied(made.study, one) == "«\u00a0Puis […] d’autres parlaient à notre place.\u00a0» (personne interrogée I-05)"
    )
    one = cut(made.study, made.maude.uuid, one.uuid, span(made, "place"))
    assert len(one.cuts) == 2
    one = uncut(made.study, made.maude.uuid, one.uuid, span(made, "vu"))
    assert copied(made.study, one).startswith("«\u00a0Puis […] vu […] d’autres parlaient à notre […]")
    assert uncut(made.study, made.maude.uuid, one.uuid).cuts == ()
    undo(made.study, made.maude.uuid)
    assert len(picks.all(made.study.reader)[0].cuts) == 3


def test_cutting_everything_is_refused_and_changes_nothing(made):
    one = take(made, "Au début")
    with pytest.raises(CodebookError, match="Nothing would be left"):
        cut(made.study, None, one.uuid, one.span)
    assert picks.all(made.study.reader)[0].cuts == ()


def test_what_is_not_there_is_told(made):
    with pytest.raises(StoreError, match="no quotation number 1"):
        picked(made.study, "IMAGE", 1)
    one = take(made, "Au début")
    unpick(made.study, None, one.uuid)
    for act in (unpick, uncut):
        with pytest.raises(StoreError, match="no longer picked"):
            act(made.study, None, one.uuid)
    with pytest.raises(StoreError, match="no words"):
        pick(made.study, None, made.codes["IMAGE"], made.transcript, Span(9_000, 9_001))


def test_a_report_puts_what_is_picked_first_as_it_was_picked(made):
    code(
        made.study,
        made.maude,
        made.transcript,
        "Puis on a vu que d’autres parlaient à notre place.",
        made.codes["IMAGE"],
        strength=3,
    )
    code(made.study, made.maude, made.transcript, "Au début la direction avait peur.", made.codes["IMAGE"], strength=1)
    one = take(made, "la direction avait peur.")
    cut(made.study, None, one.uuid, span(made, "avait"))
    take(made, "Le reste monte")
    (table,) = make(made.study, "quotes").tables
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    assert [(row["picked"], row["rank"], row["cut"]) for row in rows] == [
        (1, 1, "la direction […] peur."),
        (2, 2, "Le reste monte"),
        (None, 3, "Puis on a vu que d’autres parlaient à notre place."),
    ]
    assert [row["coders"] for row in rows] == [("Maude",), (), ("Maude",)]
    assert [row["strength"] for row in rows] == [1, None, 3]
    only = make(made.study, "quotes", options={"picked": True}).tables[0]
    assert [row[names.index("picked")] for row in only.rows] == [1, 2]


def test_the_passages_behind_a_row_are_the_codings_or_the_pick_itself(made):
    (uuid,) = code(made.study, made.maude, made.transcript, "Au début la direction avait peur.", made.codes["IMAGE"])
    code(made.study, made.julien, made.transcript, "la direction avait peur.", made.codes["IMAGE"])
    take(made, "Le reste monte")
    report = make(made.study, "quotes")
    (table,) = report.tables
    behind = [report.passages(table.behind(row, "")) for row in range(len(table.rows))]
    assert [[passage.text for passage in passages] for passages in behind] == [
        ["Le reste monte"],
        ["Au début la direction avait peur.", "la direction avait peur."],
    ]
    assert [passage.coder for passage in behind[1]] == ["Maude", "Julien"]
    assert uuid in {row[[column.name for column in table.columns].index("uuid")] for row in table.rows}


def test_in_a_blind_study_only_ones_own_picks_are_seen(made):
    take(made, "Au début")
    pick(made.study, made.julien.uuid, made.codes["IMAGE"], made.transcript, span(made, "Le reste monte"))
    make_blind(made.study, None)
    made.study.look_as(made.julien.uuid)
    mine = picks.all(made.study.reader)
    assert [(one.coder, one.place) for one in mine] == [(made.julien.uuid, 1)]
    assert picked(made.study, "IMAGE", 1).uuid == mine[0].uuid
    with pytest.raises(SealedError, match="exactly this passage"):
        pick(made.study, made.julien.uuid, made.codes["IMAGE"], made.transcript, span(made, "Au début"))


@pytest.mark.parametrize("words", ["l'image  DE", "l’Image de", "L’IMAGE\u00a0de"])
def test_words_are_found_whatever_their_case_apostrophes_and_spaces(words):
    assert find_words("Pour l’image\u00a0de tous", None, words) == [Span(5, 15)]


def test_no_words_are_found_nowhere():
    assert find_words("Pour", None, "  ") == []
