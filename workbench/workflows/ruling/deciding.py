"""Ruling on a case, taking a ruling back, ruling by majority: one step to undo each, the consensus with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from codebook.ruling import Ruling, Verdict
from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.store import coders as coder_store
from workbench.store import rulings as ruling_store
from workbench.workflows.ruling import building
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.outcomes import chosen_by, outcome
from workbench.workflows.ruling.rebuilding import settle
from workbench.workflows.ruling.values import OpenCase, Ruled, Status
from workbench.workflows.ruling.writing import write

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling that is to be made.

    Attributes:
        case: As it was shown.
        verdict: What is decided.
        chosen: As in ``outcome``.
        reason: Why, "" if not said.
    """

    case: OpenCase
    verdict: Verdict
    chosen: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Majorities:
    """What ruling by majority did.

    Attributes:
        rulings: Those made.
        without: Cases without a majority, which stay as they were.
        decided: Cases left alone because somebody has ruled on them, or wants to discuss them.
    """

    rulings: tuple[Ruling, ...]
    without: int
    decided: int


def rule(
    study: "StudyFile",
    case: OpenCase,
    verdict: Verdict,
    *,
    coder: str,
    chosen: int | None = None,
    reason: str = "",
) -> Ruled:
    """Decide about a case; a ruling on it, or on any of its codings, gives way.

    The consensus of the transcript is built anew in the same step. The coders' codings are never touched.

    Args:
        study: The open study.
        case: As it was shown.
        verdict: What is decided.
        coder: uuid of the person who decides.
        chosen: As in ``outcome``.
        reason: Why; may stay empty.

    Raises:
        RulingError: If the verdict makes no sense here, the codings or the ruling on them have changed since the case
            was shown, or no person decides.
        SealedError: If somebody's work on the transcript is sealed from who decides.
    """
    outcome(case, verdict, chosen)
    by = checked(study, coder, [case.transcript])
    reason = checked_reason(reason)
    with study.act(coder, "ruling.make") as act:
        casebook = Casebook(study.whole, [case.transcript])
        now = _unchanged({one.key: one for one in casebook.cases}, case)
        ruling = _ruling(now, verdict, chosen, by, reason, act.at)
        if now.ruling is not None and not now.stale and _same(now.ruling, ruling):
            return Ruled(now.ruling, (), ())
        _tell(act, now)
        act.verb = "ruling.make" if now.ruling is None else "ruling.change"
        act.facts |= {"ruling": ruling.uuid, "verdict": verdict.value}
        made, removed = write(act, study, casebook, [ruling], _touching(casebook, now))
    settle(study, [case.transcript], coder=coder)
    return Ruled(ruling, made, removed)


def withdraw(study: "StudyFile", ruling: str, *, coder: str) -> Ruled:
    """Take a ruling away, whoever made it; its case is open again, and its codings leave the consensus.

    Args:
        study: The open study.
        ruling: uuid.
        coder: uuid of the person who does so.

    Raises:
        RulingError: If the ruling is gone already.
        SealedError: If somebody's work on the transcript is sealed from who does so.
    """
    known = next((one for one in ruling_store.all(study.whole) if one.uuid == ruling), None)
    if known is None:
        raise RulingError(_("This ruling is gone: somebody took it away meanwhile."), _("Look at the case again."))
    checked(study, coder, [known.transcript])
    with study.act(coder, "ruling.withdraw") as act:
        act.facts |= {"transcript": known.transcript, "span": [known.span.start, known.span.end], "ruling": ruling}
        act.facts["codes"] = _codes_of(known)
        made, removed = write(act, study, Casebook(study.whole, [known.transcript]), [], [known])
    settle(study, [known.transcript], coder=coder)
    return Ruled(known, made, removed)


def rule_majority(study: "StudyFile", cases: Iterable[OpenCase], *, coder: str) -> Majorities:
    """Rule for the majority on every case that has one and on which nobody has decided anything; one step for all.

    Args:
        study: The open study.
        cases: As they were shown.
        coder: uuid of the person who wants it so.

    Raises:
        RulingError: If codings or rulings have changed since the cases were shown.
        SealedError: If somebody's work on one of the transcripts is sealed from who does so.
    """
    shown = list(cases)
    open_now = [case for case in shown if case.status in (Status.OPEN, Status.STALE)]
    chosen = [case for case in open_now if case.majority is not None]
    made = rule_all(study, [Decision(case, Verdict.MAJORITY) for case in chosen], coder=coder, verb="ruling.majority")
    return Majorities(tuple(made), len(open_now) - len(chosen), len(shown) - len(open_now))


