"""Findings: which objectives matter most to the participants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.code import Code
from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import guide as guide_store

if TYPE_CHECKING:
    from workbench.analysis.columns import BoolArray, IntArray
    from workbench.analysis.importance import Importance, Objective
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows, StudyColumns

#: Stands for the top of the codebook where a branch is named.
TOP = "/"


class Choice(StrEnum):
    """Why these layers are ranked."""

    ASKED = "asked"
    CONSENSUS = "consensus"
    ONLY_CODER = "only_coder"
    EACH_CODER = "each_coder"


class Asked(StrEnum):
    """Whether it is known who was asked about a code; until it is, every participant read is in the denominator."""

    UNKNOWN = "unknown"
    LEFT_OUT = "left_out"


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
        asked: What is known of who was asked.
        spreads: In the order of the codebook; empty with one layer.
        without_transcript: Pseudonyms of participants who speak in no transcript.
        language: Of the labels.
    """

    branch: Code | None
    rankings: tuple[Ranking, ...]
    choice: Choice
    asked: Asked
    spreads: tuple[Spread, ...]
    without_transcript: tuple[str, ...]
    language: str


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
    from workbench.workflows.columns import StudyColumns

    reader = study.reader
    columns = StudyColumns(reader)
    layers, choice = _layers(study, columns, layer)
    book = code_store.book(reader)
    top = _branch(book, branch)
    codes = book.children(top.uuid if top else None) or ((top,) if top else ())
    question = _Question(columns, book, top, codes, _draws(draws), SEED if seed is None else seed)
    rankings = tuple(question.answer(one) for one in layers)
    speaks = columns.speaks()
    return RankingReport(
        branch=top,
        rankings=rankings,
        choice=choice,
        asked=Asked.LEFT_OUT if guide_store.is_linked(reader) else Asked.UNKNOWN,
        spreads=tuple(_spreads(rankings)) if len(rankings) > 1 else (),
        without_transcript=tuple(name for name, texts in zip(columns.people, speaks, strict=True) if not texts),
        language=study.language,
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


def _layers(study: "StudyFile", columns: "StudyColumns", name: str) -> tuple[list[Coder], Choice]:
    if name:
        return [coder_store.named(study.reader, name)], Choice.ASKED
    everyone = coder_store.all(study.reader)
    finished = [coder for coder in everyone if columns.done(coder.uuid).any()]
    for coder in finished:
        if coder.kind is CoderKind.CONSENSUS:
            return [coder], Choice.CONSENSUS
    people = [coder for coder in everyone if coder.kind is CoderKind.PERSON]
    if not people:
        raise AnalysisError(
            _("Nobody codes this study yet."),
            _("Add a coder with `workbench coders STUDY add {name}`.").format(name="MA"),
        )
    if len(people) == 1:
        return people, Choice.ONLY_CODER
    return finished or people, Choice.EACH_CODER


def _branch(book: Codebook, name: str) -> Code | None:
    if name == TOP:
        return None
    if name:
        return book.named(name)
    stances = [code for code in book.children(None) if code.takes_stance and book.children(code.uuid)]
    return stances[0] if len(stances) == 1 else None


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of each layer."""

    columns: "StudyColumns"
    book: Codebook
    branch: Code | None
    codes: tuple[Code, ...]
    draws: int
    seed: int

    def answer(self, layer: Coder) -> Ranking:
        """Rank by the codings of one layer."""
        from workbench.analysis.importance import rank_themes
        from workbench.analysis.mentions import tally

        rows, themes = self.columns.codings([layer]), [code.uuid for code in self.codes]
        theme_of = self.columns.theme_of(self.book, themes, rows.codings)
        read, unread = self._read(layer)
        counted = tally(rows.codings, self.columns.turns(), theme_of=theme_of, themes=len(themes), read=read)
        return Ranking(
            layer=layer,
            codes=self.codes,
            importance=rank_themes(counted, draws=self.draws, seed=self.seed),
            participants=self._named(read),
            unread=self._named(unread),
            pseudonyms=self.columns.people,
            ids=rows.ids,
            on_branch=self._on_branch(rows),
        )

    def _read(self, layer: Coder) -> "tuple[BoolArray, BoolArray]":
        """Who has been read to the end, and who speaks somewhere and has not."""
        import numpy as np

        done, speaks = self.columns.done(layer.uuid), self.columns.speaks()
        read = np.array([bool(texts) and all(done[text] for text in texts) for texts in speaks], bool)
        return read, np.array([bool(texts) for texts in speaks], bool) & ~read

    def _named(self, who: "BoolArray") -> tuple[str, ...]:
        return tuple(name for name, is_one in zip(self.columns.people, who, strict=True) if is_one)

    def _on_branch(self, rows: "CodingRows") -> int:
        if self.branch is None or self.branch in self.codes:
            return 0
        everything = [code.uuid for code in (*self.codes, self.branch)]
        theme = self.columns.theme_of(self.book, everything, rows.codings)[rows.codings.code]
        return int((theme == len(self.codes)).sum())


def _spreads(rankings: Sequence[Ranking]) -> Iterator[Spread]:
    figures = [{code.uuid: objective for code, objective in one.lines} for one in rankings]
    for code in rankings[0].codes:
        counts = [by_code[code.uuid].supported for by_code in figures]
        ranks = [by_code[code.uuid].rank for by_code in figures]
        yield Spread(code, (min(counts), max(counts)), (min(ranks), max(ranks)))
