"""From evidence to a list: examples, ranking, bands, variety, boundaries, reasons, each made where it belongs."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from codebook.code import Code
from codebook.suggestion import Decision, QueueOrder, Suggestion, Verdict
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store.decisions import ListEntry
from workbench.store.readings import text_hash
from workbench.store.suggestion_evidence import Evidence
from workbench.suggest.bands import Cuts, cuts, nearest_first
from workbench.suggest.boundaries import sentence_span
from workbench.suggest.corpus import Corpus
from workbench.suggest.diversity import ROW, Ground, Pick, beyond, varied
from workbench.suggest.pieces import Piece
from workbench.workflows.listing_names import listed
from workbench.workflows.suggesting import rule_lookup
from workbench.workflows.suggesting.definitions import code_words
from workbench.workflows.suggesting.examples import Examples, Segments, examples
from workbench.workflows.suggesting.lists import SuggestionList, shown_bands, skipped
from workbench.workflows.suggesting.switches import LearnFrom
from workbench.workflows.suggesting.telling import Teller

if TYPE_CHECKING:
    from workbench.workflows.suggesting.room import Ready, SuggestionRoom

_digests: "WeakKeyDictionary[Segments, str]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class View:
    """The texts that a list is made from.

    Attributes:
        corpus: Their arrays.
        segments: Where they stand.
        names: uuid of each transcript → its name.
        readers: Who reads the words of codes, by language.
        encoder: Who encodes them, None without sentence vectors.
        ready: How far reading has come.
    """

    corpus: Corpus
    segments: Segments
    names: Mapping[str, str]
    readers: Mapping[str, Any]
    encoder: Any
    ready: "Ready"

    @classmethod
    def of(cls, room: "SuggestionRoom") -> "View":
        """All texts of a study."""
        return cls(room.corpus, room.segments, room.names, room.readers, room.encoder, room.ready)

    def without(self, transcripts: Collection[str]) -> "View":
        """The same without some transcripts (uuids)."""
        kept = [place for place, piece in enumerate(self.pieces) if piece.transcript not in transcripts]
        pieces = [self.pieces[place] for place in kept]
        corpus = Corpus(
            pieces,
            [self.corpus.languages[place] for place in kept],
            [self.corpus.readings[place] for place in kept],
            None if self.corpus.vectors is None else self.corpus.vectors[kept],
        )
        names = {uuid: name for uuid, name in self.names.items() if uuid not in transcripts}
        return replace(self, corpus=corpus, segments=Segments(pieces), names=names)

    @property
    def pieces(self) -> Sequence[Piece]:
        """The segments in reading order."""
        return self.segments.pieces

    @property
    def state(self) -> dict[str, object]:
        """What a list depends on besides what was asked: the texts, and how much of them was read."""
        return {"texts": self.digest, "read": [self.ready.read, self.ready.pieces]}

    @property
    def digest(self) -> str:
        """32 hexadecimal digits over the segments: where they stand, what they say, which can be suggested."""
        if self.segments not in _digests:
            _digests[self.segments] = digest_of(self.pieces)
        return _digests[self.segments]

    def examples(self, evidence: Evidence, entry: ListEntry) -> Examples:
        """What the evidence says of the segments, for who asked for a list."""
        source = LearnFrom(str(entry.settings["learn_from"]))
        return examples(self.segments, evidence, entry.coder, entry.definition_hash, learn_from=source)


def digest_of(pieces: Sequence[Piece]) -> str:
    """As ``View.digest``."""
    state = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        state.update(f"{piece.transcript} {piece.span.start} {piece.span.end} {piece.candidate} ".encode())
        state.update(text_hash(piece.text))
    return state.hexdigest()


def compose(view: View, code: Code, evidence: Evidence, entry: ListEntry) -> SuggestionList:
    """Make a list.

    Args:
        view: The texts.
        code: As it is, or was, defined.
        evidence: What is, or was, known about it.
        entry: What was asked, with the uuid of the list.
    """
    found = view.examples(evidence, entry)
    own = [one for one in evidence.decisions if one.coder == entry.coder]
    ranked = _Ranked(view, code, found, entry)
    shown = _shown(view, ranked, own, entry, cuts(ranked.scores, _record(own, evidence, entry)))
    return SuggestionList(
        entry,
        shown,
        candidates=ranked.candidates,
        accepted=len(found.accepted),
        rejected=len(found.rejected),
        decided=len(own),
        hits=sum(_hit(one, evidence) for one in own),
        notes=tuple(_notes(view, code, found, entry, ranked)),
    )


class _Ranked:
    """The candidates of a list, the highest score first; of equal ones the first in the text.

    Attributes:
        candidates: How many there are; of very many, only the likelier have a score.
        excluded: How many more there would be without the exclusions of the code's rules.
        places: Of the segments.
        scores: Of each.
        teller: Says why.
    """

    def __init__(self, view: View, code: Code, found: Examples, entry: ListEntry) -> None:
        from workbench.suggest.queries import read_query
        from workbench.suggest.ranking import Ranker

        matched, barred = rule_lookup.hits(view.corpus, code)
        passed = [view.segments.exactly(transcript, Span(start, end)) for transcript, start, end in skipped(entry)]
        open_ = view.corpus.candidate.copy()
        open_[[*found.settled, *(place for place in passed if place is not None)]] = False
        self.excluded = int(open_[barred].sum())
        open_[barred] = False
        candidates = np.flatnonzero(open_)
        accepted, rejected = (np.array(sorted(known), np.int64) for known in (found.accepted, found.rejected))
        query = read_query(code_words(code), view.readers, view.encoder)
        ranking = Ranker(view.corpus).rank(query, accepted, rejected, candidates, matched=matched, barred=barred)
        self.candidates = len(candidates)
        self.places: list[int] = ranking.places.tolist()
        self.scores: list[float] = ranking.scores.tolist()
        self.teller = Teller(view, code, found, query, ranking, accepted, rejected)


def _shown(
    view: View, ranked: _Ranked, own: Sequence[Decision], entry: ListEntry, bands: Cuts
) -> tuple[Suggestion, ...]:
    """What is shown of a ranking, with its reasons."""
    rank_of = {place: rank for rank, place in enumerate(ranked.places, 1)}
    return tuple(
        _suggestion(view, ranked, entry, bands, pick, rank_of[pick.passage])
        for pick in _picks(view, ranked, own, entry, bands)
    )


def _picks(view: View, ranked: _Ranked, own: Sequence[Decision], entry: ListEntry, bands: Cuts) -> list[Pick]:
    count = int(str(entry.settings["count"]))
    within = entry.settings.get("within")
    if within:
        wanted, held = shown_bands(entry), view.segments.of(str(within))
        pairs = zip(ranked.places, ranked.scores, strict=True)
        return [Pick(place) for place, score in pairs if place in held and bands.band(score) in wanted][:count]
    queue = ranked.places
    if entry.order is QueueOrder.UNCERTAIN and queue:
        queue = [queue[at] for at in nearest_first(ranked.scores, bands.boundary(ranked.scores))]
    passed = list(skipped(entry))
    return varied(
        queue,
        Ground(view.corpus.transcript.tolist(), range(len(view.pieces)), lambda place: view.pieces[place].text),
        count=count,
        outside=beyond(ranked.places, count),
        before=_before(view, own, passed),
        passed=len(own) + len(passed),
        seed=f"{entry.code}/{entry.coder}",
    )


def _before(view: View, own: Sequence[Decision], passed: Sequence[tuple[str, int, int]]) -> list[int]:
    """The segments that were shown last: those decided about, then those passed over."""
    segments = view.segments
    decided = [segments.again(one.transcript, one.span, one.text_hash) for one in own[-ROW:]]
    skips = [segments.exactly(transcript, Span(start, end)) for transcript, start, end in passed[-ROW:]]
    return [place for place in (*decided, *skips) if place is not None]


def _record(own: Sequence[Decision], evidence: Evidence, entry: ListEntry) -> list[tuple[float, bool]]:
    """Score and verdict of what was decided so far; scores of another suggester are on another scale."""
    return [(one.score, _hit(one, evidence)) for one in own if one.suggester == entry.suggester]


def _hit(decision: Decision, evidence: Evidence) -> bool:
    return decision.verdict is not Verdict.REJECTED and decision.uuid not in evidence.elsewhere


def _suggestion(view: View, ranked: _Ranked, entry: ListEntry, bands: Cuts, pick: Pick, rank: int) -> Suggestion:
    piece, score = view.pieces[pick.passage], ranked.scores[rank - 1]
    why = ranked.teller.why(pick.passage)
    return Suggestion(
        list=entry.uuid,
        code=entry.code,
        transcript=piece.transcript,
        name=view.names[piece.transcript],
        turn=piece.turn,
        span=sentence_span(piece, why.words),
        segment=piece.span,
        text_hash=text_hash(piece.text).hex(),
        rank=rank,
        score=score,
        band=bands.band(score),
        outside=pick.outside,
        fresh=piece.transcript not in ranked.teller.found.marked,
        alike=pick.alike,
        why=why,
    )


def _notes(view: View, code: Code, found: Examples, entry: ListEntry, ranked: _Ranked) -> list[str]:
    """What should be known of a list."""
    notes = []
    if view.ready.partial:
        notes.append(
            _("Not everything is read yet ({read} of {all} passages): suggestions get better when it is.").format(
                read=view.ready.read, all=view.ready.pieces
            )
        )
    if not (code.definition or code.include or code.keywords or found.accepted):
        notes.append(
            _("{code} has no definition yet: only its name is looked for. A sentence of definition finds more.").format(
                code=code.short
            )
        )
    if not ranked.candidates:
        notes.append(_nothing_left(view, code, ranked.excluded))
    fresh = [name for uuid, name in view.names.items() if uuid not in found.marked and view.segments.of(uuid)]
    if found.marked and fresh:
        notes.append(_("No passage of {code} yet in: {names}.").format(code=code.short, names=listed(fresh)))
    if entry.settings["learn_from"] == LearnFrom.ALL:
        notes.append(_("Learned from the codings and rejections of all coders."))
    return notes


def _nothing_left(view: View, code: Code, excluded: int) -> str:
    if excluded:
        said = ngettext(
            "No passage is left to suggest but {count} that the rules of {code} exclude.",
            "No passage is left to suggest but {count} that the rules of {code} exclude.",
            excluded,
        )
        return said.format(count=excluded, code=code.short)
    if not view.corpus.candidate.any():
        return _("The study holds no passage that could be suggested: what participants say is brought in first.")
    return _("No passage is left to suggest.")
