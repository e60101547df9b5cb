"""Coded studies of any size, seeded: interviews of one participant each, a codebook, coders who mostly agree."""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from codebook.book import Codebook
from codebook.guide import Guide, Question, Section
from tests.benchmarks.corpus import transcripts as corpus
from transcripts.model import Speaker, Transcript
from workbench.store import dialect
from workbench.store.study_file import StudyFile
from workbench.workflows.guiding import import_guide
from workbench.workflows.importing import import_transcripts
from workbench.workflows.participating import import_participants
from workbench.workflows.studies import add_coder, new_study

CODERS = ("MA", "JT", "SB", "LC", "PB")
WHEN = "2026-01-01T00:00:00.000Z"
INSERT_CODING = (
    'INSERT INTO codings(uuid, transcript_id, coder_id, code_id, start, "end", strength, stance, origin,'
    " codebook_version, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'hand', 1, ?, ?)"
)
INSERT_LINK = (
    "INSERT INTO turn_questions(uuid, transcript_id, turn_number, question_id, follow_up) VALUES (?, ?, ?, ?, 0)"
)
INSERT_CATEGORY = (
    "INSERT INTO categories(id, uuid, question_id, position, label) VALUES (?, ?, ?, ?, 'catégorie ' || ?4)"
)
INSERT_SUMMARY = (
    "INSERT INTO summaries(uuid, participant_id, question_id, coder_id, body, category_id, created_at, changed_at)"
    " VALUES (?, ?, ?, ?, 'Ce que la personne en dit, en une phrase.', ?, ?, ?)"
)
INSERT_ORDER = "INSERT INTO participant_orders(uuid, participant_id, code_id, place) VALUES (?, ?, ?, ?)"
INSERT_CHECK = "INSERT INTO turn_checks(uuid, transcript_id, turn_number) VALUES (?, ?, ?)"
CATEGORIES = ("gestion de l’État", "santé et services sociaux", "culture et éducation", "sociétés d’État et services")
INSERT_STATE = "INSERT INTO coder_states(uuid, coder_id, transcript_id, state, changed_at) VALUES (?, ?, ?, 'done', ?)"


def coded_study(
    path: Path,
    *,
    interviews: int,
    each: int = 2_000,
    codings: int = 50,
    codes: int = 200,
    coders: int = 4,
    among: int | None = None,
) -> None:
    """Make a study.

    Args:
        path: The file to make.
        interviews: How many, of one participant each.
        each: Words of an interview, about.
        codings: Of each coder on each interview.
        codes: In branches of twenty, the branch among them.
        coders: How many, all done with everything.
        among: How many sentences of each interview, from the first one, are coded; all by default. Longer interviews
            begin as shorter ones do, so that these have the same codings then.
    """
    with new_study(path, codebook=codebook(codes), coder=CODERS[0]) as study:
        for name in CODERS[1:coders]:
            add_coder(study, name)
        texts = corpus(interviews * each, each=each)
        import_transcripts(study, None, [_own(one) for one in texts])
        _code(study, codings, among)


def codebook(codes: int) -> Codebook:
    """Branches of twenty; the first takes stances."""
    book = Codebook()
    branch = None
    for number in range(codes):
        if number % 20 == 0:
            branch = book.new_code(f"Branche {number // 20}", "fr", short=f"B{number // 20}")
            branch = replace(branch, takes_stance=number == 0)
            book = book.add(branch)
        else:
            parent = branch.uuid if branch else None
            book = book.add(book.new_code(f"Thème {number}", "fr", parent=parent, short=f"C{number}"))
    return book


def _own(transcript: Transcript) -> Transcript:
    """The participant of an interview is called like it."""
    speakers = tuple(Speaker(_label(one.label, transcript), one.role) for one in transcript.speakers)
    turns = tuple(replace(turn, speaker=_label(turn.speaker or "", transcript)) for turn in transcript.turns)
    return replace(transcript, speakers=speakers, turns=turns)


def _label(label: str, transcript: Transcript) -> str:
    return transcript.name if label == "P" else label


