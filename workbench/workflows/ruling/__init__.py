"""Ruling on the passages on which coders differ, and the consensus that is built from rulings and agreements.

What is counted: the codings of every person on the transcripts which that person has marked done. A transcript has
cases as soon as two persons have finished it.

- ``cases``: what coders differ on, with the ruling that stands on it; ``queueing.queue`` lists and filters it.
- ``outcomes.outcome``: the codings that a verdict makes, before anything is written.
- ``deciding``: ``rule``, ``withdraw``, ``rule_majority``; ``rebuilding.rebuild``; one step to undo each.
- ``building``: the consensus of one transcript as it should be, against what it is.
- ``noting.note_from_ruling``: a sentence of the codebook from a ruling.
- ``before_after.before_and_after``: agreement on the originals, and with what was ruled in their place.
- ``hiding``: coders shown as A, B, C.
"""

from codebook.ruling import Ruling, Verdict
from workbench.workflows.ruling.before_after import BeforeAfter, before_and_after
from workbench.workflows.ruling.deciding import Majorities, rule, rule_majority, withdraw
from workbench.workflows.ruling.noting import note_from_ruling
from workbench.workflows.ruling.outcomes import cautions, outcome, possible
from workbench.workflows.ruling.queueing import case_called, queue
from workbench.workflows.ruling.rebuilding import Rebuilt, rebuild, settle
from workbench.workflows.ruling.values import Counts, MadeCoding, OpenCase, OpenPosition, Queue, Ruled, Status

__all__ = [
    "BeforeAfter",
    "Counts",
    "MadeCoding",
    "Majorities",
    "OpenCase",
    "OpenPosition",
    "Queue",
    "Rebuilt",
    "Ruled",
    "Ruling",
    "Status",
    "Verdict",
    "before_and_after",
    "case_called",
    "cautions",
    "note_from_ruling",
    "outcome",
    "possible",
    "queue",
    "rebuild",
    "rule",
    "rule_majority",
    "settle",
    "withdraw",
]
