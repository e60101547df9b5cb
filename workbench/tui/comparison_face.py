"""What stands above the tables of a comparison: who is compared, on what, how, and what is sealed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _, ngettext
from workbench.tui.comparison_terms import Terms
from workbench.tui.session import Session
from workbench.tui.widgets.texts import grouped
from workbench.workflows.listing_names import listed

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

_INTERVALS = {
    "jackknife": N_("95 % by jackknife"),
    "bootstrap": N_("95 % by bootstrap, seed {seed}"),
    "hayes-krippendorff": N_("95 % by pairs (too narrow for text), seed {seed}"),
    "none": N_("no intervals"),
}


def face(comparison: "Comparison", terms: Terms) -> Iterator[str]:
    """The facts of a comparison, those that change most first."""
    from workbench.workflows.measuring.units import read_unit

    yield ", ".join(coder.name for coder in comparison.coders) or "–"
    many = read_unit(comparison.unit).many
    yield f"{grouped(comparison.segments)} {many}" if comparison.segments else many
    yield _texts(comparison)
    how = comparison.resampling
    if comparison.few_transcripts and comparison.transcripts:
        yield _("too few transcripts for intervals")
    else:
        yield _(_INTERVALS[how.method]).format(seed=how.seed)
    yield from _narrowed(comparison, terms)
    yield _("{count} characters").format(count=grouped(comparison.characters))


def _narrowed(comparison: "Comparison", terms: Terms) -> Iterator[str]:
    if comparison.left_out:
        yield _("not finished by all: {names}").format(names=listed(comparison.left_out, 3))
    if terms.codes:
        yield _("only {names}").format(names=listed(terms.codes, 3))
    if terms.threshold is not None:
        yield _("threshold {number}, a convention").format(number=terms.threshold)


def _texts(comparison: "Comparison") -> str:
    count = len(comparison.transcripts)
    if comparison.any_two:
        said = ngettext(
            "{count} transcript that two have finished", "{count} transcripts that two have finished", count
        )
    else:
        said = ngettext("{count} transcript", "{count} transcripts", count)
    return said.format(count=count)


def nothing(comparison: "Comparison") -> str:
    """Why there is nothing to compare, "" if there is something."""
    if len(comparison.coders) < 2 or not comparison.transcripts:
        return _("Nothing to compare yet: no transcript has been marked as done by two coders.")
    return ""


def sealed_words(session: Session) -> str:
    """Of a blind study: what is open, what can be opened, and for whom the others wait; "" where nothing is sealed."""
    from workbench.workflows.sealing import seal_states

    if not session.seal.blind:
        return ""
    states = seal_states(session.study)
    opened = [one.name for one in states if one.opened]
    ready = [one.name for one in states if one.ready]
    waiting = [
        _("{name} (for {coders})").format(name=one.name, coders=", ".join(coder.name for coder in one.waiting))
        for one in states
        if not one.opened and one.waiting
    ]
    if states and len(opened) == len(states):
        return _("Blind study: all seals are open.")
    said = [_("Blind study, open: {names}.").format(names=listed(opened, 5) if opened else _("none"))]
    said += [_("Can be opened: {names}.").format(names=listed(ready, 3))] if ready else []
    said += [_("Still waiting: {names}.").format(names=listed(waiting, 5))] if waiting else []
    return " ".join(said)
