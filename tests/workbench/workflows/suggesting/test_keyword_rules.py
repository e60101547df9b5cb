"""Keyword rules of a code in a study: counts, trials, effect on rankings, changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from codebook.code import Code
from codebook.errors import CodebookError
from tests.workbench.making import Bench, bench, content, transcript
from workbench.errors import StoreError
from workbench.store import codes, journal
from workbench.workflows.coding import apply_codes
from workbench.workflows.describing import describe
from workbench.workflows.suggesting.keyword_rules import RuleCount, count_rules, hits, standing, try_rule
from workbench.workflows.suggesting.local import LocalDesk
from workbench.workflows.suggesting.rule_edits import add_rules, change_rule, remove_rules
from workbench.workflows.suggesting.rule_lookup import lookup, standing_words
from workbench.workflows.suggesting.study_segments import StudySegments, study_segments
from workbench.workflows.undoing import redo, undo

TALKS = {
    "I-01": ("Pour redresser notre image. Et la notoriété, un peu.", "L’image de fond est bleue, ça compte."),
    "I-02": ("Pour l’image, et pour un grand projet.", "Oui, voilà."),
    "I-03": ("Pour dialoguer avec les citoyens, pas pour autre chose.", "Les images de fond, on s’en moque bien."),
}


@dataclass
class Study:
    """A study, its segments, and one code of it."""

    made: Bench
    segments: StudySegments

    @property
    def reader(self):
        return self.made.study.reader

    @property
    def code(self) -> Code:
        return codes.book(self.reader).named("IMAGE")

    def rules(self, *written: str) -> "Study":
        add_rules(self.made.study, self.made.maude.uuid, self.code.uuid, written)
        return self

    def counts(self, coder: str | None = None) -> dict[str, RuleCount]:
        counted = count_rules(self.reader, self.segments, coder or self.made.maude.uuid, self.code)
        return {count.rule: count for count in counted.rules}

    def texts(self, places) -> list[str]:
        return [self.segments.pieces[place].text for place in places]

    def place(self, beginning: str) -> int:
        return next(at for at, piece in enumerate(self.segments.pieces) if piece.text.startswith(beginning))

    def apply(self, beginning: str, coder: str | None = None) -> None:
        piece = self.segments.pieces[self.place(beginning)]
        apply_codes(self.made.study, coder or self.made.maude.uuid, piece.transcript, piece.span, [self.code.uuid])


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    texts = (
        transcript(name, (("ENQ", "Et votre image, alors ?"), (name, one), ("ENQ", "Et après ?"), (name, other)))
        for name, (one, other) in TALKS.items()
    )
    made = bench(tmp_path / "s.study", *texts)
    yield Study(made, study_segments(made.study))
    made.study.close()


def test_only_what_can_be_suggested_is_counted(study):
    """Neither the interviewer's questions nor “Oui, voilà.”"""
    study.rules("image", "oui")
    counted = count_rules(study.reader, study.segments, None, study.code)
    assert counted.segments == 5
    assert [(count.segments, count.transcripts) for count in counted.rules] == [(4, 3), (0, 0)]


def test_ones_own_codings_count_as_coded(study):
    study.rules("image")
    study.apply("Pour l’image")
    study.apply("Pour redresser", study.made.julien.uuid)
    assert study.counts()["image"].coded == 1
    assert study.counts(study.made.julien.uuid)["image"].coded == 1
    counted = count_rules(study.reader, study.segments, None, study.code)
    assert counted.rules[0].coded == 2


def test_each_exclusion_says_what_it_takes_from_each_rule_and_the_other_way_round(study):
    study.rules("image", "projet", '-"image de fond"', "-fond", "-projet")
    counts = study.counts()
    assert counts["image"].barred == 3
    assert counts["image"].barred_by == {'-"image de fond"': 1, "-fond": 2, "-projet": 1}
    assert counts["projet"].barred_by == {"-projet": 1}
    assert counts["-fond"].barred_by == {"image": 2}
    assert (counts["-projet"].barred, counts["-projet"].barred_by) == (1, {"image": 1, "projet": 1})


def test_rules_favour_segments_and_exclusions_bar_them(study):
    study.rules("image", "notoriété", "-fond")
    matched, barred = hits(study.segments, study.code)
    assert [text[:12] for text in study.texts(matched)] == ["Pour redress", "Pour l’image"]
    assert [text[:12] for text in study.texts(barred)] == ["L’image de f", "Les images d"]
    assert standing(study.segments, study.code, study.place("Pour redresser")) == ("image", "notoriété")
    assert standing(study.segments, study.code, study.place("Pour dialoguer")) == ()


def test_the_words_of_rules_are_marked_in_a_suggestion_exclusions_apart(study):
    study.rules("image", '"notre image"', "/notori[a-zé]+/", "-redresser")
    place = study.place("Pour redresser")
    text = study.segments.pieces[place].text
    marked = [span.cut(text) for span in standing_words(study.segments, study.code, place)]
    assert marked == ["notre image", "notoriété"]


def test_a_code_without_rules_has_no_hits_and_nothing_is_read_for_it():
    code = Code("u", "A", {"fr": "A"}, keywords=('"ouvert',))
    matched, barred = hits(object(), code)  # type: ignore[arg-type]
    assert len(matched) == len(barred) == 0