def _code(study: StudyFile, codings: int, among: int | None) -> None:
    """Straight into the tables: what is measured is reading."""
    reader = study.reader
    people = [number for (number,) in reader.rows("SELECT id FROM coders WHERE kind = 'person' ORDER BY id")]
    codes = [number for (number,) in reader.rows("SELECT id FROM codes WHERE parent_id IS NOT NULL ORDER BY id")]
    texts = [number for (number,) in reader.rows("SELECT id FROM transcripts ORDER BY id")]
    source = random.Random(1)
    connection = dialect.connect(study.path, timeout=5, writing=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for text in texts:
            rows = list(_rows(text, _sentences(connection, text)[:among], people, codes, codings, source))
            connection.executemany(INSERT_CODING, rows)
        states = [(_uuid(source), coder, text, WHEN) for coder in people for text in texts]
        connection.executemany(INSERT_STATE, states)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _sentences(connection: sqlite3.Connection, transcript: int) -> list[tuple[int, int]]:
    found = connection.execute(
        'SELECT s.start, s."end" FROM segments s JOIN revisions r ON r.id = s.revision_id WHERE r.transcript_id = ?'
        " ORDER BY s.number",
        (transcript,),
    )
    return found.fetchall()


def _rows(
    transcript: int,
    sentences: list[tuple[int, int]],
    people: list[int],
    codes: list[int],
    codings: int,
    source: random.Random,
) -> Iterator[tuple[object, ...]]:
    """Everyone marks the same sentences with a common few codes first, and differs now and then."""
    for _number in range(codings):
        start, end = source.choice(sentences)
        code = codes[min(int(source.expovariate(6 / len(codes))), len(codes) - 1)]
        for coder in people:
            given = source.choice(codes) if source.random() < 0.2 else code
            cut = source.randint(0, min(8, end - start - 1)) if source.random() < 0.3 else 0
            strength = source.randint(0, 3) if source.random() < 0.3 else None
            stance = source.choice(("pro", "contra")) if source.random() < 0.1 else None
            yield _uuid(source), transcript, coder, given, start + cut, end, strength, stance, WHEN, WHEN


# -- what semi-directive interviews have besides ---------------------------------------------------------------------


def semi_directive(path: Path, *, questions: int = 8) -> None:
    """Give a coded study what else interviews have.

    A guide that every interviewer's turn is linked to; participants with two attributes, and their own orders of ten
    codes; for each of them and each question a summary, in one of three categories, by each coder.

    Args:
        path: Of the study.
        questions: Of the guide, each naming one branch; most interviews skip one of them.
    """
    with StudyFile.open(path) as study:
        branches = [f"B{number}" for number in range(questions)]
        asked = tuple(Question(f"Q{at}", f"Question {at} ?", (branch,)) for at, branch in enumerate(branches, 1))
        import_guide(study, None, Guide((Section("", asked),)))
        source = random.Random(2)
        names = [name for (name,) in study.reader.rows("SELECT pseudonym FROM participants ORDER BY id")]
        rows = {
            name: {"category": source.choice((*CATEGORIES, "?")), "hours_per_week": str(source.randint(1, 40))}
            for name in names
        }
        import_participants(study, None, rows, ("category", "hours_per_week"))
        _link(study, questions, source)
        _answer(study, source)


def _answer(study: StudyFile, source: random.Random) -> None:
    reader = study.reader
    people, coders, questions = (
        [number for (number,) in reader.rows(f"SELECT id FROM {table} ORDER BY id")]
        for table in ("participants", "coders WHERE kind = 'person'", "questions")
    )
    codes = [
        number for (number,) in reader.rows("SELECT id FROM codes WHERE parent_id IS NOT NULL ORDER BY id LIMIT 10")
    ]
    kinds = [(at + 1, _uuid(source), questions[at // 3], at % 3) for at in range(3 * len(questions))]
    cells = [
        (_uuid(source), who, question, coder, 3 * at + source.randint(1, 3), WHEN, WHEN)
        for who in people
        for at, question in enumerate(questions)
        for coder in coders
    ]
    orders = [
        (_uuid(source), who, code, place)
        for who in people
        for place, code in enumerate(source.sample(codes, source.randint(4, 10)), 1)
    ]
    connection = dialect.connect(study.path, timeout=5, writing=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT_CATEGORY, kinds)
        connection.executemany(INSERT_SUMMARY, cells)
        connection.executemany(INSERT_ORDER, orders)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _link(study: StudyFile, questions: int, source: random.Random) -> None:
    """The questions in their order, spread over the turns of the interviewer; the other turns put none."""
    asking: dict[int, list[int]] = {}
    for transcript, turn in study.reader.rows(
        "SELECT s.transcript_id, u.number FROM turns u JOIN speakers s ON s.id = u.speaker_id"
        " WHERE s.role = 'interviewer' ORDER BY s.transcript_id, u.number"
    ):
        asking.setdefault(transcript, []).append(turn)
    numbers = [number for (number,) in study.reader.rows("SELECT id FROM questions ORDER BY position")]
    links, checks = [], []
    for transcript, turns in asking.items():
        skipped = source.randint(0, questions)
        put = {turns[at * len(turns) // questions]: numbers[at] for at in range(questions) if at != skipped}
        links += [(_uuid(source), transcript, turn, question) for turn, question in put.items()]
        checks += [(_uuid(source), transcript, turn) for turn in turns if turn not in put]
    connection = dialect.connect(study.path, timeout=5, writing=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT_LINK, links)
        connection.executemany(INSERT_CHECK, checks)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _uuid(source: random.Random) -> str:
    return str(UUID(int=source.getrandbits(128), version=4))
