"""Words as weights: the same as scikit-learn's, whose formulas they are; and shares that say which word counts."""

from itertools import pairwise

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from tests.workbench.suggest.small_corpus import code, corpus, in_turns
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.word_space import WordSpace, number_words, stretches

TEXTS = [
    "La directrice relit la publication et la directrice signe.",
    "La publication attend la signature de la directrice.",
    "Le budget des publications, le budget des photos.",
    "Oui.",
    "",
    "La photo et la vidéo de la publication; la photo de la directrice.",
]


def space(texts):
    readings = list(BlankReader("fr").read(texts))
    return WordSpace(number_words(readings)), [list(reading.lemmas) for reading in readings]


def lengthened(rows):
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


def test_weights_are_those_of_scikit_learn():
    ours, lemmas = space(TEXTS)

    def grams(said):
        return [*said, *(f"{one} {other}" for one, other in pairwise(said))]

    def letters(said):
        return [one for lemma in said for one in stretches(lemma)]

    halves = []
    for analyse, least in ((grams, 1), (letters, 2)):
        theirs = TfidfVectorizer(analyzer=analyse, sublinear_tf=True, min_df=least)
        rows = theirs.fit(lemmas)
        names = theirs.get_feature_names_out().tolist()
        held = {name for name in names if " " not in name.strip() or least == 2}
        counts = {name: sum(name in analyse(said) for said in lemmas) for name in names}
        kept = [name for name in names if name in held or counts[name] >= 2]
        halves.append(lengthened(_chosen(rows.transform(lemmas).toarray(), names, kept)))
    expected = lengthened(np.hstack(halves))
    assert np.allclose(ours.rows @ ours.rows.T.toarray(), expected @ expected.T, atol=1e-5)


def _chosen(rows, names, kept):
    return rows[:, [names.index(name) for name in kept]]


def test_a_text_of_the_corpus_as_a_direction_is_its_own_row():
    ours, lemmas = space(TEXTS)
    said = lemmas[1]
    single = {lemma: float(said.count(lemma)) for lemma in said}
    pairs = list(pairwise(said))
    direction = ours.direction(single, {pair: float(pairs.count(pair)) for pair in pairs})
    assert np.allclose(direction, ours.rows[1].toarray().ravel(), atol=1e-5)


def test_words_that_no_segment_holds_give_no_direction():
    ours, _lemmas = space(TEXTS)
    assert not ours.direction({"qwxz": 1.0}, {("qwxz", "zxwq"): 1.0}).any()


def test_a_word_in_another_form_is_found_by_its_letters():
    held = corpus(
        [("A", "Les immigrations clandestines"), ("A", "Le budget de la ville"), ("A", "immigrationnel"), *in_turns(1)]
    )
    query = code("immigration")
    direction = held.vocabulary.direction(query.lemmas(), query.pairs())
    scores = held.vocabulary.rows @ direction
    assert set(np.argsort(-scores)[:2].tolist()) == {0, 2}


def test_shares_of_lemmas_are_highest_for_the_words_of_the_code():
    held = corpus(in_turns())
    query = code("", "la facture et le budget")
    shares = held.vocabulary.lemma_shares(held.vocabulary.direction(query.lemmas(), query.pairs()))
    names = list(held.vocabulary.lemmas)
    best = [names[place] for place in np.argsort(-shares)[:2]]
    assert {name[:4] for name in best} == {"fact", "budg"}


def test_short_words_have_no_stretches_and_empty_texts_no_weights():
    assert stretches("oui") == []
    assert stretches("page") == [" pag", "page", "age "]
    ours, _lemmas = space(["", "…", "oui oui"])
    assert ours.rows[0].nnz == ours.rows[1].nnz == 0
