"""Messages that cross from one part of the screens to another; what a widget alone sends is nested in the widget."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from textual.message import Message

from codebook.coding import Coding, ReadingState
from transcripts.errors import StudyError
from transcripts.spans import Span
from workbench.logs import unexpected
from workbench.tui.desk import Picture


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did, once it is on the disk.

    Attributes:
        sentence: What happened and how to take it back.
        put: Codings made or changed.
        gone: uuids of codings removed.
        applied: uuids of the codes applied, for repeating; empty for other acts.
        current: uuid of the coding that is the current one from now on, "" to leave that as it is.
        reread: Whether more changed than the codings above, so that everything is to be read anew.
        transcript: uuid of the transcript to go to, "" to stay.
        span: The passage to go to, None to stay.
        state: The new state of the transcript, None if it is as before.
        draft: Under what name a draft was kept that is now saved, "" for none.
        guide: Whether the interview guide, or what is linked to it, changed.
    """

    sentence: str
    put: tuple[Coding, ...] = ()
    gone: tuple[str, ...] = ()
    applied: tuple[str, ...] = ()
    current: str = ""
    reread: bool = False
    transcript: str = ""
    span: Span | None = None
    state: ReadingState | None = None
    draft: str = ""
    guide: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was written at all."""
        return bool(self.put or self.gone or self.reread or self.state is not None)


@dataclass
class Settled(Message):
    """The writer is done with an act: it is on the disk, or it failed."""

    future: "Future[Done]"


@dataclass
class Reread(Message):
    """The study was read anew, after somebody wrote to it.

    Attributes:
        picture: What was read.
        acts: How many acts of one's own were settled when the reading began; a later one makes the picture old.
    """

    picture: Picture
    acts: int


@dataclass
class Failed(Message):
    """Work in a thread failed.

    Attributes:
        sentence: What to tell the person.
    """

    sentence: str


def outcome(work: Callable[[], Message]) -> Message:
    """The message that work in a thread ends with; whatever goes wrong there is told, and never ends the sitting."""
    try:
        return work()
    except StudyError as error:
        return Failed(str(error))
    except Exception as error:  # logged in full, told in brief
        return Failed(unexpected(error))
