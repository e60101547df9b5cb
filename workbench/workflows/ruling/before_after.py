"""Agreement before the rulings and after them, and each coder's agreement with the consensus.

*Before* is agreement on the originals. *After* is the same with every ruled passage replaced by what was ruled, for
everyone who had read it: how far the coders would agree if they took the rulings over. It says how much of the
disagreement is settled; it is no measure of how reliably they code, since they agree on these passages by decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder, Stance
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.ruling import building
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.queueing import counted
from workbench.workflows.ruling.values import Counts, OpenCase, Status

if TYPE_CHECKING:
    from workbench.analysis.columns import Codings
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows
    from workbench.workflows.compared import Compared


@dataclass(frozen=True, slots=True)
class Against:
    """How far one coder agrees with the consensus, on the transcripts on which both are done."""

    coder: Coder
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Agreement before the rulings and after them.

    Attributes:
        coders: Who is compared.
        before: On the originals.
        after: With every ruled passage replaced by what was ruled.
        counts: Of all cases on the transcripts compared.
        replaced: Cases that were replaced: those ruled on.
        against: Each coder against the consensus.
    """

    coders: tuple[Coder, ...]
    before: Comparison
    after: Comparison
    counts: Counts
    replaced: int
    against: tuple[Against, ...]


def before_and_after(
    study: "StudyFile",
    coders: Sequence[str] = (),
    *,
    unit: str = "sentence",
    codes: Sequence[str] = (),
    transcripts: Sequence[str] = (),
    measures: Sequence[str] = (),
    interval: str = "none",
) -> BeforeAfter:
    """Measure agreement on the originals, and with what was ruled in the place of what was given.

    Args:
        study: Open. What its reader is not shown does not count.
        coders: Names or uuids; by default all who have finished a transcript.
        unit: As in ``compare``.
        codes: As in ``compare``.
        transcripts: As in ``compare``.
        measures: As in ``compare``.
        interval: As in ``compare``.

    Raises:
        StudyError: As ``compare``.
    """

    def measured(names: Sequence[str], rows: "CodingRows | None" = None) -> Comparison:
        return compare(
            study,
            coders=names,
            unit=unit,
            codes=codes,
            transcripts=transcripts,
            measures=measures,
            interval=interval,
            rows=rows,
        )

    before = measured(coders)
    names = [coder.uuid for coder in before.coders]
    casebook = Casebook(study.reader, {uuid for uuid, _name in before.transcripts})
    ruled = [case for case in casebook.cases if case.status is Status.RULED]
    layer = building.consensus(study.reader)
    return BeforeAfter(
        coders=before.coders,
        before=before,
        after=measured(names, _replaced(study, before.chosen, ruled)),
        counts=counted(casebook.cases),
        replaced=len(ruled),
        against=tuple(Against(coder, measured([coder.uuid, layer.uuid])) for coder in before.coders),
    )


def _replaced(study: "StudyFile", chosen: "Compared", cases: Sequence[OpenCase]) -> "CodingRows":
    """The codings compared, with what was ruled in the place of those that the cases are about."""
    import numpy as np

    from workbench.store import codings as coding_store
    from workbench.workflows.columns import CodingRows

    gone = {one.uuid for case in cases for one in case.codings}
    uuids = coding_store.uuids(study.reader, chosen.rows.ids.tolist())
    kept = chosen.rows.take(np.array([uuids.get(one) not in gone for one in chosen.rows.ids.tolist()], bool))
    made = _made(chosen, cases)
    joined = (
        np.concatenate((getattr(kept.codings, name), getattr(made, name))) for name in type(kept.codings).__slots__
    )
    return CodingRows(type(kept.codings)(*joined), np.concatenate((kept.ids, np.zeros(len(made), np.int64))))


def _made(chosen: "Compared", cases: Sequence[OpenCase]) -> "Codings":
    """What was ruled, as codings of each of those compared who had read the passage."""
    from workbench.analysis.columns import MISSING, STANCES, Codings

    text = {uuid: at for at, (uuid, _name) in enumerate(chosen.columns.transcripts)}
    place = {coder.uuid: at for at, coder in enumerate(chosen.coders)}
    number = {uuid: code for code, uuid in chosen.code_numbers.items()}
    found = [
        (
            text[case.transcript],
            place[coder.uuid],
            number[made.code],
            made.span.start,
            made.span.end,
            MISSING if made.strength is None else made.strength,
            MISSING if made.stance is None else STANCES.index(Stance(made.stance)),
        )
        for case in cases
        for made in building.ruled(case)
        for coder in case.coders
        if coder.uuid in place and made.code in number
    ]
    transcript, who, code, start, end, strength, stance = zip(*found, strict=True) if found else ((),) * 7
    return Codings.build(
        transcript=transcript, coder=who, code=code, start=start, end=end, strength=strength, stance=stance
    )
