"""What a report can be asked for otherwise: the next coder, branch or choice, and what can stand in a line of terms."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from codebook.coding import CoderKind
from transcripts.i18n import N_, _
from workbench.tui.inquiring import Answer
from workbench.tui.session import Session
from workbench.tui.widgets.line_completion import Field

if TYPE_CHECKING:
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.options import Option
    from workbench.workflows.findings.room import Snapshot

TOP = "/"

# -- the next one ----------------------------------------------------------------------------------------------------


def next_layer(session: Session, shown: Answer) -> "Filter":
    """The filter with the next coder, or the consensus; after the last, all coders side by side if that can be."""
    snapshot = session.room.snapshot()
    people = session.people.values()
    names = [one.name for one in people if one.kind is CoderKind.PERSON or snapshot.done(one.uuid).any()]
    names += [""] if shown.together else []
    wanted = shown.question.wanted
    assert wanted is not None
    current = wanted.layer or ("" if shown.together else next(iter(shown.layers), ""))
    return replace(wanted, layer=_after(names, current))


def next_branch(session: Session, shown: Answer) -> "Filter | None":
    """The filter with the next branch of the codebook; after the last, the top. None if there are no branches."""
    book = session.room.snapshot().book
    branches = [code.short for code in book.children(None) if book.children(code.uuid)]
    wanted = shown.question.wanted
    assert wanted is not None
    if not branches:
        return None
    told = shown.fact("branch")  # what a ranking chose by itself
    current = wanted.branch or (told if isinstance(told, str) else TOP)
    return replace(wanted, branch=_after([*branches, TOP], current))


def _after(names: Sequence[str], current: str) -> str:
    return names[(names.index(current) + 1) % len(names)] if current in names else names[0]


# -- lines -----------------------------------------------------------------------------------------------------------

_NAMES = (
    ("layer", N_("whose codings"), False),
    ("transcripts", N_("only these transcripts"), True),
    ("participants", N_("only these participants"), True),
    ("question", N_("only what was said to this guide question"), False),
    ("mention", N_("prompted by the guide, or spontaneous"), False),
    ("branch", N_("only this code and those under it"), False),
    ("level", N_("level of the codebook, 1 for the top"), False),
    ("as-of", N_("as it was on that day, such as 2026-05-31"), False),
)


def filter_fields(session: Session) -> tuple[Field, ...]:
    """What can stand in the line of a filter, with the values that this study knows; for a thread."""
    snapshot = session.room.snapshot()
    values = {
        "layer": tuple((coder.name, "") for coder in session.people.values()),
        "transcripts": tuple((name, "") for _uuid, name in snapshot.columns.transcripts),
        "participants": tuple((name, "") for name in snapshot.columns.people),
        "question": tuple((entry.name, entry.text) for entry in snapshot.questions),
        "mention": (("prompted", _("prompted")), ("spontaneous", _("spontaneous"))),
        "branch": tuple((code.short, code.label(session.language)) for code in snapshot.book.codes),
        "level": tuple((str(level), "") for level in range(1, _depth(snapshot) + 1)),
    }
    own = tuple(Field(name, _(title), values.get(name, ()), many) for name, title, many in _NAMES)
    return (*own, *_attributes(session, snapshot))


def _depth(snapshot: "Snapshot") -> int:
    return max((len(snapshot.book.path(code.uuid)) for code in snapshot.book.codes), default=0)


def _attributes(session: Session, snapshot: "Snapshot") -> Iterator[Field]:
    from transcripts.attributes import written_value
    from transcripts.model import AttributeKind

    for entry in snapshot.attributes:
        found = (person.attributes.get(entry.name) for person in snapshot.people)
        told = dict.fromkeys(entry.choices) | dict.fromkeys(written_value(value) for value in found if value)
        ordered = entry.kind in (AttributeKind.NUMBER, AttributeKind.DATE)
        title = entry.labels.get(session.language, entry.name)
        yield Field(entry.name, title, tuple((value, "") for value in told), ordered=ordered)


def option_fields(session: Session, options: "Sequence[Option]") -> tuple[Field, ...]:
    """What can stand in the line of a report's options; for a thread."""
    from workbench.workflows.findings.options import OptionKind

    known = {one.name: one for one in filter_fields(session)}
    attributes = tuple((one.name, one.title) for one in _attributes(session, session.room.snapshot()))
    values = {"code": known["branch"].values, "attribute": attributes, "by": attributes, "things": attributes}
    return tuple(
        Field(
            one.name,
            _(one.help),
            tuple((choice, "") for choice in one.choices) or values.get(one.name, ()),
            many=one.kind is OptionKind.LIST,
        )
        for one in options
    )


def next_choice(option: "Option", value: str) -> str:
    """The value after this one; where nothing need be chosen, "" comes after the last."""
    choices = option.choices if option.default in option.choices else ("", *option.choices)
    return _after(choices, value)


def option_words(value: object) -> str:
    """The value of an option as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