def rule_all(study: "StudyFile", decisions: Sequence[Decision], *, coder: str, verb: str) -> list[Ruling]:
    """Make many rulings in one step.

    Args:
        study: The open study.
        decisions: At most one on each case.
        coder: uuid of the person who decides.
        verb: Name of the act.

    Raises:
        RulingError: As in ``rule``; nothing is written then.
        SealedError: If somebody's work on one of the transcripts is sealed from who decides.
    """
    texts = list(dict.fromkeys(one.case.transcript for one in decisions))
    by = checked(study, coder, texts)
    for one in decisions:
        outcome(one.case, one.verdict, one.chosen)
    with study.act(coder, verb) as act:
        casebook = Casebook(study.whole, texts)
        found = {case.key: case for case in casebook.cases}
        current = [_unchanged(found, one.case) for one in decisions]
        made = [
            _ruling(now, one.verdict, one.chosen, by, checked_reason(one.reason), act.at)
            for now, one in zip(current, decisions, strict=True)
        ]
        write(act, study, casebook, made, [one for now in current for one in _touching(casebook, now)])
        act.facts |= {"transcripts": texts, "count": len(made)}
        if len(texts) == 1:
            act.facts["transcript"] = texts[0]
    settle(study, texts, coder=coder)
    return made


# -- checks --------------------------------------------------------------------------------------------------------


def checked(study: "StudyFile", coder: str, transcripts: Sequence[str]) -> Coder:
    """The person who decides about some transcripts.

    Raises:
        RulingError: If it is no person.
        SealedError: If somebody's work on one of the transcripts is sealed from that person.
    """
    from workbench.workflows.sealing import seal_for

    by = coder_store.named(study.reader, coder)
    if by.kind is not CoderKind.PERSON:
        raise RulingError(
            _("{name} is a layer; a ruling is made by a person.").format(name=by.name),
            _("Say who decides with --coder NAME."),
        )
    seal = seal_for(study, by)
    states = ruling_store.states(study.whole) if seal.hidden else {}
    people = {one.uuid: one for one in coder_store.all(study.reader)}
    for transcript in transcripts if seal.hidden else ():
        seal.refuse([people[one] for one in states.get(transcript, {})], [transcript])
    return by


def checked_reason(reason: str) -> str:
    """A reason as it is kept.

    Raises:
        RulingError: If it is too long.
    """
    clean = reason.strip()
    if len(clean) > LONGEST_REASON:
        raise RulingError(
            _("A reason has at most {most} characters.").format(most=LONGEST_REASON),
            _("Put what is longer into a memo."),
        )
    return clean


def _unchanged(cases: Mapping[str, OpenCase], shown: OpenCase) -> OpenCase:
    """The case as it stands under the write lock; refused if it is not what was shown."""
    now = cases.get(shown.key)
    if now is None or set(now.remembered) != set(shown.remembered):
        raise RulingError(
            _("What coders gave here has changed since it was shown."), _("Nothing was ruled. Look at it again.")
        )
    if _mark(now.ruling) != _mark(shown.ruling):
        raise RulingError(
            _("Somebody has ruled on this meanwhile, or taken a ruling back."),
            _("Nothing was ruled. Look at it again."),
        )
    return now


def _mark(ruling: Ruling | None) -> tuple[str, str] | None:
    return None if ruling is None else (ruling.uuid, ruling.changed)


def _same(known: Ruling, wanted: Ruling) -> bool:
    return (known.verdict, known.chosen, known.reason) == (wanted.verdict, wanted.chosen, wanted.reason)


# -- writing -------------------------------------------------------------------------------------------------------


def _ruling(case: OpenCase, verdict: Verdict, chosen: int | None, by: Coder, reason: str, at: str) -> Ruling:
    return Ruling(
        uuid=building.named("ruling", case.key),
        transcript=case.transcript,
        span=case.span,
        coder=by.uuid,
        kind=case.kind.value,
        verdict=verdict,
        chosen=chosen_by(case, verdict, chosen),
        reason=reason,
        positions=case.remembered,
        made=at,
        changed=at,
    )


def _touching(casebook: Casebook, case: OpenCase) -> list[Ruling]:
    """The rulings on any of the codings of a case; they are about answers that are judged anew."""
    mine = {one.uuid for one in case.codings}
    return [one for one in casebook.rulings if one.transcript == case.transcript and one.codings & mine]


def _tell(act: "Act", case: OpenCase) -> None:
    act.facts |= {
        "transcript": case.transcript,
        "span": [case.span.start, case.span.end],
        "codes": [code.uuid for code in case.codes],
    }


def _codes_of(ruling: Ruling) -> list[str]:
    return list(dict.fromkeys(one.code for position in ruling.positions for one in position.codings))
