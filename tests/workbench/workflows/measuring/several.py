"""Studies of several short interviews that several coders have coded at random, seeded."""

import random
from dataclasses import dataclass
from pathlib import Path

from codebook.book import Codebook
from codebook.coding import Coder, Stance
from tests.workbench.making import transcript
from tests.workbench.workflows.findings import finish
from transcripts.spans import Span
from workbench.store import transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import apply_codes, weigh
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import add_coder, new_study

TALK = "nous avons ouvert la page parce que les citoyens posaient des questions sur le projet"


@dataclass
class Several:
    """A study, its coders and its transcripts.

    Attributes:
        study: Open.
        coders: In their order.
        texts: uuids of the transcripts.
        codes: Short name → uuid.
    """

    study: StudyFile
    coders: list[Coder]
    texts: list[str]
    codes: dict[str, str]


def codebook() -> Codebook:
    """An exclusive branch, one whose codes may overlap, and a code beside them."""
    book = Codebook()
    for short, exclusive in (("OBJ", True), ("TON", False)):
        branch = book.new_code(f"Branche {short}", "fr", short=short, codable=False, exclusive=exclusive)
        book = book.add(branch)
        for number in range(3):
            book = book.add(book.new_code(f"{short} {number}", "fr", parent=branch.uuid, short=f"{short}{number}"))
    return book.add(book.new_code("Seul", "fr", short="SEUL"))


def several(path: Path, *, coders: int = 3, texts: int = 6, seed: int = 1, each: int = 9, done: bool = True) -> Several:
    """Make a study; codes of the exclusive branch never overlap, the others may."""
    chance = random.Random(seed)
    book = codebook()
    study = new_study(path, codebook=book, coder="A")
    people = [coders_named(study, "A"), *(add_coder(study, name) for name in "BCDE"[: coders - 1])]
    made = [transcript(f"I-{number:02}", _talk(chance)) for number in range(texts)]
    imported = import_transcripts(study, None, made)
    codes = {code.short: code.uuid for code in book.codes}
    found = Several(study, people, list(imported.transcripts.values()), codes)
    for text in found.texts:
        length = len(transcripts.load(study.reader, text).text)
        common = _spans(chance, length, each)
        for who in people:
            _code(found, who, text, common, chance, length)
    if done:
        for who in people:
            finish(study, who)
    return found


def coders_named(study: StudyFile, name: str) -> Coder:
    """The coder of that name."""
    from workbench.store import coders

    return coders.named(study.reader, name)


def _talk(chance: random.Random) -> tuple[tuple[str, str], ...]:
    turns = []
    for number in range(8):
        said = ". ".join(
            " ".join(chance.choices(TALK.split(), k=chance.randint(4, 12))).capitalize() for _one in range(3)
        )
        turns.append(("ENQ" if number % 2 == 0 else "I", f"{said}."))
    return tuple(turns)


def _spans(chance: random.Random, length: int, count: int) -> list[tuple[int, int]]:
    """Disjoint stretches in text order."""
    edges = sorted(chance.sample(range(1, length), 2 * count))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _code(
    made: Several, who: Coder, text: str, common: list[tuple[int, int]], chance: random.Random, length: int
) -> None:
    for start, end in common:
        if chance.random() < 0.75:
            moved = min(length, end + chance.randint(0, 2))
            _apply(made, who, text, (start, end), f"OBJ{chance.choice((0, 0, 1, 2))}", chance)
            if chance.random() < 0.6:
                _apply(made, who, text, (max(0, start - 3), moved), f"TON{chance.choice((0, 1, 1))}", chance)
    if chance.random() < 0.5:
        start = chance.randrange(length - 6)
        _apply(made, who, text, (start, start + 5), "SEUL", chance)


def _apply(made: Several, who: Coder, text: str, span: tuple[int, int], short: str, chance: random.Random) -> None:
    [coding] = apply_codes(made.study, who.uuid, text, Span(*span), [made.codes[short]])
    if chance.random() < 0.8:
        stance = chance.choice((Stance.PRO, Stance.PRO, Stance.CONTRA))
        weigh(made.study, who.uuid, coding.uuid, strength=chance.choice((1, 2, 2, 3)), stance=stance)
