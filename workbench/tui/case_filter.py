"""What disagreements somebody looks at, and in which order: as one line, by one key, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from transcripts.i18n import N_, _
from transcripts.lists import joined_names, quoted_word, split_names
from workbench.errors import AnalysisError
from workbench.store import codes, transcripts
from workbench.tui.session import Session
from workbench.tui.widgets.line_completion import Field
from workbench.workflows.asked_lines import words_of
from workbench.workflows.listing_names import listed

WHICH = {
    "open": N_("still open"),
    "discuss": N_("to be discussed"),
    "stale": N_("out of date"),
    "ruled": N_("ruled on"),
    "all": N_("ruled on or not"),
}
ORDERS = {"text": N_("in text order"), "cost": N_("costliest first")}
_LISTS = ("kind", "code", "coder", "transcript")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is looked at. Names as people type them; empty for all.

    Attributes:
        kind: Stable names of kinds.
        code: Short names.
        coder: Names of coders.
        transcript: Names of transcripts.
        which: Key of ``WHICH``.
        order: Key of ``ORDERS``.
        codings: uuids of the only codings that they are about; none for all.
        about: What these are, as people read it, such as the number of a comparison that they lower.
    """

    kind: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    coder: tuple[str, ...] = ()
    transcript: tuple[str, ...] = ()
    which: str = "open"
    order: str = "text"
    codings: frozenset[str] = frozenset()
    about: str = ""

    def asked(self) -> dict[str, Any]:
        """As ``workflows.ruling.queueing.queue`` is asked."""
        return {
            "kinds": self.kind,
            "codes": self.code,
            "coders": self.coder,
            "transcripts": self.transcript,
            "which": self.which,
            "order": self.order,
            "codings": self.codings,
        }

    def line(self) -> str:
        """As ``filter_from_line`` reads it; what is as by itself is left out."""
        given = {name: joined_names(getattr(self, name)) for name in _LISTS if getattr(self, name)}
        given |= {"which": self.which} if self.which != "open" else {}
        given |= {"order": self.order} if self.order != "text" else {}
        return " ".join(quoted_word(f"{name}={value}") for name, value in given.items())

    def words(self) -> Iterator[str]:
        """What is looked at, as people read it."""
        from workbench.analysis.cases import Kind

        if self.about:
            yield self.about
        yield _(WHICH[self.which])
        for name in self.kind:
            yield Kind(name).text
        for names in (self.code, self.coder, self.transcript):
            if names:
                yield listed(names, 3)
        yield _(ORDERS[self.order])

    @property
    def narrow(self) -> bool:
        """Whether anything but the order is other than by itself."""
        return replace(self, order="text") != CaseFilter()

    def next_kind(self) -> "CaseFilter":
        """One kind alone, the next one, then all again."""
        from workbench.analysis.cases import Kind

        names = ["", *(kind.value for kind in Kind)]
        now = self.kind[0] if len(self.kind) == 1 else ""
        following = names[(names.index(now) + 1) % len(names)]
        return replace(self, kind=(following,) if following else ())

    def next_which(self) -> "CaseFilter":
        """Another state."""
        return replace(self, which=_after(list(WHICH), self.which))

    def next_order(self) -> "CaseFilter":
        """The other order."""
        return replace(self, order=_after(list(ORDERS), self.order))


def _after(names: list[str], now: str) -> str:
    return names[(names.index(now) + 1) % len(names)]


def filter_from_line(line: str) -> CaseFilter:
    """A filter from one line such as ``kind=boundary code=IMAGE,PEUR which=all``.

    Raises:
        AnalysisError: If something cannot be understood.
    """
    found = CaseFilter()
    for word in words_of(line):
        name, _equal, value = word.partition("=")
        given: dict[str, Any] = {name: _read(name, value)}
        found = replace(found, **given)
    return found


def _read(name: str, value: str) -> str | tuple[str, ...]:
    from workbench.analysis.cases import Kind

    choices = {"kind": [kind.value for kind in Kind], "which": list(WHICH), "order": list(ORDERS)}.get(name, [])
    if name not in (*_LISTS, "which", "order"):
        raise AnalysisError(
            _("“{name}” cannot be asked for here.").format(name=name),
            _("Ask for {names}.").format(names=", ".join((*_LISTS, "which", "order"))),
        )
    values = split_names(value)
    for one in values if choices else ():
        if one not in choices:
            raise AnalysisError(
                _("“{words}” is none of what {name} can be.").format(words=one, name=name),
                _("Choose one of {names}.").format(names=", ".join(choices)),
            )
    if name in _LISTS:
        return values
    return values[0] if values else getattr(CaseFilter(), name)


def filter_fields(session: Session) -> tuple[Field, ...]:
    """What can stand in the line, with the values that this study knows; for a thread."""
    from workbench.analysis.cases import Kind

    reader = session.study.reader
    book = codes.book(reader)
    return (
        Field("kind", _("what they differ in"), tuple((kind.value, kind.text) for kind in Kind), many=True),
        Field(
            "code",
            _("only where one of these codes was given"),
            tuple((code.short, code.label(session.language)) for code in book.codes if code.codable),
            many=True,
        ),
        Field(
            "coder", _("only what these coders differ on"), tuple((one.name, "") for one in session.persons), many=True
        ),
        Field(
            "transcript",
            _("only these transcripts"),
            tuple((name, "") for _uuid, name in transcripts.numbers(reader).values()),
            many=True,
        ),
        Field("which", _("how far they are"), tuple((name, _(title)) for name, title in WHICH.items())),
        Field("order", _("in which order"), tuple((name, _(title)) for name, title in ORDERS.items())),
    )
