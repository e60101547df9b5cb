"""Two studies with a layer aside that differ in nothing but what the layer, or who looks, may not see."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch
from uuid import UUID

from codebook.coding import Coder, ReadingState
from tests.workbench.blind_studies import SECRETS, Twin, code_words, settle_file
from tests.workbench.making import codebook, transcript
from workbench.store import coders, codes, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.asides import second_reading, training
from workbench.workflows.coding import note, set_state
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import add_coder, new_study

T = TypeVar("T")


class Kept(Enum):
    """What is kept from whom.

    Each is the name of who looks, of whose work differs, and whether that was done before the layer was begun.
    """

    FIRST = ("Maude 2", "Maude", True)
    """Who reads again does not see the first reading."""
    SECOND = ("Maude", "Maude 2", False)
    """Nor do they see the second where they look as themselves."""
    STRANGER = ("Julien", "Maude 2", False)
    """Nor does anybody else."""
    REFERENCE = ("Julien T1", "Maude", True)
    """Who is trained does not see the reference."""
    TRAINEE = ("Maude", "Julien T1", False)
    """Nor does the reference see the training."""

    @property
    def viewer(self) -> str:
        return self.value[0]

    @property
    def worker(self) -> str:
        return self.value[1]

    @property
    def first(self) -> bool:
        return self.value[2]


@dataclass
class Aside:
    """How a study comes to be, step by step."""

    study: StudyFile
    twin: Twin

    def code(self, who: Coder, name: str, words: str, short: str, said: str = "") -> None:
        self.study.look_as(who.uuid)
        made = code_words(self.study, self.twin, who, name, words, short)
        if said:
            note(self.study, who.uuid, made, said)


def aside_twins(folder: Path, kept: Kept) -> tuple[Twin, Twin]:
    """The same study twice, but for what is kept: in the first much was coded there, in the second something else."""
    folder.mkdir(exist_ok=True)
    begun = _begun(folder / "begun.study", kept)
    found = []
    for name, work in (("one", _much), ("two", _else)):
        (folder / name).mkdir()
        path = Path(shutil.copy(begun.path, folder / name / "s.study"))
        twin = Twin(path, begun.maude, begun.julien, begun.texts, begun.codes)
        _finish(twin, kept, work)
        found.append(twin)
    return found[0], found[1]


def _begun(path: Path, kept: Kept) -> Twin:
    with new_study(path, codebook=codebook(), coder="Maude") as study:
        julien = add_coder(study, "Julien")
        maude = coders.named(study.reader, "Maude")
        import_transcripts(study, None, [transcript(name) for name in ("I-05", "I-06", "I-07")])
        texts = {name: uuid for uuid, name in transcripts.numbers(study.reader).values()}
        twin = Twin(path, maude, julien, texts, {one.short: one.uuid for one in codes.book(study.reader).codes})
        for name in ("I-06", "I-07"):
            Aside(study, twin).code(maude, name, "la direction avait peur", "IMAGE")
            Aside(study, twin).code(julien, name, "Une réponse simple", "TON")
        if not kept.first:
            Aside(study, twin).code(maude, "I-05", "la direction avait peur", "IMAGE")
        set_state(study, julien.uuid, [texts["I-06"], texts["I-07"]], ReadingState.DONE)
    settle_file(path)
    return twin


def _finish(twin: Twin, kept: Kept, work: Callable[[Aside, Coder], None]) -> None:
    with twin.open() as study:
        found = Aside(study, twin)
        if kept.first:
            work(found, twin.maude)
        numbers = count(1)
        with (
            patch("workbench.workflows.coding.new_uuid", lambda: str(UUID(int=next(numbers)))),
            patch("workbench.workflows.asides.new_uuid", lambda: str(UUID(int=next(numbers)))),
            patch("workbench.store.act.uuid4", lambda: UUID(int=next(numbers))),
            patch("workbench.store.act.now", lambda: "2026-01-02T03:04:05.678Z"),
        ):
            set_state(study, twin.maude.uuid, list(twin.texts.values()), ReadingState.DONE)
            again = second_reading(study, twin.maude, [twin.texts["I-05"]]).layer
            learning = training(study, twin.julien, twin.maude, [twin.texts["I-05"]]).layer
            if kept.first:
                found.code(again, "I-05", "d’autres parlaient", "PROJET", "encore")
                found.code(learning, "I-05", "d’autres parlaient", "TON", "essai")
        if not kept.first:
            work(found, again if kept.worker == again.name else learning)
    settle_file(twin.path)


def _much(found: Aside, who: Coder) -> None:
    for words in ("la direction", "d’autres parlaient", "Le reste monte", "Une réponse simple"):
        found.code(who, "I-05", words, "PROJET", f"{SECRETS[0]} {words}")


def _else(found: Aside, who: Coder) -> None:
    found.code(who, "I-05", "la directrice", "TON", SECRETS[1])


def by_turns(things: Iterable[T]) -> list[tuple[Kept, T]]:
    """Each thing with one of what is kept, by turns; with all of them in the long campaign."""
    kept = list(Kept)
    if os.environ.get("WORKBENCH_SOAK"):
        return [(one, thing) for thing in things for one in kept]
    return [(kept[place % len(kept)], thing) for place, thing in enumerate(things)]
