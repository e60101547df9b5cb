"""The queue of cases to rule on."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from codebook.coding import Coder
from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.values import Counts, OpenCase, Queue, Status

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.study_file import StudyFile
    from workbench.workflows.sealing import Seal

Which = Literal["open", "all", "ruled", "discuss", "stale"]
Order = Literal["text", "cost"]

#: What each choice shows; what changed since it was ruled is open again.
_SHOWN: dict[str, frozenset[Status]] = {
    "open": frozenset({Status.OPEN, Status.STALE}),
    "all": frozenset(Status),
    "ruled": frozenset({Status.RULED}),
    "discuss": frozenset({Status.DISCUSS}),
    "stale": frozenset({Status.STALE}),
}
WHICH: tuple[str, ...] = tuple(_SHOWN)
FEWEST_LETTERS = 4


def queue(
    study: "StudyFile",
    *,
    coders: Sequence[str] = (),
    codes: Sequence[str] = (),
    transcripts: Sequence[str] = (),
    kinds: Sequence[str] = (),
    which: Which = "open",
    order: Order = "text",
    codings: Collection[str] = (),
    seal: "Seal | None" = None,
) -> Queue:
    """The passages on which persons differ who have finished the transcript, with what was decided about them.

    Cases are always made of everyone who finished the transcript, so that a ruling is about all that was given there;
    the filters only choose among them.

    Args:
        study: Open. What its reader is not shown is not there.
        coders: Names or uuids: two or more for cases on which these do not all hold the same position; one for cases
            on which somebody else holds another than this coder.
        codes: Names or uuids: cases in which one of them, or a code under them, was given.
        transcripts: Names or uuids; by default all.
        kinds: Of difference, such as ``boundary``: cases that are of any of them.
        which: ``open`` (never ruled on, or changed since), ``discuss``, ``stale``, ``ruled`` or ``all``.
        order: As in the texts, or by ``cost``, most characters first.
        codings: uuids: cases about any of these; by default all.
        seal: What the viewer may see: transcripts are left out on which the work of any person is sealed.

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
        RulingError: If a kind is none.
    """
    reader = study.reader
    texts = {transcript_store.named(reader, name) for name in transcripts} or None
    if codings:
        there = coding_store.transcripts_of(reader, codings)
        texts = there & texts if texts else there
    casebook = Casebook(reader, texts)
    sealed = _sealed(casebook, seal)
    tests = [
        _about_coders([coder_store.named(reader, name) for name in coders]),
        _about_codes(casebook.book, codes),
        _about_kinds(kinds),
        _about_codings(codings),
    ]
    chosen = [case for case in casebook.cases if case.transcript not in sealed and all(test(case) for test in tests)]
    shown = [case for case in chosen if case.status in _SHOWN[which]]
    if order == "cost":
        shown.sort(key=lambda case: -case.cost)
    lapsed = tuple(one for one in casebook.lapsed if one.transcript not in sealed)
    return Queue(tuple(shown), counted(chosen), lapsed, len(sealed))


def counted(cases: Iterable[OpenCase]) -> Counts:
    """How many cases are how far."""
    found = dict.fromkeys(Status, 0)
    for case in cases:
        found[case.status] += 1
    return Counts(*(found[status] for status in Status))


def case_called(cases: Iterable[OpenCase], key: str) -> OpenCase:
    """The case with a key, which may be cut short.

    Raises:
        RulingError: If there is none, or the letters are too few to tell.
    """
    wanted = key.strip().casefold()
    found = [case for case in cases if len(wanted) >= FEWEST_LETTERS and case.key.startswith(wanted)]
    if len(found) > 1:
        raise RulingError(_("Several cases begin with {key}.").format(key=wanted), _("Give more of its letters."))
    if not found:
        raise RulingError(
            _("There is no case {key}.").format(key=wanted or "?"),
            _("See the keys with `workbench rule STUDY --all`; they change when the codings do."),
        )
    return found[0]


Test = Callable[[OpenCase], bool]


def _about_coders(wanted: Sequence[Coder]) -> Test:
    mine = {coder.uuid for coder in wanted}

    def test(case: OpenCase) -> bool:
        held = [position for position in case.positions if any(coder.uuid in mine for coder in position.coders)]
        return len(held) > 1 if len(mine) > 1 else bool(held)

    return test if mine else _any


def _about_codes(book: "Codebook", names: Sequence[str]) -> Test:
    inside = {inner.uuid for name in names for inner in book.descendants(book.named(name).uuid)}
    inside |= {book.named(name).uuid for name in names}
    return (lambda case: any(code.uuid in inside for code in case.codes)) if names else _any


def _about_kinds(names: Collection[str]) -> Test:
    from workbench.analysis.cases import Kind

    known = {kind.value for kind in Kind}
    for name in names:
        if name not in known:
            raise RulingError(
                _("There is no kind of disagreement {name}.").format(name=name),
                _("Kinds: {kinds}.").format(kinds=", ".join(kind.value for kind in Kind)),
            )
    return (lambda case: any(kind.value in names for kind in case.kinds)) if names else _any


def _about_codings(uuids: Collection[str]) -> Test:
    wanted = frozenset(uuids)
    return (lambda case: any(coding.uuid in wanted for coding in case.codings)) if wanted else _any


def _sealed(casebook: Casebook, seal: "Seal | None") -> set[str]:
    """Transcripts on which the work of any person is sealed: what all differ on cannot be told there."""
    hidden = seal.hidden if seal is not None else frozenset[tuple[str, str]]()
    return {text for text in casebook.names if any((coder.uuid, text) in hidden for coder in casebook.people)}


def _any(_case: OpenCase) -> bool:
    return True
