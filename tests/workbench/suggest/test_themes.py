"""Groups of uncoded passages: what is grouped, what stays alone, and that it is always the same."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from tests.workbench.alike import ABOUT, sentence
from transcripts.spans import Span
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading
from workbench.suggest.theme_groups import FEWEST, central, evenly, groups, joined
from workbench.suggest.theme_texts import content_lemmas, fetch
from workbench.suggest.theme_vectors import ThemeSpace
from workbench.suggest.themes import FEWEST_PASSAGES, Themes, find_themes

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Texts:
    pieces: list[Piece]
    languages: list[str]
    readings: list[Reading]
    vectors: np.ndarray | None = None


def corpus(said: list[tuple[str, str]], language: str = "fr") -> Texts:
    """Pairs of transcript and words."""
    pieces = [
        Piece(transcript, place, Span(0, len(words)), "", True, (), words)
        for place, (transcript, words) in enumerate(said)
    ]
    return Texts(pieces, [language] * len(pieces), list(BlankReader(language).read([words for _name, words in said])))


def four_topics() -> Texts:
    """Six passages about each of four things, two in each of three transcripts, in mixed order."""
    said = [
        (f"I-0{transcript}", sentence(name, transcript + 3 * again))
        for transcript, again, name in product((1, 2, 3), (0, 1), ABOUT)
    ]
    return corpus(said)


def topic(texts: Texts, place: int) -> str:
    held = texts.pieces[place].text
    return max(ABOUT, key=lambda name: sum(word in held for word in ABOUT[name]))


def everything(texts: Texts) -> np.ndarray:
    return np.arange(len(texts.pieces))


@pytest.fixture(scope="module")
def texts() -> Texts:
    return four_topics()


@pytest.fixture(scope="module")
def found(texts: Texts) -> Themes:
    return find_themes(texts, everything(texts), {})


def test_passages_about_the_same_thing_are_grouped(texts, found):
    assert found.themes
    for theme in found.themes:
        assert len({topic(texts, place) for place in theme.places}) == 1
    assert {topic(texts, int(theme.places[0])) for theme in found.themes} == set(ABOUT)


def test_a_passage_is_in_one_group_at_most_and_the_rest_is_counted(found):
    places = [int(place) for theme in found.themes for place in theme.places]
    assert len(places) == len(set(places))
    assert found.alone == found.looked_at - len(places)


def test_typical_words_are_of_the_topic_and_in_a_form_that_was_said(texts, found):
    for theme in found.themes:
        assert 2 <= len(theme.words) <= 6
        for word in theme.words:
            assert word.form in ABOUT[topic(texts, int(theme.places[0]))]
            assert sum(word.form in texts.pieces[place].text for place in theme.places) == word.passages


def test_groups_are_the_same_every_time_and_whatever_the_order_of_the_candidates(texts, found):
    again = find_themes(texts, everything(texts)[::-1].copy(), {})
    assert [theme.places.tolist() for theme in again.themes] == [theme.places.tolist() for theme in found.themes]
    assert [theme.words for theme in again.themes] == [theme.words for theme in found.themes]


def test_the_most_central_passage_comes_first(texts, found):
    points = np.array([[1, -0.6], [1, 0.5], [1, 0.0], [1, 0.1]], np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    order, likeness = central(points)
    assert order.tolist()[0] in (2, 3)
    assert order.tolist()[-1] == 0
    pairs = (points @ points.T)[np.triu_indices(4, 1)]
    assert likeness == pytest.approx(float(pairs.mean()), abs=1e-4)


def test_only_candidates_are_grouped(texts):
    candidates = np.array([place for place in everything(texts) if topic(texts, place) != "budget"])
    candidates = np.concatenate([candidates, candidates[:0]])
    found = find_themes(texts, candidates, {})
    assert {int(place) for theme in found.themes for place in theme.places} <= set(candidates.tolist())


def test_a_group_near_the_passages_of_a_code_names_it_and_another_does_not():
    said = [(name, words) for name, words in ((p.transcript, p.text) for p in four_topics().pieces)]
    coded = [(f"I-0{number}", sentence("validation", number)) for number in (4, 5, 6, 7)]
    texts = corpus([*said, *coded])
    found = find_themes(texts, np.arange(len(said)), {"VALID": np.arange(len(said), len(texts.pieces))})
    like = {topic(texts, int(theme.places[0])): theme.like for theme in found.themes}
    assert like.pop("validation") == "VALID"
    assert like and set(like.values()) == {""}


@pytest.mark.parametrize("count", [0, 1, 2, 3, FEWEST_PASSAGES - 1])
def test_few_passages_are_not_grouped(texts, count):
    found = find_themes(texts, everything(texts)[:count], {"A": everything(texts)})
    assert (found.themes, found.looked_at, found.alone) == ((), count, count)


def test_what_is_said_in_one_transcript_only_is_no_theme_of_several():
    said = [(f"I-0{number}", sentence("budget", number)) for number in range(1, 9)]
    said += [("I-09", sentence("images", first)) for first in range(16)]
    found = find_themes(texts := corpus(said), everything(texts), {})
    assert "images" not in {topic(texts, int(theme.places[0])) for theme in found.themes}


def test_in_a_study_of_one_transcript_groups_are_found_all_the_same():
    texts = corpus([("I-01", piece.text) for piece in four_topics().pieces])
    assert find_themes(texts, everything(texts), {}).themes


def test_small_talk_is_not_grouped():
    talk = "Oui, voilà, enfin, c'est ça, vraiment, je veux dire, du coup, on voit, quoi."
    said = [(piece.transcript, piece.text) for piece in four_topics().pieces]
    texts = corpus([*said, *((f"I-0{number % 3}", talk) for number in range(12))])
    found = find_themes(texts, everything(texts), {})
    assert found.short == 12
    assert max(int(place) for theme in found.themes for place in theme.places) < 24


def test_texts_without_a_word_in_common_stand_alone():
    said = [(f"I-{n}", " ".join(f"mot{ALPHABET[n]}{letter * 3}" for letter in "bcdfgh")) for n in range(26)]
    found = find_themes(texts := corpus(said), everything(texts), {})
    assert (found.themes, found.alone) == ((), 26)


def test_two_languages_are_grouped_each_among_itself_by_their_words():
    french = four_topics()
    lesson = "The school teacher gave pupils lessons after holiday {}."
    english = corpus([(f"E-0{number % 3}", lesson.format(ALPHABET[number] * 4)) for number in range(9)], "en")
    texts = Texts(
        [*french.pieces, *english.pieces],
        [*french.languages, *english.languages],
        [*french.readings, *english.readings],
    )
    found = find_themes(texts, everything(texts), {}).themes
    assert {texts.languages[int(theme.places[0])] for theme in found} == {"fr", "en"}
    for theme in found:
        assert len({texts.languages[place] for place in theme.places}) == 1


def test_vectors_of_sentences_group_what_is_said_in_other_words():
    rng = np.random.default_rng(1)
    middles = rng.normal(size=(4, 16))
    said = [(f"I-0{n % 4}", f"mot{ALPHABET[n % 26]}{ALPHABET[n // 26]}") for n in range(48)]
    texts = corpus(said)
    texts.vectors = (middles[np.arange(48) // 12] + 0.2 * rng.normal(size=(48, 16))).astype(np.float32)
    apart = np.arange(48) % 4
    points = ThemeSpace(texts, fetch(texts), everything(texts)).of(everything(texts))
    found, _alike = groups(points, apart)
    assert found
    for rows in found:
        assert len(set((rows // 12).tolist())) == 1


def test_passages_that_were_not_compared_join_the_groups_found_among_the_others(monkeypatch):
    """Twelve things are spoken of in twenty transcripts; every second passage is compared."""
    endings = ("ation", "eur", "ière", "isme", "age", "oir", "ette")
    words = [[f"{letter * 3}{ending}" for ending in endings] for letter in "bcdfgklmnprt"]
    said = [
        (f"I-{number:02}", " ".join(about[(number + step) % 7] for step in range(5)))
        for number in range(20)
        for about in words
    ]
    monkeypatch.setattr("workbench.suggest.themes.MOST_COMPARED", 120)
    found = find_themes(texts := corpus(said), everything(texts), {})
    assert (found.looked_at, found.compared) == (240, 120)
    compared = set(evenly(240, 120).tolist())
    assert found.themes
    for theme in found.themes:
        assert set(theme.places.tolist()) - compared
        assert len({place % 12 for place in theme.places.tolist()}) == 1


def test_points_are_alike_to_the_group_that_they_lie_in_or_to_none():
    middle = np.eye(3, dtype=np.float32)
    points = np.array([[0, 1, 0], [0.9, 0.1, 0], [-1, 0, 0]], np.float32)
    assert joined(points, middle, 0.5).tolist() == [1, 0, -1]


@pytest.mark.parametrize("rhythm", [2, 3, 4, 5, 8, 12])
def test_points_are_chosen_from_everywhere_whatever_the_rhythm_of_the_text(rhythm):
    chosen = evenly(1200, 300)
    assert len(set(chosen.tolist())) == 300
    assert (np.diff(chosen) <= 8).all()
    assert np.bincount(chosen % rhythm).min() >= 0.7 * 300 / rhythm


def test_all_points_are_chosen_where_they_are_few():
    assert evenly(3, 10).tolist() == [0, 1, 2]
    assert evenly(0, 5).tolist() == []


def test_fewer_points_than_a_group_needs_are_no_group():
    assert groups(np.ones((FEWEST - 1, 2), np.float32), np.arange(FEWEST - 1)) == ([], 1.0)


def test_words_that_all_talk_is_made_of_do_not_count():
    (reading,) = BlankReader("fr").read(["Enfin du coup on va dire que la directrice valide 3 fois."])
    assert set(content_lemmas(reading)) == set(content_lemmas(next(BlankReader("fr").read(["directrice valide"]))))
