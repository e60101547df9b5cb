"""Which column of a table of answers is what."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from transcripts.errors import TranscriptError
from transcripts.i18n import _
from transcripts.readers.options import ReadingOptions
from transcripts.readers.tables import Table
from transcripts.words import folded

# Known names, the surest first.
_PARTICIPANT = (
    "participant", "participante", "participants", "pseudonyme", "pseudonym", "repondant", "repondante", "respondent",
    "interviewe", "interviewee", "intervenant", "intervenante", "code participant", "participant id", "id participant",
    "respondent id", "auteur", "author", "personne", "person", "nom", "name", "sujet", "subject", "cas", "case",
    "identifiant", "identifier", "id", "code", "numero", "no", "n°",
)  # fmt: skip
_QUESTION = ("question", "questions", "enonce", "intitule", "libelle", "prompt", "item", "rubrique")
_ANSWER = (
    "reponse", "reponses", "answer", "answers", "response", "responses", "texte", "text", "verbatim", "commentaire",
    "comment", "comments", "contenu", "content", "propos", "transcription", "transcript",
)  # fmt: skip
_WORDS_OF_AN_ANSWER = 6.0
_SHORT_HEADING = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by number.

    Attributes:
        participant: None where rows are their own participants.
        question: None where there is none, or where each question has a column of its own.
        answers: One, or one for each question.
        others: Candidate attributes.
    """

    participant: int | None
    question: int | None
    answers: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def wide(self) -> bool:
        """Whether each row is one participant and each answer column one question."""
        return self.question is None and (len(self.answers) > 1 or self.participant is None)


def find_columns(table: Table, name: str, options: ReadingOptions) -> Columns:
    """Tell the columns apart: by the options, else by known headings, else by how much is written in them.

    Args:
        table: The table.
        name: Of the file, for messages.
        options: May name columns.

    Raises:
        TranscriptError: If a named column is missing, or if nothing looks like answers.
    """
    participant = _named(table, options.participant_column, name)
    question = _named(table, options.question_column, name)
    answers = [_named(table, column, name) for column in options.answer_columns]
    taken = {number for number in (participant, question, *answers) if number is not None}
    if participant is None:
        participant = _known(table, _PARTICIPANT, taken)
    taken |= _present(participant)
    if question is None and len(answers) < 2:
        question = _known(table, _QUESTION, taken)
    taken |= _present(question)
    found = [number for number in answers if number is not None] or _answers(table, taken, question)
    if not found:
        raise TranscriptError(
            _("No column of {name} looks like answers; its columns are: {columns}.").format(
                name=name, columns=_listed(table)
            ),
            _("Name the columns of the participants, questions and answers."),
        )
    taken |= set(found)
    others = tuple(number for number in range(len(table.headings)) if number not in taken)
    return Columns(participant, question, tuple(found), others)


def _present(number: int | None) -> set[int]:
    return set() if number is None else {number}


def _named(table: Table, heading: str, name: str) -> int | None:
    """The column with this heading, None where no heading is given."""
    if not heading:
        return None
    keys = [folded(column) for column in table.headings]
    if folded(heading) in keys:
        return keys.index(folded(heading))
    raise TranscriptError(
        _("{name} has no column “{column}”.").format(name=name, column=heading),
        _("Its columns are: {columns}.").format(columns=_listed(table)),
    )


def _listed(table: Table) -> str:
    return ", ".join(heading if len(heading) <= 40 else f"{heading[:39]}…" for heading in table.headings[:20])


def _known(table: Table, names: Sequence[str], taken: set[int]) -> int | None:
    """The first column with a known heading, surest heading first; else one that holds such a word among few."""
    keys = {number: folded(heading) for number, heading in enumerate(table.headings) if number not in taken}
    for name in names:
        for number, key in keys.items():
            if key == name:
                return number
    for name in names:
        for number, key in keys.items():
            words = key.replace("_", " ").replace("-", " ").split()
            if len(name) > 4 and name in words and len(words) <= _SHORT_HEADING:
                return number
    return None


def _answers(table: Table, taken: set[int], question: int | None) -> list[int]:
    """The answer column of a long table, or all columns of a wide one that are questions."""
    known = _known(table, _ANSWER, taken)
    if known is not None and (question is not None or not _questions(table, taken | {known})):
        return [known]
    free = [number for number in range(len(table.headings)) if number not in taken]
    if question is None:
        return _questions(table, taken)
    lengths = {number: _length(table, number) for number in free}
    return [max(free, key=lengths.__getitem__)] if free and max(lengths.values()) > 1 else []


def _questions(table: Table, taken: set[int]) -> list[int]:
    """Columns whose heading asks, or whose cells hold sentences."""
    return [
        number
        for number, heading in enumerate(table.headings)
        if number not in taken and (heading.endswith("?") or _length(table, number) >= _WORDS_OF_AN_ANSWER)
    ]


def _length(table: Table, number: int) -> float:
    """Mean words of the cells of a column that hold any."""
    sizes = [len(row[number].split()) for row in table.rows if row[number]]
    return mean(sizes) if sizes else 0.0
