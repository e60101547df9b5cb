"""The screen of keyword rules."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from codebook.code import Code
from tests.workbench.making import bench, transcript
from tests.workbench.tui.sitting import LARGE, SMALL, Sitting, sitting
from workbench.errors import SuggestError
from workbench.store import codes
from workbench.store.study_file import StudyFile
from workbench.tui.screens.codebook import CodebookScreen
from workbench.tui.screens.keywords import KeywordScreen
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.suggesting import Suggesting
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting.keyword_rules import count_rules, try_rule
from workbench.workflows.suggesting.proposed_terms import propose_terms
from workbench.workflows.suggesting.rule_edits import add_rules
from workbench.workflows.suggesting.study_segments import study_segments

TALKS = {
    "I-01": "On voulait redresser notre image auprès des citoyens. Le reste vient après.",
    "I-02": "Redresser l’image, c’était le but. On a deux heures par semaine.",
    "I-03": "Il fallait redresser notre réputation. L’image vient ensuite [red]sans doute[/red].",
    "I-04": "On publie trois fois par semaine, pas plus. Le maire valide.",
}


@dataclass
class RulesDesk:
    """Answers in this process what the screens ask of another one.

    Attributes:
        asked: Rules that were tried.
        gate: While it is closed, no answer comes.
        error: Raised instead of an answer.
    """

    study: StudyFile
    asked: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    async def _answered(self, work: Callable) -> object:
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return work()

    def _code(self, uuid: str) -> Code:
        return codes.book(self.study.reader).get(uuid)

    async def rule_counts(self, coder: str, code: str) -> object:
        found = study_segments(self.study)
        return await self._answered(lambda: count_rules(self.study.reader, found, coder, self._code(code)))

    async def try_rule(self, coder: str, code: str, written: str) -> object:
        self.asked.append(written)
        found = study_segments(self.study)
        return await self._answered(lambda: try_rule(self.study.reader, found, coder, self._code(code), written))

    async def terms(self, coder: str, code: str) -> object:
        found = study_segments(self.study)
        return await self._answered(lambda: propose_terms(self.study.reader, found, coder, self._code(code)))

    def on_progress(self, callback: Callable) -> None:
        """Nothing is done in the background."""

    async def close(self) -> None:
        """Nothing to end."""

    def end(self) -> None:
        """Nothing to end."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = bench(
        tmp_path / "s.study",
        *(transcript(name, (("ENQ", "Pourquoi y être ?"), (name, words))) for name, words in TALKS.items()),
    )
    study = made.study
    for text in study_segments(study).pieces:
        if text.candidate and "edresser" in text.text:
            apply_codes(study, made.maude.uuid, text.transcript, text.sentences[0], [made.codes["IMAGE"]])
    add_rules(study, made.maude.uuid, made.codes["IMAGE"], ["image", '-"deux heures"'])
    study.close()
    return tmp_path / "s.study"


class AtRules(Sitting):
    """Somebody at the screen of keyword rules."""

    desk: RulesDesk

    @property
    def there(self) -> KeywordScreen:
        assert isinstance(self.app.screen, KeywordScreen)
        return self.app.screen

    @property
    def told(self) -> str:
        return str(self.there.preview.told.render())

    @property
    def passages(self) -> str:
        return str(self.there.preview.passages.render())

    @property
    def rules(self) -> tuple[str, ...]:
        return codes.book(self.session.study.reader).get(self.there.code).keywords

    @property
    def terms(self) -> list[str]:
        found = self.there.proposed
        return [term.rule for term in found.terms] if found else []

    def cells(self, row: int) -> list[str]:
        return [str(cell) for cell in self.there.rules.get_row_at(row)]


async def open_rules(here: Sitting, code: str = "IMAGE") -> AtRules:
    here.__class__ = AtRules
    assert isinstance(here, AtRules)
    here.desk = RulesDesk(here.session.study)
    here.session._suggesting = Suggesting(here.session.study, here.session.coder.uuid, lambda: here.desk)
    uuid = codes.book(here.session.study.reader).named(code).uuid
    here.app.push_screen(KeywordScreen(here.session, uuid))
    await here.until(lambda: isinstance(here.app.screen, KeywordScreen) and here.there.proposed is not None)
    return here


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_rules_stand_there_with_what_they_find_and_the_first_is_previewed(path, size):
    async with sitting(path, size=size) as sat:
        here = await open_rules(sat)
        await here.until(lambda: here.there.trial)
        figures = ["3", "3", "3", "1"] if size is LARGE else ["3", "3"]
        assert here.cells(0) == ["image", *figures]
        assert "3 segments in 3 transcripts · 3 coded already · 1 excluded" in here.told
        assert "I-02 §2" in here.passages and 'excluded by -"deux heures"' in here.passages
        assert "[red]sans doute[/red]" in here.passages


async def test_the_screen_opens_from_the_codebook_and_goes_back_to_it(path):
    async with sitting(path) as sat:
        sat.session._suggesting = Suggesting(
            sat.session.study, sat.session.coder.uuid, lambda: RulesDesk(sat.session.study)
        )
        await sat.press("B")
        await sat.until(lambda: isinstance(sat.app.screen, CodebookScreen) and sat.app.screen._book.codes)
        await sat.press("down", "w")
        await sat.until(lambda: isinstance(sat.app.screen, KeywordScreen))
        assert sat.app.screen.the_code.short == "IMAGE"
        await sat.press("escape")
        await sat.until(lambda: isinstance(sat.app.screen, CodebookScreen))