def test_the_words_of_a_corpus_are_read_once(study):
    assert lookup(study.segments) is lookup(study.segments)
    assert lookup(study_segments(study.made.study)) is not lookup(study.segments)


def test_what_is_no_rule_is_told_and_the_others_count(study):
    book = codes.book(study.reader)
    from workbench.workflows.studies import edit_codebook

    edit_codebook(
        study.made.study,
        study.made.maude.uuid,
        "code.change",
        lambda book: book.change(study.code.uuid, keywords=("image", '"ouvert', "/(x/")),
    )
    assert codes.book(study.reader) != book
    counts = study.counts()
    assert counts["image"].segments == 4
    for rule, said in (('"ouvert', "does not close it"), ("/(x/", "cannot be read")):
        assert said in counts[rule].fault and counts[rule].segments is None
    assert len(hits(study.segments, study.code)[0]) == 4
    assert try_rule(study.reader, study.segments, None, study.code, "/(x/").passages == ()


def test_a_pattern_that_takes_too_long_is_told_and_the_others_count(study, monkeypatch):
    monkeypatch.setattr("workbench.suggest.patterns.SECONDS", 0.3)
    study.rules("image", r"/(\w+ ?)+;/", r"-/(\w+ ?)+!;/")
    counts = study.counts()
    assert "takes longer than 0.3 seconds" in counts[r"/(\w+ ?)+;/"].fault
    assert counts["image"].segments == 4
    matched, barred = hits(study.segments, study.code)
    assert (len(matched), len(barred)) == (4, 0)


def test_a_trial_shows_the_passages_with_their_words_marked(study):
    study.rules("-fond")
    study.apply("Pour l’image")
    trial = try_rule(study.reader, study.segments, study.made.maude.uuid, study.code, "image")
    shown = {
        (one.name, one.turn): ([mark.cut(one.text) for mark in one.marks], one.coded, one.barred_by)
        for one in trial.passages
    }
    assert shown == {
        ("I-01", 2): (["image"], False, ()),
        ("I-01", 4): (["image"], False, ("-fond",)),
        ("I-02", 2): (["image"], True, ()),
        ("I-03", 4): (["images"], False, ("-fond",)),
    }
    assert (trial.count.segments, trial.count.barred, trial.count.coded) == (4, 2, 1)
    few = try_rule(study.reader, study.segments, None, study.code, "image", limit=1)
    assert (len(few.passages), few.count.segments) == (1, 4)
    none = try_rule(study.reader, study.segments, None, study.code, "image", limit=0)
    every = try_rule(study.reader, study.segments, None, study.code, "image", limit=-1)
    assert (len(none.passages), len(every.passages)) == (0, 4)


def test_the_passages_of_a_trial_stand_where_they_say(study):
    from workbench.store import transcripts

    for one in try_rule(study.reader, study.segments, None, study.code, "/[a-zé]+r\\b/").passages:
        text = transcripts.load(study.reader, one.transcript).text
        assert text[one.start : one.start + len(one.text)] == one.text
        assert all(mark.cut(one.text).endswith("r") for mark in one.marks)


# -- changing ----------------------------------------------------------------------------------------------------------


def test_adding_is_one_version_of_the_codebook_and_one_step_to_undo(study):
    before, version = content(study.made.study), codes.book(study.reader).version
    study.rules("image", '-"image de fond"')
    assert study.code.keywords == ("image", '-"image de fond"')
    assert codes.book(study.reader).version == version + 1
    undo(study.made.study, study.made.maude.uuid, own=True)
    assert study.code.keywords == ()
    assert content(study.made.study) == before
    redo(study.made.study, study.made.maude.uuid, own=True)
    assert study.code.keywords == ("image", '-"image de fond"')


def test_the_journal_says_in_words_what_was_done(study):
    study.rules("image")
    entry = journal.entries(study.reader, limit=1)[0]
    said = describe(entry.verb, entry.facts, codes.book(study.reader), {})
    assert said == "changed the keyword rules of IMAGE"


def test_a_rule_that_is_there_already_stays_where_it_is(study):
    study.rules("image", "projet").rules("image", " ton ")
    assert study.code.keywords == ("image", "projet", "ton")


def test_one_faulty_rule_keeps_all_out(study):
    with pytest.raises(CodebookError, match="does not close it"):
        study.rules("image", '"projet')
    assert study.code.keywords == ()


def test_a_rule_is_changed_in_its_place(study):
    study.rules("image", "projet", "ton")
    change_rule(study.made.study, study.made.maude.uuid, study.code.uuid, "projet", "-projet")
    assert study.code.keywords == ("image", "-projet", "ton")


def test_only_rules_that_are_there_can_be_taken_away(study):
    study.rules("image", "projet")
    with pytest.raises(StoreError, match="has no rule ton"):
        remove_rules(study.made.study, None, study.code.uuid, ["image", "ton"])
    remove_rules(study.made.study, None, study.code.uuid, ["image"])
    assert study.code.keywords == ("projet",)


def test_the_desk_counts_and_tries_the_same(study):
    study.rules("image", "-fond")
    desk = LocalDesk(study.made.study)
    counted = desk.rule_counts(study.made.maude.uuid, study.code.uuid)
    assert {count.rule: count for count in counted.rules} == study.counts()
    trial = desk.try_rule(study.made.maude.uuid, study.code.uuid, "image")
    assert trial == try_rule(study.reader, study.segments, study.made.maude.uuid, study.code, "image")
