"""What the screens ask about keyword rules of the process that reads; see ``local.VERBS``."""

from typing import Protocol

from workbench.store import codes as code_store
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting.keyword_rules import RuleCounts, Trial, count_rules, try_rule
from workbench.workflows.suggesting.proposed_terms import ProposedTerms, propose_terms
from workbench.workflows.suggesting.rule_lookup import Segmented


class _Room(Protocol):
    @property
    def corpus(self) -> Segmented: ...


class RuleDesk(Protocol):
    """What these verbs need of a desk."""

    @property
    def study(self) -> StudyFile:
        """Open."""
        ...

    @property
    def room(self) -> _Room:
        """The engine's view of it."""
        ...


def rules(desk: RuleDesk, *, coder: str, code: str) -> RuleCounts:
    """What the keyword rules of a code find."""
    reader = desk.study.reader
    return count_rules(reader, desk.room.corpus, coder, code_store.book(reader).get(code))


def rule(desk: RuleDesk, *, coder: str, code: str, written: str) -> Trial:
    """What one rule finds, and the first passages."""
    reader = desk.study.reader
    return try_rule(reader, desk.room.corpus, coder, code_store.book(reader).get(code), written)


def terms(desk: RuleDesk, *, coder: str, code: str) -> ProposedTerms:
    """Terms that mark the coder's passages of a code."""
    reader = desk.study.reader
    return propose_terms(reader, desk.room.corpus, coder, code_store.book(reader).get(code))


RULE_VERBS = {"rules": rules, "rule": rule, "terms": terms}
