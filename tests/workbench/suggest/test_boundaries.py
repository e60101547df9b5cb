"""A suggestion proposes the sentences that carry the match; the turn on request."""

from transcripts.spans import Span
from workbench.suggest.boundaries import sentence_span, turn_span
from workbench.suggest.pieces import LONGEST, SpokenSentences, pieces

START = 100


def piece(*sentences: str):
    """A segment of these sentences, at some place of a transcript."""
    text, spans = " " * START, []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    [made] = pieces("t", text, [SpokenSentences(1, "I-01", True, spans)])
    return made


def words(segment, *wanted: str) -> list[Span]:
    at = segment.span.start
    return [Span(at + segment.text.index(word), at + segment.text.index(word) + len(word)) for word in wanted]


def proposed(segment, *wanted: str, found=()) -> str:
    span = sentence_span(segment, words(segment, *wanted), found)
    return segment.text[span.start - segment.span.start : span.end - segment.span.start]


TALK = piece("Au début on hésitait.", "Puis la directrice valide tout.", "Elle relit chaque mot.", "Voilà, c’est long.")


def test_the_sentence_that_carries_the_match_is_proposed():
    assert proposed(TALK, "valide") == "Puis la directrice valide tout."


def test_one_word_beside_it_does_not_make_it_longer():
    assert proposed(TALK, "valide", "relit") == "Puis la directrice valide tout."


def test_sentences_in_a_row_that_carry_it_together_are_proposed_together():
    found = proposed(TALK, "directrice", "valide", "relit", "mot")
    assert found == "Puis la directrice valide tout. Elle relit chaque mot."


def test_a_sentence_beyond_one_that_does_not_match_stays_out():
    assert proposed(TALK, "directrice", "valide", "Voilà", "long") == "Puis la directrice valide tout."


def test_a_word_said_often_is_one_match():
    segment = piece("Valide, valide, on valide.", "La directrice relit le texte.")
    at = segment.span.start
    marks = [Span(at, at + 6), Span(at + 8, at + 14), *words(segment, "directrice", "relit")]
    assert sentence_span(segment, marks, ("valider", "valider", "directrice", "relire")) == segment.sentences[1]


def test_of_sentences_that_match_as_well_the_first_is_proposed():
    assert proposed(TALK, "relit", "hésitait") == "Au début on hésitait."


def test_without_a_matching_word_the_whole_segment_is_proposed():
    assert proposed(TALK) == TALK.text


def test_two_words_take_a_neighbour_with_them():
    segment = piece("Ça valide.", "La directrice relit tout le texte.")
    assert proposed(segment, "valide") == segment.text
    last = piece("La directrice relit tout le texte.", "Elle valide.")
    assert proposed(last, "valide") == last.text


def test_a_segment_of_one_short_sentence_is_what_it_is():
    segment = piece("Oui, validé.")
    assert proposed(segment, "validé") == "Oui, validé."


def test_the_turn_is_all_its_pieces():
    text = "".join(f"Phrase numéro {number} qui dure un peu plus que les autres. " for number in range(20))
    spans, at = [], 0
    for sentence in text.split(". ")[:-1]:
        spans.append(Span(at, at + len(sentence) + 1))
        at += len(sentence) + 2
    cut = list(
        pieces(
            "t",
            text,
            [SpokenSentences(1, "I-01", True, spans[:-1]), SpokenSentences(2, "I-01", True, spans[-1:])],
        )
    )
    assert len([one for one in cut if one.turn == 1]) > 2
    assert all(len(one.text.split()) <= LONGEST for one in cut)
    assert turn_span(cut, cut[1]) == Span(spans[0].start, spans[-2].end)
