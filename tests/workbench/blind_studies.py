"""Two blind studies that differ in nothing but what one coder did behind the seal."""

import shutil
import sqlite3
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from codebook.coding import Coder, ReadingState, Stance
from tests.workbench.making import codebook, transcript
from transcripts.spans import Span
from workbench.store import coders, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.assigning import all_by_all, assign
from workbench.workflows.coding import apply_codes, note, set_state, weigh
from workbench.workflows.importing import import_transcripts
from workbench.workflows.picking import pick
from workbench.workflows.studies import add_coder, new_study

#: Words that stand in Julien's notes alone.
SECRETS = ("zibeline", "quetzal")


@dataclass
class Twin:
    """One of the two.

    Attributes:
        path: The study file.
        maude: Who looks.
        julien: Whose work is sealed from her.
        texts: Name → uuid of each transcript.
        codes: Short name → uuid.
    """

    path: Path
    maude: Coder
    julien: Coder
    texts: dict[str, str]
    codes: dict[str, str]

    def open(self) -> StudyFile:
        return StudyFile.open(self.path)


def twins(folder: Path) -> tuple[Twin, Twin]:
    """The same blind study twice: in the first Julien coded, noted and picked much; in the second something else."""
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    one = _common(folder / "one" / "s.study")
    shutil.copy(one.path, folder / "two" / "s.study")
    two = Twin(folder / "two" / "s.study", one.maude, one.julien, one.texts, one.codes)
    _much(one)
    _else(two)
    return one, two


def _common(path: Path) -> Twin:
    with new_study(path, codebook=codebook(), coder="Maude", blind=True) as study:
        julien = add_coder(study, "Julien")
        maude = coders.named(study.reader, "Maude")
        import_transcripts(study, None, [transcript(name) for name in ("I-05", "I-06", "I-07")])
        texts = {name: uuid for uuid, name in transcripts.numbers(study.reader).values()}
        from workbench.store import codes

        shorts = {code.short: code.uuid for code in codes.book(study.reader).codes}
        assign(study, None, all_by_all(study, [maude, julien], list(texts.values())))
        twin = Twin(path, maude, julien, texts, shorts)
        for name in texts:
            made = code_words(study, twin, maude, name, "la direction avait peur", "IMAGE")
            weigh(study, maude.uuid, made, strength=2, stance=Stance.PRO)
            code_words(study, twin, maude, name, "Une réponse simple", "TON")
        set_state(study, maude.uuid, [texts["I-05"], texts["I-06"]], ReadingState.DONE)
        set_state(study, julien.uuid, [texts["I-05"]], ReadingState.DONE)
        set_state(study, julien.uuid, [texts["I-06"]], ReadingState.CODING)
    settle_file(path)
    return twin


def code_words(study: StudyFile, twin: Twin, coder: Coder, name: str, words: str, short: str) -> str:
    """Put a code on the first place where some words stand; its uuid."""
    text = transcripts.load(study.reader, twin.texts[name]).text
    start = text.index(words)
    span = Span(start, start + len(words))
    return apply_codes(study, coder.uuid, twin.texts[name], span, [twin.codes[short]])[0].uuid


def _much(twin: Twin) -> None:
    with twin.open() as study:
        study.look_as(twin.julien.uuid)
        for name in ("I-05", "I-06"):
            for words in ("la direction", "d’autres parlaient", "Le reste monte", "Une réponse simple"):
                made = code_words(study, twin, twin.julien, name, words, "PROJET")
                note(study, twin.julien.uuid, made, f"{SECRETS[0]} {words}")
            weigh(study, twin.julien.uuid, made, strength=3, stance=Stance.CONTRA)
        place = transcripts.load(study.reader, twin.texts["I-05"]).text.index("Le reste")
        pick(study, twin.julien.uuid, twin.codes["PROJET"], twin.texts["I-05"], Span(place, place + 8))
        _go_on(study, twin)
    settle_file(twin.path)


def _else(twin: Twin) -> None:
    with twin.open() as study:
        study.look_as(twin.julien.uuid)
        made = code_words(study, twin, twin.julien, "I-05", "la directrice", "TON")
        note(study, twin.julien.uuid, made, SECRETS[1])
        _go_on(study, twin)
    settle_file(twin.path)


def _go_on(study: StudyFile, twin: Twin) -> None:
    """Maude works on, after Julien did: row numbers tell the studies apart now, but nothing else of hers does."""
    study.look_as(twin.maude.uuid)
    numbers = count(1)
    with (
        patch("workbench.workflows.coding.new_uuid", lambda: str(UUID(int=next(numbers)))),
        patch("workbench.store.act.uuid4", lambda: UUID(int=next(numbers))),
        patch("workbench.store.act.now", lambda: "2026-01-02T03:04:05.678Z"),
    ):
        made = code_words(study, twin, twin.maude, "I-07", "Puis on a vu", "PROJET")
        note(study, twin.maude.uuid, made, "relire")


def settle_file(path: Path) -> None:
    """Everything in the one file, so that it can be copied."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
