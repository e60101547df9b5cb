"""Findings: which objectives matter most to the participants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.code import Code
from codebook.coding import Coder
from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.store import codings as coding_store
from workbench.workflows.layers import Choice
from workbench.workflows.wording import Wording

if TYPE_CHECKING:
    from workbench.analysis.columns import IntArray
    from workbench.analysis.importance import Importance, Objective
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.evidence import Evidence
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The ranking of one layer.

    Attributes:
        layer: The coder, or the consensus.
        codes: What is ranked, in the order of the codebook; an objective's ``theme`` is an index into it.
        importance: The figures, in rank order.
        participants: Pseudonyms of those whose transcripts are all done; the columns of the tally.
        unread: Pseudonyms of those who are not read to the end.
        pseudonyms: Of all participants; an objective's ``single`` is an index into it.
        ids: Row number of each coding in the store.
        on_branch: Codings on the branch itself, which are in no line.
    """

    layer: Coder
    codes: tuple[Code, ...]
    importance: "Importance"
    participants: tuple[str, ...]
    unread: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    ids: "IntArray"
    on_branch: int

    @property
    def lines(self) -> "Iterator[tuple[Code, Objective]]":
        """Each code with its figures, in rank order."""
        return ((self.codes[one.theme], one) for one in self.importance.objectives)

    @property
    def reason(self) -> str:
        """Why the ranking says nothing, in words; "" where it says something."""
        return self.importance.reason.text if self.importance.reason else ""

    def voices(self, theme: int) -> tuple[list[str], list[str]]:
        """Pseudonyms of who names a theme, and of who only rejects it."""
        tally = self.importance.tally
        return self._named(tally.supported[theme]), self._named(tally.rejected[theme])

    def _named(self, who: Sequence[bool]) -> list[str]:
        return [pseudonym for pseudonym, is_so in zip(self.participants, who, strict=True) if is_so]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the layers differ on one code.

    Attributes:
        code: The code.
        participants: Fewest and most participants that a layer finds.
        ranks: Best and worst rank that a layer gives.
    """

    code: Code
    participants: tuple[int, int]
    ranks: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RankingReport:
    """A ranking, by one layer or by each coder.

    Attributes:
        branch: The branch whose children are ranked, None for the codes at the top.
        rankings: One per layer.
        choice: Why these layers.
        asked: How far it is known who was asked: ``none``, ``partly`` or ``all``.
        spreads: In the order of the codebook; empty with one layer.
        without_transcript: Pseudonyms of participants who speak in no transcript.
        language: Of the labels.
        wording: The words of quantity of the study.
    """

    branch: Code | None
    rankings: tuple[Ranking, ...]
    choice: Choice
    asked: str
    spreads: tuple[Spread, ...]
    without_transcript: tuple[str, ...]
    language: str
    wording: Wording

    def say(self, count: int, total: int) -> str:
        """The words for a count of a total."""
        return self.wording.say(count, total)


def ranking(
    study: "StudyFile", *, layer: str = "", branch: str = "", draws: int | None = None, seed: int | None = None
) -> RankingReport:
    """Rank the codes of a branch by the participants who name them.

    Args:
        study: Open.
        layer: Name of a coder or ``consensus``. By default the consensus if it has finished transcripts; else the only
            coder; else each coder who has finished transcripts, with the range across them.
        branch: Name or uuid of a code whose children are ranked, or that is ranked alone if it has none; ``TOP`` for
            the codes at the top. By default
            the one branch at the top that takes stances (the objectives), else the codes at the top.
        draws: Of the bootstrap.
        seed: Of the bootstrap.

    Raises:
        StoreError: If the coder is unknown.
        CodebookError: If the branch is unknown.
        AnalysisError: If nobody codes the study, or no draw is wanted.
    """
    from workbench.analysis.resampling import SEED
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.findings.room import Room

    inquiry = Inquiry(Room(study), Filter(layer=layer, branch=branch))
    return ranked(inquiry, draws=_draws(draws), seed=SEED if seed is None else seed)


def ranked(inquiry: "Inquiry", *, draws: int, seed: int) -> RankingReport:
    """Rank the codes of a branch by each layer of an inquiry.

    The codes are those right under the branch asked for, or at the level asked for.
    """
    book = inquiry.book
    top = _branch(book, inquiry)
    codes = inquiry.codes() if inquiry.filter.level else book.children(top.uuid if top else None)
    codes = codes or ((top,) if top else ())
    rankings = tuple(_rank(inquiry.evidence(layer), codes, top, draws, seed) for layer in inquiry.layers)
    silent = zip(inquiry.people, inquiry.speaks, inquiry.who, strict=True)
    return RankingReport(
        branch=top,
        rankings=rankings,
        choice=inquiry.choice,
        asked=inquiry.linked.value,
        spreads=tuple(_spreads(rankings)) if len(rankings) > 1 else (),
        without_transcript=tuple(name for name, texts, fits in silent if fits and not texts),
        language=inquiry.language,
        wording=Wording(inquiry.study),
    )


def passages(study: "StudyFile", ranking: Ranking, *, code: str, participant: str | None = None) -> list[str]:
    """The codings behind a figure of a ranking, in text order.

    Args:
        study: Open.
        ranking: Where the figure stands.
        code: uuid of the code of its line.
        participant: Pseudonym, for one cell of the strip; None for the whole line.

    Returns:
        uuids of codings.
    """
    tally = ranking.importance.tally
    theme = [one.uuid for one in ranking.codes].index(code)
    columns = range(len(ranking.participants)) if participant is None else [ranking.participants.index(participant)]
    rows = sorted({int(row) for column in columns for row in tally.passages(theme, column)})
    return _uuids(study, ranking, rows)


def ownerless_passages(study: "StudyFile", ranking: Ranking) -> list[str]:
    """The codings that cover interviewer turns only, or words of nobody known, and so count for nobody."""
    return _uuids(study, ranking, ranking.importance.tally.ownerless.tolist())


def _uuids(study: "StudyFile", ranking: Ranking, rows: Sequence[int]) -> list[str]:
    ids = [int(ranking.ids[row]) for row in rows]
    found = coding_store.uuids(study.reader, ids)
    return [found[one] for one in ids if one in found]


def _draws(wanted: int | None) -> int:
    from workbench.analysis.resampling import DRAWS

    if wanted is not None and wanted < 1:
        raise AnalysisError(_("A bootstrap needs at least one draw."), _("5,000 or more are usual."))
    return DRAWS if wanted is None else wanted


# -- what is ranked, and by whose codings ----------------------------------------------------------------------------


def _branch(book: Codebook, inquiry: "Inquiry") -> Code | None:
    """The branch asked for; where none is, the one branch at the top that takes stances."""
    if inquiry.filter.branch or inquiry.filter.level:
        return inquiry.branch
    stances = [code for code in book.children(None) if code.takes_stance and book.children(code.uuid)]
    return stances[0] if len(stances) == 1 else None


def _rank(evidence: "Evidence", codes: tuple[Code, ...], branch: Code | None, draws: int, seed: int) -> Ranking:
    """Rank by the codings of one layer."""
    from workbench.analysis.importance import rank_themes
    from workbench.analysis.mentions import tally

    inquiry, codings = evidence.inquiry, evidence.codings
    theme_of = inquiry.snapshot.columns.theme_of(inquiry.book, [code.uuid for code in codes], codings)
    counted = tally(codings, evidence.turns, theme_of=theme_of, themes=len(codes), read=evidence.read)
    return Ranking(
        layer=evidence.layer,
        codes=codes,
        importance=rank_themes(counted, draws=draws, seed=seed),
        participants=evidence.participants,
        unread=evidence.names(evidence.unread),
        pseudonyms=inquiry.people,
        ids=evidence.ids,
        on_branch=_on_branch(evidence, codes, branch),
    )


def _on_branch(evidence: "Evidence", codes: tuple[Code, ...], branch: Code | None) -> int:
    if branch is None or branch in codes:
        return 0
    return int((evidence.theme_of((*codes, branch)) == len(codes)).sum())


def _spreads(rankings: Sequence[Ranking]) -> Iterator[Spread]:
    figures = [{code.uuid: objective for code, objective in one.lines} for one in rankings]
    for code in rankings[0].codes:
        counts = [by_code[code.uuid].supported for by_code in figures]
        ranks = [by_code[code.uuid].rank for by_code in figures]
        yield Spread(code, (min(counts), max(counts)), (min(ranks), max(ranks)))
