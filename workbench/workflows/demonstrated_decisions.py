"""What the fictional coders of the demonstration did with suggestions, written down as if they had been shown them.

No model made these suggestions: ranks and bands come from a table, and the suggester says so by its name. What was
rejected stays rejected like anything else, so a queue that is opened on the demonstration offers none of it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from codebook.suggestion import Band, Decision, QueueOrder, Verdict
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import decisions as decision_store
from workbench.store import transcripts as transcript_store
from workbench.store.coders import new_uuid
from workbench.store.decisions import ListEntry
from workbench.store.readings import text_hash

if TYPE_CHECKING:
    from codebook.coding import Coding
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile
    from workbench.suggest.pieces import Piece

SUGGESTER = "demonstration"
Line = Mapping[str, str]


def decide(study: "StudyFile", lines: Iterable[Line]) -> None:
    """Write decisions down, coder by coder and code by code; accepted codings then come from suggestions.

    Args:
        study: With the codings that the lines speak of.
        lines: ``coder``, ``code``, ``transcript``, ``verdict``, ``rank``, ``band``, ``outside`` (yes or no),
            ``proposed`` (the words of the passage) and ``coded``, the words of the coding where they differ.
    """
    from workbench.workflows.suggesting.cutting import cut_study

    pieces = cut_study(study).pieces
    for (coder, code), some in groupby(lines, key=lambda line: (line["coder"], line["code"])):
        _decide(study, coder, code, list(some), pieces)


def _decide(study: "StudyFile", coder: str, code: str, lines: Sequence[Line], pieces: "Sequence[Piece]") -> None:
    from workbench.workflows.suggesting.definitions import definition_hash

    who, book = coder_store.named(study.reader, coder).uuid, code_store.book(study.reader)
    meant = book.named(code)
    own = coding_store.of_code(study.reader, [meant.uuid], who)
    with study.act(who, "study.demo") as act:
        shown = ListEntry(
            uuid=new_uuid(),
            coder=who,
            code=meant.uuid,
            made_at=act.at,
            journal_entry="",
            suggester=SUGGESTER,
            model="",
            definition_hash=definition_hash(meant),
            codebook_version=book.version,
            order=QueueOrder.SUREST,
            settings={"learn_from": "own", "count": len(lines)},
            accepted=(),
            rejected=(),
        )
        row = decision_store.keep_list(act, shown)
        for line in lines:
            decision_store.keep(act, _decision(study, act, shown, line, own, pieces), row)


def _decision(
    study: "StudyFile", act: "Act", shown: ListEntry, line: Line, own: "Sequence[Coding]", pieces: "Sequence[Piece]"
) -> Decision:
    from workbench.workflows.picking import find_words

    transcript = transcript_store.named(study.reader, line["transcript"])
    text = transcript_store.load(study.reader, transcript).text
    [span] = find_words(text, None, line["proposed"])
    verdict, coding = Verdict(line["verdict"]), ""
    if verdict is not Verdict.REJECTED:
        [place] = find_words(text, None, line["coded"] or line["proposed"])
        coding = _came_from_suggestion(act, own, transcript, place)
    [piece] = [one for one in pieces if one.transcript == transcript and one.span.start <= span.start < one.span.end]
    rank = int(line["rank"])
    return Decision(
        uuid=new_uuid(),
        list=shown.uuid,
        coder=shown.coder,
        code=shown.code,
        transcript=transcript,
        span=span,
        text_hash=text_hash(piece.text).hex(),
        verdict=verdict,
        coding=coding,
        rank=rank,
        score=round(4 / rank, 2),
        band=Band(line["band"]),
        outside=line["outside"] == "yes",
        nearest="",
        suggester=shown.suggester,
        model=shown.model,
        definition_hash=shown.definition_hash,
        codebook_version=shown.codebook_version,
        decided_at=act.at,
    )


def _came_from_suggestion(act: "Act", own: "Sequence[Coding]", transcript: str, span: Span) -> str:
    """Say of a coding that is there that it came from a suggestion; its uuid."""
    from workbench.store.rows import CodingRow

    [coding] = [one for one in own if (one.transcript, one.span) == (transcript, span)]
    act.change(act.get(CodingRow, coding.uuid), origin="suggestion")
    return coding.uuid
