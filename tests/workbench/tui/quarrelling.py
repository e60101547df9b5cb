"""Coders who differ, in every way there is, and a person who rules on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from codebook.coding import ReadingState, Stance
from tests.workbench.making import Bench, bench, transcript
from tests.workbench.tui.conftest import OTHER, TALK
from tests.workbench.tui.sitting import LARGE, Sitting, sitting
from transcripts.spans import Span
from workbench.store import coders, codes, codings, rulings, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.screens.ruling import RulingScreen
from workbench.workflows.coding import apply_codes, note, set_state, weigh
from workbench.workflows.studies import add_coder

NAMES = ("Maude", "Julien", "Aline", "Bruno", "Chloé")

FEAR = "Au début la direction avait peur."
FEAR_AND_OTHERS = f"{FEAR} Puis on a vu que d’autres parlaient à notre place."
PAGE = "On a ouvert une page."
REST = "Le reste monte à la directrice."
KNOWN = "La notoriété suit."
THERE = "Chez nous, tout est validé."

# What each of two coders gives: words, code, stance, strength, memo.
Work = tuple[str, str, Stance | None, int | None, str]
WORK: dict[str, tuple[Work, ...]] = {
    "Maude": (
        (FEAR_AND_OTHERS, "IMAGE", None, 2, "La peur, puis le rattrapage."),
        (PAGE, "PROJET", None, None, ""),
        (REST, "IMAGE", None, None, "Elle tranche."),
        (KNOWN, "IMAGE", Stance.PRO, None, ""),
        (THERE, "PROJET", None, 3, ""),
    ),
    "Julien": (
        (FEAR, "IMAGE", None, 2, "Seulement la peur."),
        (PAGE, "TON", None, None, ""),
        (KNOWN, "IMAGE", Stance.CONTRA, None, ""),
        (THERE, "PROJET", None, 1, ""),
    ),
    "Aline": (
        (FEAR, "IMAGE", None, 2, ""),
        (PAGE, "PROJET", None, None, "Ouvrir est un projet."),
        (KNOWN, "IMAGE", Stance.PRO, None, ""),
        (THERE, "PROJET", None, 3, ""),
    ),
    "Bruno": (
        ("la direction avait peur.", "IMAGE", None, 2, ""),
        (PAGE, "IMAGE", None, None, ""),
        (KNOWN, "IMAGE", Stance.MIXED, None, ""),
        (THERE, "PROJET", None, 2, ""),
    ),
    "Chloé": (
        ("avait peur. Puis on a vu", "IMAGE", None, 2, ""),
        (THERE, "PROJET", None, 0, ""),
    ),
}


def quarrel(path: Path, count: int = 2, *, done: bool = True) -> Bench:
    """A study in which two to five coders have finished two transcripts and differ."""
    made = bench(path, transcript("I-05", TALK), transcript("I-06", OTHER))
    study = made.study
    for name in NAMES[2:count]:
        add_coder(study, name)
    texts = {
        uuid: transcripts.load(study.reader, uuid).text for uuid, _name in transcripts.numbers(study.reader).values()
    }
    for name in NAMES[:count]:
        coder = coders.named(study.reader, name).uuid
        for work in WORK[name]:
            give(study, made, coder, texts, work)
        if done:
            set_state(study, coder, list(texts), ReadingState.DONE)
    study.close()
    return made


def give(study: StudyFile, made: Bench, coder: str, texts: dict[str, str], work: Work) -> str:
    """One coding of a coder, with all that belongs to it; its uuid."""
    words, code, stance, strength, memo = work
    uuid = next(uuid for uuid, text in texts.items() if words in text)
    start = texts[uuid].index(words)
    [coding] = apply_codes(study, coder, uuid, Span(start, start + len(words)), [made.codes[code]])
    if stance is not None or strength is not None:
        weigh(study, coder, coding.uuid, stance=stance, strength=strength)
    if memo:
        note(study, coder, coding.uuid, memo)
    return coding.uuid


# At the screen


def ruling(here: Sitting) -> RulingScreen:
    screen = here.app.screen
    assert isinstance(screen, RulingScreen)
    return screen


def line(here: Sitting, name: str) -> str:
    """What stands in a part of the screen."""
    return str(here.app.screen.query_one(f"#{name}").render())


def sides(here: Sitting) -> list[str]:
    """The columns of the sides, in their order."""
    columns = ruling(here).columns.children
    return [str(column.render()) for column in columns if column.display]


def title(here: Sitting) -> str:
    return str(here.app.screen.heading.render())


async def written(here: Sitting) -> None:
    """Nothing is on its way to the disk, and the case that is read is on the screen."""
    await here.pilot.pause()
    screen = ruling(here)
    await here.until(lambda: here.session.writer.submit(lambda study: None).result(10) is None)
    await here.pilot.pause()
    await here.until(lambda: not any(screen.queue.pending.values()))
    await here.pilot.pause()


async def read(here: Sitting) -> None:
    """The queue is read, and its first transcript."""
    await here.until(lambda: isinstance(here.app.screen, RulingScreen))
    screen = ruling(here)
    await here.until(lambda: screen.listed.persons)
    await here.until(lambda: screen.queue.current is None or screen.is_shown(screen.queue.current))
    await here.app.workers.wait_for_complete()
    await here.pilot.pause()


@asynccontextmanager
async def ruled(
    path: Path, *, count: int = 2, coder: str = "Maude", size: tuple[int, int] = LARGE, lang: str = "en", **more: object
) -> AsyncIterator[Sitting]:
    """At the screen of rulings of a quarrel, its first case on the screen."""
    if not path.exists():
        quarrel(path, count)
    async with sitting(path, coder=coder, size=size, lang=lang, **more) as here:
        here.app.action_ruling()
        await read(here)
        yield here


# On the disk


def verdicts(here: Sitting) -> list[str]:
    """The rulings that stand, in text order."""
    return [one.verdict.value for one in rulings.all(here.session.study.reader)]


def consensus(here: Sitting) -> list[tuple[str, str]]:
    """Short name and words of every coding of the consensus, in text order."""
    reader = here.session.study.reader
    book = codes.book(reader)
    found = codings.all(reader, coders.named(reader, coders.CONSENSUS).uuid)
    return [(book.get(one.code).short, one.span.cut(transcripts.load(reader, one.transcript).text)) for one in found]
