"""Where codings come from, for the methods section: by hand, imported, from suggestions that a coder accepted."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind, Origin
from exports.report import Column, Kind, Row
from transcripts.i18n import N_, _
from workbench.store import codings as coding_store
from workbench.workflows.findings.suggestion_counts import SuggestionCounts
from workbench.workflows.findings.suggestion_lines import Decided
from workbench.workflows.findings.suggestions_report import outcome_cells, outcome_columns

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry

_ORIGINS = {
    Origin.HAND.value: N_("by hand"),
    Origin.SUGGESTION.value: N_("from accepted suggestions"),
    Origin.IMPORT.value: N_("imported"),
    Origin.CONSENSUS.value: N_("by rulings"),
}


class Origins:
    """Where the codings of some coders come from, in the transcripts looked at, and what they decided.

    Attributes:
        coders: Whose.
        decisions: About suggestions.
    """

    def __init__(self, inquiry: "Inquiry", coders: Sequence[Coder]) -> None:
        texts = inquiry.snapshot.columns.transcript_rows[inquiry.chosen].tolist()
        self.coders = coders
        self.decisions = SuggestionCounts(inquiry, coders=coders, whole=True)
        self._codings = coding_store.origins(inquiry.study.reader, None if inquiry.chosen.all() else texts)

    def of(self, coder: Coder) -> dict[str, int]:
        """Origin → codings of a coder, as they are now."""
        return self._codings.get(coder.uuid, {})


def origin_columns() -> tuple[Column, ...]:
    """The columns of ``origin_rows``."""
    said = {name: _(text) for name, text in _ORIGINS.items()}
    return (
        Column("coder", _("coder")),
        Column("origin", _("origin"), words=said),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("of", _("of"), Kind.INTEGER),
    )


def origin_rows(origins: Origins) -> Iterator[Row]:
    """Coder by coder, how many codings are of each origin."""
    for coder in origins.coders:
        own = origins.of(coder)
        yield from ((coder.name, origin, count, sum(own.values())) for origin, count in own.items())


def decision_columns() -> tuple[Column, ...]:
    """The columns of ``decision_rows``."""
    suggester = _("Its number is raised whenever scores change.")
    return (
        Column("coder", _("coder")),
        *outcome_columns(),
        Column("suggesters", _("suggesters"), Kind.LIST, definition=suggester),
        Column("models", _("models"), Kind.LIST),
    )


def decision_rows(origins: Origins) -> Iterator[Row]:
    """Coder by coder, what they decided about suggestions."""
    for coder in origins.coders:
        if (found := origins.decisions.decided(coder)).decided:
            yield (coder.name, *outcome_cells(found), found.suggesters, found.models)


# -- sentences ---------------------------------------------------------------------------------------------------------


def origin_sentence(origins: Origins) -> str:
    """What a methods section says of suggestions; of codings by people alone."""
    people = [coder for coder in origins.coders if coder.kind is CoderKind.PERSON]
    every = sum(sum(origins.of(coder).values()) for coder in people)
    suggested = sum(origins.of(coder).get(Origin.SUGGESTION.value, 0) for coder in people)
    said = _("{count} of {all} codings came from suggestions that a coder accepted.").format(count=suggested, all=every)
    found = origins.decisions.decided(*people)
    if found.rate is None:
        return said
    return " ".join((said, *_decision_sentences(found)))


def _decision_sentences(found: Decided) -> Iterator[str]:
    """How suggestions were decided about, and what made them."""
    yield _(
        "Coders decided about {decided} suggestions, one by one, and accepted {hits} for the code that was suggested "
        "(accept rate {rate:.2f}); rejected suggestions are kept."
    ).format(decided=found.decided, hits=found.hits, rate=found.rate)
    names = ", ".join(found.suggesters)
    if found.models:
        models = "; ".join(found.models)
        yield _("They were made on the coder's own machine by the suggester {names}, with {models}.").format(
            names=names, models=models
        )
    else:
        yield _("They were made on the coder's own machine by the suggester {names}.").format(names=names)
    if found.shared:
        yield _(
            "{count} of these suggestions had learned from the codings of other coders too: agreement is to be read "
            "apart on what they led to."
        ).format(count=found.shared)
