"""Quotations against the same study read coding by coding: none lost, none twice, in turns, as scored."""

from collections import Counter
from itertools import combinations, groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.telling import score
from codebook.trimming import words_of
from tests.conftest import SOAK
from tests.workbench.workflows.random_studies import Counted, random_study
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make

few = settings(max_examples=200 if SOAK else 12, deadline=None)


def rows(counted: Counted, layer: str = "", **options: object) -> list[dict[str, object]]:
    """The rows of the report, each with the codings behind it."""
    report = make(counted.study, "quotes", Filter(layer=layer), {"max": 0, **options})
    (table,) = report.tables
    names = [column.name for column in table.columns]
    found = []
    for place, row in enumerate(table.rows):
        behind = table.behind(place, "")
        numbers = coding_store.by_number(counted.study.reader, [one.coding for one in behind])
        found.append(dict(zip(names, row, strict=True)) | {"codings": [numbers[one.coding] for one in behind]})
    return found


def everyone(counted: Counted):
    return coding_store.all(counted.study.reader)


def finished(counted: Counted) -> set[str]:
    """uuids of the coders whom the report counts: those who finished something, else all."""
    reader = counted.study.reader
    done = {
        row[0]
        for row in reader.rows(
            "SELECT DISTINCT o.uuid FROM coder_states s JOIN coders o ON o.id = s.coder_id WHERE s.state = 'done'"
        )
    }
    return done or {row[0] for row in reader.rows("SELECT uuid FROM coders")}


@given(st.integers(0, 10_000))
@few
def test_every_coding_is_in_exactly_one_quotation(tmp_path_factory, seed):
    counted = random_study(tmp_path_factory.mktemp("s") / "s.study", seed)
    with counted.study:
        found = rows(counted)
        told = Counter(coding.uuid for row in found for coding in row["codings"])
        chosen = finished(counted)
        assert told == Counter(coding.uuid for coding in everyone(counted) if coding.coder in chosen)


@given(st.integers(0, 10_000))
@few
def test_one_coders_codings_are_a_quotation_each_with_their_own_words(tmp_path_factory, seed):
    counted = random_study(tmp_path_factory.mktemp("s") / "s.study", seed)
    with counted.study:
        texts = {uuid: transcript_store.load(counted.study.reader, uuid).text for uuid in counted.name}
        found = {row["uuid"]: row for row in rows(counted, counted.coder.name)}
        assert found.keys() == {coding.uuid for coding in counted.codings}
        for coding in counted.codings:
            row = found[coding.uuid]
            words = coding.span.cut(texts[coding.transcript])
            assert (row["text"], row["words"], row["strength"]) == (words, words_of(words), coding.strength)
            assert row["code"] == counted.short[coding.code]
            sizes = {person: len(counted.covers(coding, person)) for person in counted.people}
            most = max(sizes.values(), default=0)
            assert row["participant"] in {who for who, size in sizes.items() if size} or not most


@given(st.integers(0, 10_000))
@few
def test_codings_in_one_quotation_share_half_of_the_shorter_one_and_are_by_different_coders(tmp_path_factory, seed):
    counted = random_study(tmp_path_factory.mktemp("s") / "s.study", seed)
    with counted.study:
        for row in rows(counted):
            for left, right in combinations(row["codings"], 2):
                shared = left.span.intersection(right.span)
                assert left.coder != right.coder and left.code == right.code
                assert shared is not None and 2 * len(shared) >= min(len(left.span), len(right.span))
            assert len(row["coders"]) == len(row["codings"])
            strengths = [coding.strength for coding in row["codings"] if coding.strength is not None]
            assert row["strength"] == max(strengths, default=None)


@given(st.integers(0, 10_000))
@few
def test_participants_take_turns_and_the_score_is_what_is_written(tmp_path_factory, seed):
    counted = random_study(tmp_path_factory.mktemp("s") / "s.study", seed)
    with counted.study:
        for _code, group in groupby(rows(counted, counted.coder.name), key=lambda row: row["code"]):
            passages = list(group)
            voices = Counter(row["participant"] or row["transcript"] for row in passages)
            seen: Counter[object] = Counter()
            for row in passages:
                who = row["participant"] or row["transcript"]
                expected = score(
                    words=row["words"], strength=row["strength"], coders=1, readers=1, share=voices[who] / len(passages)
                )
                assert row["score.value"] == pytest.approx(expected.value)
                # Nobody speaks a second time while somebody who has more to say has not spoken once.
                assert all(seen[other] >= min(seen[who], voices[other]) for other in voices)
                seen[who] += 1
            for who in voices:
                scores = [row["score.value"] for row in passages if (row["participant"] or row["transcript"]) == who]
                assert scores == sorted(scores, reverse=True)


@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 2))
@few
def test_limits_hold_for_every_code_and_participant(tmp_path_factory, seed, most, each):
    counted = random_study(tmp_path_factory.mktemp("s") / "s.study", seed)
    with counted.study:
        everything = rows(counted, per_participant=each)
        limited = rows(counted, max=most, per_participant=each)
        for code, group in groupby(everything, key=lambda row: row["code"]):
            passages = list(group)
            whole = [row["uuid"] for row in passages]
            assert [row["uuid"] for row in limited if row["code"] == code] == whole[:most]
            assert max(Counter(row["participant"] or row["transcript"] for row in passages).values()) <= each
