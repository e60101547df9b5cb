"""What the queue says of a suggestion: where it stands, what became of it, and all reasons. Words, and no screen."""

from collections.abc import Iterator

from textual.content import Content

from codebook.suggestion import Suggestion
from transcripts.i18n import N_, _
from transcripts.model import Role
from workbench.store.transcripts import StoredTranscript
from workbench.tui.desk import Asked
from workbench.tui.suggestion_queue import Fate
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.suggestion_words import alike_words, because, near_words, part_lines
from workbench.tui.widgets.texts import hanging

SIGNS = {Fate.OPEN: " ", Fate.ACCEPTED: "✓", Fate.CHANGED: "✓", Fate.REJECTED: "✗", Fate.SKIPPED: "–"}

FATES = {
    Fate.ACCEPTED: N_("accepted"),
    Fate.CHANGED: N_("accepted, changed"),
    Fate.REJECTED: N_("rejected"),
    Fate.SKIPPED: N_("put off"),
}


def place_words(suggestion: Suggestion, text: StoredTranscript, asked: Asked) -> str:
    """Transcript, turn, speaker, and the question in force: ``I-05 · §17 · directrice · Q3 ▸ …``."""
    turn = next((turn for turn in text.turns if turn.number == suggestion.turn), None)
    parts = [suggestion.name, f"§{suggestion.turn}"]
    if turn is not None:
        who = turn.participant or turn.speaker
        who = "" if who == suggestion.name else who
        parts.append(_("{name} (asks)").format(name=who) if who and turn.role is Role.INTERVIEWER else who)
    force = [question for question in asked.questions if question.start <= suggestion.span.start]
    if force:
        parts.append(f"{force[-1].name} ▸ {force[-1].text}")
    return " · ".join(part for part in parts if part)


def detail_lines(suggestion: Suggestion, definition: str, width: int) -> Iterator[Content]:
    """All reasons, what the score is made of, and what speaks against it.

    Args:
        suggestion: What is proposed.
        definition: Of its code, "" if there is none.
        width: Cells of a line.
    """
    why = suggestion.why
    yield from map(Content, hanging(because(why, length=160), width, 0))
    yield Content.styled(_("What its place in the list is made of"), "bold")
    yield from map(Content, part_lines(why, width))
    for title, near in (
        (_("Nearest accepted"), why.nearest),
        (_("Nearest rejected"), why.rejected),
        (_("Beside"), why.beside if why.beside != why.nearest else None),
    ):
        if near is not None:
            yield Content.styled(title, "bold")
            yield from map(Content, hanging(near_words(near, 400), width, 2))
    if why.nearest is None:
        yield Content.styled(_("Nothing accepted is like it yet."), "dim")
    if definition.strip():
        yield Content.styled(_("Definition"), "bold")
        yield from map(Content, hanging(display(definition.strip()), width, 2))
    if suggestion.alike:
        yield Content(alike_words(suggestion.alike))
