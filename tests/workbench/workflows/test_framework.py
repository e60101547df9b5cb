"""The framework grid: cells, categories, passages and counts, held against a recount by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook.guide import Guide, Question, Section
from exports.report import Pointer
from tests.workbench.making import Bench, bench, transcript
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import framework as framework_store
from workbench.store import guide, participants, transcripts
from workbench.store.framework import LinkedPassage
from workbench.workflows.categorising import add_category, change_category, remove_category
from workbench.workflows.category_distribution import category_distribution
from workbench.workflows.coding import apply_codes
from workbench.workflows.framework import Place, fill_cell, link_passage
from workbench.workflows.framework_cells import Asked, FrameworkGrid
from workbench.workflows.framework_columns import code_columns, question_columns
from workbench.workflows.framework_report import framework_report
from workbench.workflows.guiding import import_guide
from workbench.workflows.participating import import_participants
from workbench.workflows.undoing import redo, undo

GUIDE = Guide(
    (
        Section(
            "Début",
            (Question("Q1", "Pourquoi ?", ("OBJ",)), Question("Q2", "Comment ?", ("TON",)), Question("Q3", "Et ?", ())),
        ),
    )
)
GROUP = (
    ("I-05", "Bonjour."),
    ("ENQ", "Pourquoi ?"),
    ("I-05", "Pour l’image."),
    ("I-06", "Moi aussi, l’image."),
    ("ENQ", "Comment donc ?"),
    ("I-05", "Avec humour."),
    ("ENQ", "Pourquoi encore ?"),
    ("I-06", "Pour un projet."),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    made = bench(
        tmp_path / "s.study", transcript("groupe", GROUP), transcript("I-07", (("ENQ", "Ah ?"), ("I-07", "Oui.")))
    )
    import_guide(made.study, None, GUIDE)
    put(made, {2: "Q1", 5: "Q2", 7: "Q1"})
    yield made
    made.study.close()


def put(desk: Bench, questions: dict[int, str], name: str = "groupe") -> None:
    """Link turns of a transcript to questions, and say of the other turns of interviewers that they put none."""
    from workbench.store.coders import new_uuid
    from workbench.store.finding_rows import TurnCheckRow
    from workbench.store.rows import TurnQuestionRow

    known = guide.question_numbers(desk.study.reader)
    names = {entry.name: known[entry.uuid] for entry in guide.questions(desk.study.reader)}
    uuid = transcripts.named(desk.study.reader, name)
    with desk.study.act(None, "guide.link", kind="birth") as act:
        number = act.pictures.id_of("transcripts", uuid)
        for turn in transcripts.load(desk.study.reader, uuid).turns:
            fields = {"uuid": new_uuid(), "transcript_id": number, "turn_number": turn.number}
            if turn.number in questions:
                act.add(TurnQuestionRow(**fields, question_id=names[questions[turn.number]], follow_up=0))
            elif turn.speaker == "ENQ":
                act.add(TurnCheckRow(**fields))


def person(desk: Bench, pseudonym: str) -> str:
    return participants.named(desk.study.reader, pseudonym)


def question(desk: Bench, name: str) -> str:
    return next(one.uuid for one in guide.questions(desk.study.reader) if one.name == name)


def grid_of(desk: Bench, columns=None) -> FrameworkGrid:
    return FrameworkGrid(desk.study, columns or question_columns(desk.study), desk.maude, [desk.julien])


def words_of(desk: Bench, pointers) -> list[str]:
    names = transcripts.numbers(desk.study.reader)
    texts = {number: transcripts.load(desk.study.reader, uuid).text for number, (uuid, _name) in names.items()}
    return [texts[one.transcript][one.start : one.end] for one in pointers]


def code(desk: Bench, short: str, words: str, name: str = "groupe", coder=None) -> None:
    uuid = transcripts.named(desk.study.reader, name)
    start = transcripts.load(desk.study.reader, uuid).text.index(words)
    apply_codes(desk.study, (coder or desk.maude).uuid, uuid, Span(start, start + len(words)), [desk.codes[short]])


# What stands behind a cell


def test_the_words_of_a_cell_are_the_participants_own_between_its_question_and_the_next(desk: Bench):
    grid = grid_of(desk)
    assert [one.pseudonym for one in grid.people] == ["I-05", "I-06", "I-07"]
    rows = {one.pseudonym: row for row, one in enumerate(grid.people)}
    assert words_of(desk, grid.words(rows["I-05"], 0)) == ["Pour l’image."]
    assert words_of(desk, grid.words(rows["I-06"], 0)) == ["Moi aussi, l’image.", "Pour un projet."]
    assert words_of(desk, grid.words(rows["I-05"], 1)) == ["Avec humour."]
    assert grid.words(rows["I-06"], 1) == ()


def test_the_codings_of_a_cell_are_the_layers_in_the_participants_words(desk: Bench):
    code(desk, "IMAGE", "Pour l’image.")
    code(desk, "IMAGE", "l’image.\nMoi aussi, l’image")  # over both
    code(desk, "TON", "Bonjour")  # before any question
    code(desk, "TON", "Comment donc")  # the interviewer's
    code(desk, "TON", "humour", coder=desk.julien)
    grid = grid_of(desk)
    rows = {one.pseudonym: row for row, one in enumerate(grid.people)}
    assert words_of(desk, grid.codings(rows["I-05"], 0)) == ["Pour l’image.", "l’image.\nMoi aussi, l’image"]
    assert words_of(desk, grid.codings(rows["I-06"], 0)) == ["l’image.\nMoi aussi, l’image"]
    assert grid.codings(rows["I-05"], 1) == ()
    codes = FrameworkGrid(desk.study, code_columns(desk.study, ["OBJ", "IMAGE", "TON"]), desk.maude)
    assert [len(codes.codings(rows["I-05"], column)) for column in range(3)] == [2, 2, 1]
    assert codes.words(rows["I-05"], 0) == ()


def test_asked_is_known_only_where_the_guide_is_linked(desk: Bench):
    grid = grid_of(desk)
    rows = {one.pseudonym: row for row, one in enumerate(grid.people)}
    assert [grid.asked(rows["I-05"], column) for column in range(3)] == [Asked.YES, Asked.YES, Asked.NO]
    assert grid.asked(rows["I-07"], 0) is Asked.UNKNOWN


def test_who_refused_has_no_row(desk: Bench):
    import_participants(desk.study, None, {"I-05": {"status": "withdrawn"}, "I-99": {"status": "refused"}}, ["status"])
    grid = grid_of(desk)
    assert "I-05" not in [one.pseudonym for one in grid.people] and grid.left_out == 2


# Writing


def test_a_cell_is_written_by_its_coder_and_undone_step_by_step(desk: Bench):
    place = Place(person(desk, "I-05"), question(desk, "Q1"))
    chosen = add_category(desk.study, desk.maude.uuid, place.column, "être vu")
    fill_cell(desk.study, desk.maude.uuid, place, summary="  L’image d’abord.  ", category=chosen)
    passage = LinkedPassage(desk.transcript, Span(0, 7))
    assert link_passage(desk.study, desk.maude.uuid, place, passage)
    [cell] = framework_store.cells(desk.study.reader, desk.maude.uuid)
    assert (cell.body, cell.category, cell.passages) == ("L’image d’abord.", chosen, (passage,))
    assert framework_store.cells(desk.study.reader, desk.julien.uuid) == []
    for left in (("L’image d’abord.", chosen, ()), None):
        undo(desk.study, desk.maude.uuid)
        found = framework_store.cells(desk.study.reader)
        assert [(one.body, one.category, one.passages) for one in found] == ([left] if left else [])
    redo(desk.study, desk.maude.uuid)
    redo(desk.study, desk.maude.uuid)
    assert framework_store.cells(desk.study.reader) == [cell]


def test_a_cell_with_nothing_in_it_is_gone_and_nothing_said_is_no_step(desk: Bench):
    place = Place(person(desk, "I-05"), desk.codes["OBJ"])
    entries = desk.study.reader.value("SELECT count(*) FROM journal")
    fill_cell(desk.study, desk.maude.uuid, place, summary="", category="", passages=())
    assert desk.study.reader.value("SELECT count(*) FROM journal") == entries
    passage = LinkedPassage(desk.transcript, Span(0, 7))
    assert link_passage(desk.study, desk.maude.uuid, place, passage)
    assert not link_passage(desk.study, desk.maude.uuid, place, passage)
    assert framework_store.cells(desk.study.reader) == []


def test_what_does_not_fit_is_refused(desk: Bench):
    place = Place(person(desk, "I-05"), question(desk, "Q1"))
    other = add_category(desk.study, None, question(desk, "Q2"), "drôle")
    with pytest.raises(StoreError, match="another question"):
        fill_cell(desk.study, desk.maude.uuid, place, category=other)
    with pytest.raises(StoreError, match="outside the text"):
        link_passage(desk.study, desk.maude.uuid, place, LinkedPassage(desk.transcript, Span(0, 10_000)))
    assert framework_store.cells(desk.study.reader) == []


# Categories


def labels(desk: Bench, name: str = "Q1") -> list[str]:
    return [one.label for one in framework_store.categories(desk.study.reader, question(desk, name))]


def test_categories_are_a_list_that_can_be_ordered(desk: Bench):
    uuids = [add_category(desk.study, None, question(desk, "Q1"), label) for label in ("a", "b", "c")]
    add_category(desk.study, None, question(desk, "Q1"), "first", place=1)
    change_category(desk.study, None, uuids[2], place=2)
    change_category(desk.study, None, uuids[0], label="A ", definition="when a")
    assert labels(desk) == ["first", "c", "A", "b"]
    with pytest.raises(StoreError, match="already"):
        add_category(desk.study, None, question(desk, "Q1"), " C")
    assert labels(desk, "Q2") == []
    remove_category(desk.study, None, uuids[2])
    assert labels(desk) == ["first", "A", "b"]
    undo(desk.study, None)
    assert labels(desk) == ["first", "c", "A", "b"]


def test_a_category_in_use_stays(desk: Bench):
    place = Place(person(desk, "I-05"), question(desk, "Q1"))
    uuid = add_category(desk.study, None, place.column, "a")
    fill_cell(desk.study, desk.julien.uuid, place, category=uuid)
    with pytest.raises(StoreError, match="1 cell is"):
        remove_category(desk.study, None, uuid)


def test_categories_are_counted_by_coder_with_their_denominators(desk: Bench):
    column = question(desk, "Q2")
    first, second = (add_category(desk.study, None, column, label) for label in ("drôle", "sobre"))
    for who, coder, category in (
        ("I-05", desk.maude, first),
        ("I-06", desk.maude, second),
        ("I-05", desk.julien, second),
        ("I-06", desk.julien, second),
    ):
        fill_cell(desk.study, coder.uuid, Place(person(desk, who), column), category=category)
    [q2] = question_columns(desk.study, ["Q2"])
    found = category_distribution(desk.study, q2)
    assert [(one.coder.name, one.who(0), one.who(1)) for one in found.layers] == [
        ("Maude", ("I-05",), ("I-06",)),
        ("Julien", (), ("I-05", "I-06")),
    ]
    [pair] = found.agreements
    assert (pair.both, pair.same, pair.pairs) == (2, 1, {(0, 1): ("I-05",), (1, 1): ("I-06",)})
    report = framework_report(desk.study, [q2], desk.maude, [desk.julien])
    tables = {table.name: table for table in report.tables}
    assert [row[3:] for row in tables["crossed"].rows] == [
        ("drôle", "sobre", 1, ("I-05",)),
        ("sobre", "sobre", 1, ("I-06",)),
    ]
    for name, place, words in (
        ("crossed", 0, ["Avec humour."]),
        ("distribution", 0, ["Avec humour."]),
        ("crossed", 1, []),
    ):
        assert [one.text for one in report.passages(tables[name].behind(place, "participants"))] == words
    alone = category_distribution(desk.study, q2, desk.maude)
    assert [one.coder.name for one in alone.layers] == ["Maude"] and alone.agreements == ()


def test_an_unlinked_guide_says_that_nobody_knows_who_was_asked(tmp_path: Path):
    made = bench(tmp_path / "s.study")
    import_guide(made.study, None, GUIDE)
    [q1] = question_columns(made.study, ["Q1"])
    found = category_distribution(made.study, q1)
    assert (found.asked, found.not_asked, found.unknown, found.base, found.layers) == ((), (), ("I-05",), 1, ())
    report = framework_report(made.study, [q1], made.maude)
    assert [len(list(table.rows)) for table in report.tables] == [1, 0, 0, 0]
    made.study.close()


def test_a_study_without_participants_has_an_empty_grid(tmp_path: Path):
    from workbench.workflows.studies import new_study

    with new_study(
        tmp_path / "s.study", guide=Guide((Section("", (Question("Q1", "Pourquoi ?", ()),)),)), coder="M"
    ) as study:
        from workbench.store import coders

        report = framework_report(study, question_columns(study), coders.named(study.reader, "M"))
        assert [list(table.rows) for table in report.tables] == [[], [], [], []]
        with pytest.raises(StoreError, match="no question Q9"):
            question_columns(study, ["Q9"])


def test_every_cell_opens_its_passages(desk: Bench):
    code(desk, "IMAGE", "Pour l’image.")
    place = Place(person(desk, "I-06"), question(desk, "Q1"))
    fill_cell(
        desk.study, desk.maude.uuid, place, summary="aussi", passages=[LinkedPassage(desk.transcript, Span(0, 7))]
    )
    report = framework_report(desk.study, question_columns(desk.study), desk.maude)
    table = report.tables[0]
    rows = {(row[0], row[1]): number for number, row in enumerate(table.rows)}
    read = report.passages
    assert [one.text for one in read(table.behind(rows["I-05", "Q1"], "codings"))] == ["Pour l’image."]
    assert [one.text for one in read(table.behind(rows["I-06", "Q1"], "summary"))] == ["Bonjour"]
    assert [one.text for one in read(table.behind(rows["I-06", "Q1"], "codings"))] == [
        "Moi aussi, l’image.",
        "Pour un projet.",
    ]
    assert table.behind(rows["I-06", "Q2"], "codings") == ()


# Against a recount


TURNS = st.lists(st.sampled_from(["ENQ", "A", "B"]), min_size=1, max_size=12)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 40), st.sampled_from(["IMAGE", "PROJET", "TON"]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    speakers=TURNS,
    asked=st.dictionaries(st.integers(1, 12), st.sampled_from(["Q1", "Q2"])),
    spans=st.lists(SPANS, max_size=8),
)
def test_cells_are_what_a_recount_finds(tmp_path_factory, speakers, asked, spans):
    talk = tuple((label, f"mots {number} de {label}") for number, label in enumerate(speakers, 1))
    made = bench(tmp_path_factory.mktemp("grid") / "s.study", transcript("T", talk))
    try:
        import_guide(made.study, None, GUIDE)
        put(
            made, {turn: name for turn, name in asked.items() if turn <= len(talk) and speakers[turn - 1] == "ENQ"}, "T"
        )
        text = transcripts.load(made.study.reader, made.transcript)
        for start, length, short in spans:
            if start < len(text.text):
                span = Span(start, min(len(text.text), start + length))
                apply_codes(made.study, made.maude.uuid, made.transcript, span, [made.codes[short]])
        grid = FrameworkGrid(made.study, question_columns(made.study), made.maude)
        force = _in_force(text.turns, asked, speakers)
        found = made.study.reader.rows('SELECT id, start, "end" FROM codings ORDER BY start, "end", id')
        for row, who in enumerate(grid.people):
            own = [turn for turn in text.turns if turn.participant == who.pseudonym]
            for column, one in enumerate(grid.columns):
                words = [turn.span for turn in own if force(turn.span.start) == one.name]
                assert [Span(p.start, p.end) for p in grid.words(row, column)] == words
                codings = {
                    number
                    for number, start, end in found
                    if force(start) == one.name and any(start < turn.span.end and turn.span.start < end for turn in own)
                }
                assert {pointer.coding for pointer in grid.codings(row, column)} == codings
                assert all(isinstance(pointer, Pointer) for pointer in grid.codings(row, column))
    finally:
        made.study.close()


def _in_force(turns, asked, speakers):
    """Name of the question in force at an offset, found by reading from the start."""

    def at(offset: int) -> str:
        name = ""
        for turn in turns:
            if turn.span.start <= offset and turn.number in asked and speakers[turn.number - 1] == "ENQ":
                name = asked[turn.number]
        return name

    return at
