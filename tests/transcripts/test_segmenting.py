"""Sentences, paragraphs, turns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.model import Source, Transcript, Turn
from transcripts.segmenting import LONGEST, Rule, cut_turns, segments, sentences
from transcripts.spans import Span

FRENCH = [
    "M. Tremblay est arrivé.|Mme Roy aussi.",
    "J'ai vu le Dr. Gagnon hier.|Il va bien.",
    "On a, p. ex. Facebook et Twitter.|C'est tout.",
    "C'est-à-dire, c.-à-d. trois pages.|Oui.",
    "Voir l'art. 3 de la loi.|Puis le n° 4.",
    "J.-P. Tremblay dirige l'équipe.|Elle compte 3.5 postes.",
    "On est allé sur www.quebec.ca pour voir.|Rien.",
    "Il a dit : « On y va. On fonce. »|Et puis voilà.",
    "« C'est vrai ? »|Il a hoché la tête.",
    "Euh...|Je pense que... oui.|Non ?|Si !",
    "Les outils (blogues, wikis, etc.) sont là.|On les utilise.",
    "On fait des vidéos, des photos, etc.|Ensuite on publie.",
    "Vers 8 h. 30, on commence.|Ça roule.",
    "Selon Yates et al. (2013), c'est rare.|Je suis d'accord.",
    "Bonjour !|Comment ça va ?|Bien…|Merci.",
    "1. Est-ce que ça va ?|Oui.",
    "Il y a env. 200 abonnés.|C'est peu.",
    "Me Lavoie et Mgr. Roy sont venus.|On a parlé.",
    "Le budget est de 1.200.000 $.|C'est beaucoup.",
    "C'est à 200 m.|Ensuite on tourne.",
    "Il y a Facebook.|et puis twitter.",
    "C'est ma prof.|Elle est bonne.",
]
ENGLISH = [
    "Mr. Smith met Dr. Jones.|They talked.",
    "It was 5 p.m. when we left.|We were late.",
    "The U.S. government said no.|We agreed.",
    "I use e.g. Facebook.|It works, i.e. it pays.",
    "See fig. 3 and p. 12.|Then vol. 2.",
    "St. John is far.|No. 5 is near.",
    "J. K. Rowling wrote it.|Yes.",
    "Cats, dogs, etc.|Then birds.",
    "Smith et al. (2013) disagree.|So do I.",
    "Well... I think so.|Don't you?",
    "It feels like art to me.|The world is big.",
]


@pytest.mark.parametrize("marked", FRENCH)
def test_french_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [span.cut(text) for span in sentences(text, "fr")] == marked.split("|")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [span.cut(text) for span in sentences(text, "en")] == marked.split("|")


def test_a_sentence_goes_on_over_a_wrapped_line_and_never_over_a_paragraph() -> None:
    text = "On hésite un peu\navant de publier. Oui\n\nPuis on publie"
    assert [span.cut(text) for span in sentences(text, "fr")] == [
        "On hésite un peu\navant de publier.",
        "Oui",
        "Puis on publie",
    ]


@pytest.mark.parametrize("pause", ["alors…", "alors...", "alors (pause)", "alors [pause]", "alors —"])
def test_a_long_sentence_is_cut_at_its_last_pause_before_the_limit(pause: str) -> None:
    text = " ".join(["mot"] * 30) + f" {pause} " + " ".join(["mot,"] * 50)
    assert sentences(text, "fr")[0].cut(text).endswith(pause)


def test_a_long_sentence_without_pauses_is_cut_at_a_comma() -> None:
    text = " ".join(["mot"] * 40) + ", et " + " ".join(["mot"] * 40)
    cut = sentences(text, "fr")
    assert cut[0].cut(text) == " ".join(["mot"] * 40) + ","
    assert len(cut) == 2


def test_a_long_sentence_without_any_mark_is_cut_evenly_near_the_limit() -> None:
    text = " ".join(["mot"] * 130)
    assert [len(span.cut(text).split()) for span in sentences(text, "fr")] == [44, 43, 43]


def test_sixty_words_are_not_cut() -> None:
    text = " ".join(["mot,"] * LONGEST)
    assert len(sentences(text, "fr")) == 1


def test_segments_by_turn_and_paragraph() -> None:
    text = "Un. Deux.\nTrois.\nQuatre. "
    transcript = Transcript(
        "t", text, (Turn(Span(0, 16), "A"), Turn(Span(17, len(text)), "B")), (), Source("t.txt", "text")
    )
    cut = {rule: [span.cut(text) for span in segments(transcript, rule)] for rule in Rule}
    assert cut[Rule.TURN] == ["Un. Deux.\nTrois.", "Quatre."]
    assert cut[Rule.PARAGRAPH] == ["Un. Deux.", "Trois.", "Quatre."]
    assert cut[Rule.SENTENCE] == ["Un.", "Deux.", "Trois.", "Quatre."]


def test_the_splitter_is_not_imported_before_it_is_needed() -> None:
    import subprocess
    import sys

    code = "import sys, transcripts.segmenting, transcripts.readers; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sentencex", "docx", "openpyxl", "charset_normalizer", "lxml", "numpy", "pandas"} & set(loaded)


spoken = st.lists(
    st.sampled_from([*"abcMmÀé .?!…,:«»\"'()-–—0123456789\n\t\u00a0\u202f😀e\u0301", "etc. ", "M. ", "p. ex. "]),
    max_size=400,
).map("".join)


@given(spoken, st.sampled_from(list(Rule)), st.sampled_from(["fr", "en", ""]), st.data())
def test_segments_hold_every_character_once_inside_their_turns(
    text: str, rule: Rule, language: str, data: st.DataObject
) -> None:
    ends = sorted(data.draw(st.sets(st.integers(1, max(1, len(text))), max_size=4)) | {len(text)})
    turns = [Span(a, b) for a, b in zip([0, *ends], ends, strict=False) if a < b <= len(text)]
    cut = cut_turns(text, turns, rule, language)
    assert "".join("".join(span.cut(text) for span in cut).split()) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(cut))
    assert all(any(turn.contains(span) for turn in turns) for span in cut)
    assert all(span.cut(text) == span.cut(text).strip() for span in cut)
    if rule is Rule.SENTENCE:
        assert all(len(span.cut(text).split()) <= LONGEST for span in cut)


@given(st.lists(st.sampled_from(["mot", "mot,", "mot…", "—", "(pause)", "M.", "etc."]), min_size=61, max_size=300))
def test_no_sentence_is_longer_than_sixty_words(words: list[str]) -> None:
    text = " ".join(words)
    cut = sentences(text, "fr")
    assert max(len(span.cut(text).split()) for span in cut) <= LONGEST
    assert " ".join(span.cut(text) for span in cut) == text


def test_a_paragraph_beyond_the_splitters_window_loses_nothing() -> None:
    text = "Une phrase assez courte, en somme. " * 1000 + "x" * 9000
    cut = sentences(text, "fr")
    assert "".join("".join(span.cut(text) for span in cut).split()) == "".join(text.split())
    assert [span.cut(text) for span in cut[:1000]] == ["Une phrase assez courte, en somme."] * 1000
