"""Figures about suggestions for the queue and the command line; reports count more in ``findings``."""

from dataclasses import dataclass

from codebook.coding import Origin, ReadingState
from transcripts.i18n import _, ngettext
from workbench.store import codings as coding_store
from workbench.store import decision_counts, states
from workbench.store import transcripts as transcript_store
from workbench.store.reader import Reader
from workbench.workflows.findings.suggestion_lines import FEWEST, MOSTLY
from workbench.workflows.listing_names import listed


@dataclass(frozen=True, slots=True)
class Tally:
    """Decisions of one coder about one code.

    Attributes:
        hits: Accepted for it, with the same boundaries or others.
        decided: Accepted or rejected.
    """

    hits: int
    decided: int

    @property
    def rate(self) -> float | None:
        """Accept rate: hits ÷ decided, None without any decision."""
        return self.hits / self.decided if self.decided else None

    @property
    def sentence(self) -> str:
        """Such as ``18 of 30 accepted so far``."""
        if not self.decided:
            return _("nothing decided so far")
        return _("{hits} of {decided} accepted so far").format(hits=self.hits, decided=self.decided)


def tally(reader: Reader, coder: str, code: str) -> Tally:
    """What a coder decided about suggestions for a code, on transcripts in use."""
    return Tally(*decision_counts.hits(reader, coder, code))


@dataclass(frozen=True, slots=True)
class Origins:
    """Where codings come from.

    Attributes:
        suggested: From suggestions.
        codings: All.
    """

    suggested: int
    codings: int

    @property
    def share(self) -> float | None:
        """Share that came from suggestions, None without any coding."""
        return self.suggested / self.codings if self.codings else None

    @property
    def sentence(self) -> str:
        """Such as ``212 of 640 codings came from suggestions.``."""
        said = ngettext(
            "{suggested} of {codings} coding came from suggestions.",
            "{suggested} of {codings} codings came from suggestions.",
            self.codings,
        )
        return said.format(suggested=self.suggested, codings=self.codings)


def origins(reader: Reader, coder: str) -> Origins:
    """Where the codings of a coder come from, whatever the code."""
    found = coding_store.origins(reader).get(coder, {})
    return Origins(found.get(Origin.SUGGESTION, 0), sum(found.values()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the study a coder has read, beside how much is coded.

    Attributes:
        transcripts: In the study.
        read: That the coder has marked done.
        coded: That have a coding of the coder.
    """

    transcripts: int
    read: int
    coded: int

    @property
    def sentence(self) -> str:
        """Both, in words."""
        return _("Read to the end: {read} of {all} transcripts; with codings: {coded}.").format(
            read=self.read, all=self.transcripts, coded=self.coded
        )


def coverage(reader: Reader, coder: str) -> Coverage:
    """How much a coder has read and coded."""
    known = states.of_coder(reader, coder)
    read = sum(state is ReadingState.DONE for state in known.values())
    return Coverage(len(transcript_store.numbers(reader)), read, len(states.progress(reader, coder)))


def cautions(reader: Reader, coder: str, code: str) -> list[str]:
    """What should be known before a coder concludes anything from the codings of a code; [] if nothing.

    Args:
        reader: Of the study.
        coder: uuid. Only their own codings are looked at, and only their own reading, so that nothing sealed is told.
        code: uuid.
    """
    own = coding_store.of_code(reader, [code], coder)
    suggested = [one for one in own if one.origin is Origin.SUGGESTION]
    found = []
    if len(own) >= FEWEST and len(suggested) > MOSTLY * len(own):
        found.append(
            _("{count} of your {all} codings of this code came from suggestions.").format(
                count=len(suggested), all=len(own)
            )
        )
    known = states.of_coder(reader, coder)
    unread = {one.transcript for one in suggested if known.get(one.transcript) is not ReadingState.DONE}
    if unread:
        names = [name for uuid, name in transcript_store.numbers(reader).values() if uuid in unread]
        found.append(
            _("Codings from suggestions stand in transcripts that you have not read to the end: {names}.").format(
                names=listed(names)
            )
        )
    return found
