from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook import suggestion as types
from codebook.suggestion import Band, Decision, Suggestion
from transcripts.spans import Span
from workbench.workflows.suggesting import protocol
from workbench.workflows.suggesting.protocol import Answer, Fault, LineError, Progress, Request, understood, written
from workbench.workflows.suggesting.wire import built, plain

st.register_type_strategy(
    Span, st.tuples(st.integers(0, 9999), st.integers(1, 999)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
)
st.register_type_strategy(float, st.floats(allow_nan=False, width=64))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", [Suggestion, Decision], ids=lambda kind: kind.__name__)
def test_what_is_suggested_and_decided_comes_back_as_it_went(kind):
    @given(st.from_type(kind))
    def check(value: Any) -> None:
        assert built(kind, plain(value)) == value

    check()


@given(st.lists(st.from_type(Suggestion), max_size=2))
def test_lists_of_values_come_back(found):
    line = written(Answer(3, plain(found)))
    answer = understood(line)
    assert isinstance(answer, Answer) and built(list[Suggestion], answer.result) == found
    assert line.count(b"\n") == 1 and line.endswith(b"\n")


@given(st.integers(1), st.text(), st.dictionaries(st.text(), JSON, max_size=3))
def test_every_text_fits_in_a_line(number, verb, values):
    request = Request(number, verb, values, "fr")
    assert understood(written(request)) == request


def test_every_message_has_a_kind_of_its_own():
    for message in (Progress(1, 2, 3, "x"), Fault(1, "BusyError", "m", "h"), protocol.Cancel(4), protocol.Cancelled(4)):
        assert understood(written(message)) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"nothing\n",
        b"[]\n",
        b"7\n",
        b"null\n",
        b"{}\n",
        b'{"type":"answer"}\n',
        b'{"type":"other","id":1}\n',
        b'{"type":["answer"],"id":1}\n',
        b'{"type":"cancel","id":"1"}\n',
        b'{"type":"cancel","id":1,"more":2}\n',
        b"\xff\xfe\n",
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_message_is_refused_without_its_words(line):
    with pytest.raises(LineError, match=rf"^a line of {len(line)} bytes is no message$"):
        understood(line)


@dataclass(frozen=True)
class Mixed:
    pair: tuple[int, str]
    sets: frozenset[str]
    table: dict[Band, list[Span]]
    maybe: Span | int | None
    whatever: Any = None


@pytest.mark.parametrize("maybe", [None, 4, Span(1, 2)])
def test_collections_are_built_as_they_are_annotated(maybe):
    value = Mixed((1, "a"), frozenset({"x", "y"}), {Band.WEAK: [Span(0, 4)]}, maybe, {"a": [1]})
    assert built(Mixed, plain(value)) == value


def test_one_number_of_an_array_is_a_number():
    import numpy as np

    assert plain(Span(int(np.int64(1)), 2)) == {"start": 1, "end": 2}
    assert plain([np.float32(0.5), np.int64(3), np.bool_(True)]) == [0.5, 3, True]


@pytest.mark.parametrize("value", [object(), b"bytes", {1: 2}, Span])
def test_what_json_does_not_know_is_refused(value):
    if isinstance(value, bytes):
        assert plain(value) == list(value)
        return
    with pytest.raises(TypeError):
        plain(value)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (int, "1"),
        (int, True),
        (int, 1.5),
        (float, "1"),
        (str, 1),
        (Span, [1, 2]),
        (Span, {"start": 1}),
        (Span, {"start": 1, "end": 2, "more": 3}),
        (list[int], {"a": 1}),
        (tuple[int, str], [1]),
        (dict[str, int], [1]),
        (Span | None, "x"),
    ],
)
def test_data_of_another_shape_are_refused(kind, data):
    with pytest.raises((TypeError, ValueError)):
        built(kind, data)


def test_no_type_of_suggestions_is_out_of_reach():
    kinds = [kind for kind in vars(types).values() if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")]
    assert len(kinds) > 4
    for kind in kinds:
        assert all(field.init for field in fields(kind))
