"""What is said about tables of participants: what was brought in, and what may have been meant otherwise."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transcripts.i18n import _, ngettext
from workbench.cli.parsing import UsageError
from workbench.workflows.headings import words
from workbench.workflows.participant_words import doubt_words

if TYPE_CHECKING:
    from workbench.workflows.participant_plans import Doubtful
    from workbench.workflows.participating import Described

_MOST = 12


def told(done: "Described", *, dry: bool = False) -> Iterator[str]:
    """What a table brought, or would bring, in sentences."""
    said = (
        ngettext(
            "{count} participant would be described.", "{count} participants would be described.", done.participants
        )
        if dry
        else ngettext("{count} participant described.", "{count} participants described.", done.participants)
    )
    yield said.format(count=done.participants)
    for name, kind in done.attributes.items():
        sentence = _("  {name}: {kind}, new") if name in done.fresh else _("  {name}: {kind}")
        yield sentence.format(name=name, kind=words("attribute")[kind])
    if done.recruited:
        yield ngettext(
            "Recruitment of {count} participant.", "Recruitment of {count} participants.", done.recruited
        ).format(count=done.recruited)
    if done.same:
        yield ngettext(
            "{count} cell says what is known already.", "{count} cells say what is known already.", done.same
        ).format(count=done.same)
    if done.made:
        yield _("New, in no transcript: {names}").format(names=some(done.made))
    for name, choices in done.choices:
        yield _("New choices of {attribute}: {choices}").format(attribute=name, choices="; ".join(choices))
    if done.unread:
        yield _("Not understood and left out: {cells}").format(cells=some(done.unread, "; "))
    for doubt in done.doubts:
        yield _doubtful(doubt)


def _doubtful(doubt: "Doubtful") -> str:
    what = doubt_words(doubt.why, written=doubt.written, pseudonym=doubt.pseudonym, read=doubt.read)
    more = doubt.count - 1
    if not more:
        return _("Look at {attribute}: {what}.").format(attribute=doubt.attribute, what=what)
    return ngettext(
        "Look at {attribute}: {what}; {count} more like it.", "Look at {attribute}: {what}; {count} more like it.", more
    ).format(attribute=doubt.attribute, what=what, count=more)


def some(names: Sequence[str], between: str = ", ") -> str:
    """The first few names."""
    return between.join(names[:_MOST]) + (" …" if len(names) > _MOST else "")


def assignments(words_typed: Sequence[str], usage: str) -> tuple[list[str], dict[str, str]]:
    """``I-05 I-06 a=1 b=2`` as names and what is assigned.

    Raises:
        UsageError: If there is no name or no assignment.
    """
    names = [word for word in words_typed if "=" not in word]
    assigned = {name.strip(): value for name, mark, value in (word.partition("=") for word in words_typed) if mark}
    if not names or not assigned or "" in assigned:
        raise UsageError(usage)
    return names, assigned