async def test_what_is_typed_is_previewed_before_it_is_kept_and_kept_as_one_act(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        before = here.rules
        await here.press("n")
        await here.type("valider")
        await here.until(lambda: here.there.trial and here.there.trial.count.rule == "valider")
        assert here.told.startswith("valider") and "I-04 §2" in here.passages
        assert here.rules == before
        assert len([rule for rule in here.desk.asked if "valider".startswith(rule)]) < len("valider")
        await here.press("enter")
        await here.until(lambda: here.rules == (*before, "valider"))
        await here.until(lambda: "New rule: valider." in here.message)
        await here.press("u")
        await here.until(lambda: here.rules == before)


async def test_a_fault_stands_beside_what_is_typed_and_the_line_stays_open(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        before = here.rules
        await here.press("n")
        await here.type("/(val")
        await here.press("enter")
        await here.until(lambda: "no slash at its end" in here.told)
        assert here.there.prompt.display and here.there.prompt.input.value == "/(val"
        await here.press("escape")
        await here.until(lambda: here.told.startswith("image"))
        assert here.rules == before and not here.there.prompt.display


async def test_typing_never_waits_for_an_answer(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        here.desk.gate.clear()
        await here.press("n")
        await here.type("image")
        await here.until(lambda: "image" in here.desk.asked[1:])
        await here.type("rie")
        assert here.there.prompt.input.value == "imagerie"
        await here.until(lambda: here.desk.asked[-1] == "imagerie")
        here.desk.gate.set()
        await here.until(lambda: here.there.trial and here.there.trial.count.rule == "imagerie")
        assert "in no segment" in here.told


async def test_a_rule_is_changed_turned_round_and_taken_away_in_its_place(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        await here.press("e", "s")
        await here.until(lambda: here.there.prompt.input.value == "images")
        await here.press("enter")
        await here.until(lambda: here.rules == ("images", '-"deux heures"'))
        await here.press("x")
        await here.until(lambda: here.rules == ("-images", '-"deux heures"'))
        await here.until(lambda: here.cells(0)[0] == "-images")
        await here.press("x")
        await here.until(lambda: here.rules == ("images", '-"deux heures"'))
        await here.until(lambda: here.cells(0)[0] == "images")
        await here.press("d")
        await here.until(lambda: here.rules == ('-"deux heures"',))


async def test_terms_are_added_excluded_or_turned_down_by_one_key_each(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        before = here.rules
        assert here.terms[0].startswith("redresser")
        assert not any("image" in term for term in here.terms)
        first = here.terms[0]
        await here.press("tab", "a")
        await here.until(lambda: here.rules == (*before, first))
        await here.until(lambda: first not in here.terms)
        await here.press("u")
        await here.until(lambda: here.rules == before)
        await here.until(lambda: first in here.terms)
        await here.press("x")
        await here.until(lambda: here.rules == (*before, f"-{first}"))
        await here.press("u")
        await here.until(lambda: here.rules == before and first in here.terms)
        await here.press("minus")
        await here.until(lambda: "is not proposed any more" in here.message)
        await here.until(lambda: first not in here.terms)
        assert here.rules == before


async def test_with_fewer_than_three_passages_a_sentence_says_so(path):
    async with sitting(path) as sat:
        here = await open_rules(sat, "TON")
        assert "You have no passage of TON yet" in str(here.there.about_terms.render())
        await here.until(lambda: "A word finds all its forms" in here.told)
        await here.press("a", "x", "d", "e", "minus", "enter")
        assert here.rules == ()


async def test_enter_lists_the_passages(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        await here.until(lambda: here.there.trial)
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen) and here.app.screen.grid.row == 0)
        await here.press("enter")
        await here.until(lambda: here.app.screen is here.app.coding)
        assert here.screen.desk.transcript.name == "I-01"


async def test_the_next_code_is_a_key_away(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        await here.press(")")
        await here.until(lambda: here.there.the_code.short == "PROJET" and here.there.proposed)
        await here.press("(")
        await here.until(lambda: here.there.the_code.short == "IMAGE" and here.there.trial)


async def test_what_cannot_be_looked_up_is_said_and_rules_can_still_be_changed(path):
    async with sitting(path) as sat:
        here = await open_rules(sat)
        here.desk.error = SuggestError("The process ended.", "Ask again.")
        await here.press("d")
        await here.until(lambda: here.rules == ('-"deux heures"',))
        await here.until(lambda: "The process ended." in here.message)


async def test_the_screen_speaks_of_a_pattern_that_takes_too_long(path, monkeypatch):
    monkeypatch.setattr("workbench.suggest.patterns.SECONDS", 0.5)
    async with sitting(path) as sat:
        here = await open_rules(sat)
        await here.press("n")
        await here.type("/(\\w+ ?)+;/")
        await here.until(lambda: "takes longer than 0.5 seconds" in here.told)
