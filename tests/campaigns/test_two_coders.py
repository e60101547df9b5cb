"""Two coders act as they like, take back and do again; a model of a few lines says what must be there."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.conftest import SOAK
from tests.workbench.making import bench, content
from transcripts.spans import Span
from workbench.store import codings
from workbench.workflows import coding
from workbench.workflows.checking import check
from workbench.workflows.undoing import redo, undo

#: What a coding is, for the model: code, start, end, strength, memo.
Fields = tuple[str, int, int, int | None, str]
State = dict[str, Fields]

LENGTH = 60
WHO = st.sampled_from(["maude", "julien"])
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
CODES = st.sampled_from(["IMAGE", "PROJET", "TON"])
CHOICE = st.integers(0, 10**6)


class Model:
    """What one coder has: the state now, those before it, and those that were taken back."""

    def __init__(self) -> None:
        self.now: State = {}
        self.before: list[State] = []
        self.undone: list[State] = []

    def become(self, state: State) -> None:
        """A new act, unless it changes nothing; what was taken back cannot be done again."""
        if state != self.now:
            self.before.append(self.now)
            self.undone.clear()
            self.now = state


class TwoCoders(RuleBasedStateMachine):
    """The study and the model, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = bench(Path(self.folder.name) / "s.study")
        self.study = self.desk.study
        self.start = content(self.study)
        self.uuids = {"maude": self.desk.maude.uuid, "julien": self.desk.julien.uuid}
        self.models = {name: Model() for name in self.uuids}

    def teardown(self) -> None:
        for name, model in self.models.items():
            while model.before:
                model.now = model.before.pop()
                undo(self.study, self.uuids[name])
        assert content(self.study) == self.start
        assert all(one.sound for one in check(self.study))
        self.study.close()
        self.folder.cleanup()

    def some(self, who: str, choice: int) -> str:
        mine = sorted(self.models[who].now)
        return mine[choice % len(mine)]

    def somebody_has(self, who: str) -> bool:
        return bool(self.models[who].now)

    @rule(who=WHO, span=SPANS, short=CODES)
    def apply(self, who: str, span: Span, short: str) -> None:
        model, code = self.models[who], self.desk.codes[short]
        made = coding.apply_codes(self.study, self.uuids[who], self.desk.transcript, span, [code])
        there = any(fields[:3] == (code, span.start, span.end) for fields in model.now.values())
        assert len(made) == (0 if there else 1)
        model.become(model.now | {one.uuid: (code, span.start, span.end, None, "") for one in made})

    @precondition(lambda self: any(model.now for model in self.models.values()))
    @rule(who=WHO, choice=CHOICE, strength=st.sampled_from([None, 0, 1, 2, 3]))
    def weigh(self, who: str, choice: int, strength: int | None) -> None:
        if self.somebody_has(who):
            uuid = self.some(who, choice)
            coding.weigh(self.study, self.uuids[who], uuid, strength=strength)
            model = self.models[who]
            code, start, end, _strength, memo = model.now[uuid]
            model.become(model.now | {uuid: (code, start, end, strength, memo)})

    @precondition(lambda self: any(model.now for model in self.models.values()))
    @rule(who=WHO, choice=CHOICE, body=st.sampled_from(["", "un mot", "un autre mot"]))
    def note(self, who: str, choice: int, body: str) -> None:
        if self.somebody_has(who):
            uuid = self.some(who, choice)
            coding.note(self.study, self.uuids[who], uuid, body)
            model = self.models[who]
            model.become(model.now | {uuid: (*model.now[uuid][:4], body)})

    @precondition(lambda self: any(model.now for model in self.models.values()))
    @rule(who=WHO, choice=CHOICE, span=SPANS)
    def move(self, who: str, choice: int, span: Span) -> None:
        if self.somebody_has(who):
            uuid, model = self.some(who, choice), self.models[who]
            code, _start, _end, strength, memo = model.now[uuid]
            place = (code, span.start, span.end)
            if any(fields[:3] == place for other, fields in model.now.items() if other != uuid):
                with pytest.raises(coding.StoreError, match="already"):
                    coding.move_edges(self.study, self.uuids[who], uuid, span)
                return
            coding.move_edges(self.study, self.uuids[who], uuid, span)
            model.become(model.now | {uuid: (*place, strength, memo)})

    @precondition(lambda self: any(model.now for model in self.models.values()))
    @rule(who=WHO, choice=CHOICE)
    def remove(self, who: str, choice: int) -> None:
        if self.somebody_has(who):
            uuid, model = self.some(who, choice), self.models[who]
            coding.remove_codings(self.study, self.uuids[who], [uuid])
            model.become({other: fields for other, fields in model.now.items() if other != uuid})

    @precondition(lambda self: any(model.now for model in self.models.values()))
    @rule(who=WHO, choice=CHOICE)
    def touch_what_is_not_ones_own(self, who: str, choice: int) -> None:
        other = "julien" if who == "maude" else "maude"
        if self.somebody_has(other):
            with pytest.raises(coding.StoreError, match="another coder"):
                coding.remove_codings(self.study, self.uuids[who], [self.some(other, choice)])

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        model = self.models[who]
        if model.before:
            undo(self.study, self.uuids[who])
            model.undone.append(model.now)
            model.now = model.before.pop()

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        model = self.models[who]
        if model.undone:
            redo(self.study, self.uuids[who])
            model.before.append(model.now)
            model.now = model.undone.pop()
        else:
            with pytest.raises(coding.StoreError, match="nothing to redo"):
                redo(self.study, self.uuids[who])

    @invariant()
    def the_study_is_what_the_model_says(self) -> None:
        for name, uuid in self.uuids.items():
            there = {
                one.uuid: (one.code, one.span.start, one.span.end, one.strength, one.memo)
                for one in codings.all(self.study.reader, uuid)
            }
            assert there == self.models[name].now


TwoCoders.TestCase.settings = settings(
    max_examples=150 if SOAK else 4,
    stateful_step_count=60 if SOAK else 25,
    suppress_health_check=list(HealthCheck),
)
TestTwoCoders = pytest.mark.soak(TwoCoders.TestCase)
