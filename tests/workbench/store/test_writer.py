import subprocess
import sys
import threading

import pytest

from tests.workbench.making import Bench
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import codings
from workbench.store.writer import Writer
from workbench.workflows import coding

FORGETFUL = """
import sys
from pathlib import Path
from transcripts.spans import Span
from workbench.store.writer import Writer
from workbench.workflows.coding import apply_codes
path, coder, transcript, code = sys.argv[1:]
writer = Writer(Path(path))
for start in range(20):
    writer.submit(lambda study, start=start: apply_codes(study, coder, transcript, Span(start, start + 2), [code]))
raise RuntimeError("the program ends without closing")
"""


def test_acts_are_done_in_the_order_in_which_they_were_asked_for(desk: Bench):
    writer = Writer(desk.study.path)
    done: list[int] = []

    def act(number: int):
        def work(study):
            coding.apply_codes(study, desk.maude.uuid, desk.transcript, Span(number, number + 2), [desk.codes["TON"]])
            done.append(number)
            return number

        return work

    futures = [writer.submit(act(number)) for number in range(15)]
    writer.close()
    assert [future.result() for future in futures] == done == list(range(15))
    assert len(codings.all(desk.study.reader)) == 15


def test_a_refused_act_is_told_and_the_next_one_is_done(desk: Bench):
    writer = Writer(desk.study.path)
    bad = writer.submit(
        lambda study: coding.apply_codes(study, desk.maude.uuid, desk.transcript, Span(0, 9999), [desk.codes["TON"]])
    )
    good = writer.submit(
        lambda study: coding.apply_codes(study, desk.maude.uuid, desk.transcript, Span(0, 9), [desk.codes["TON"]])
    )
    writer.close()
    with pytest.raises(StoreError, match="outside the text"):
        bad.result()
    assert [one.span for one in good.result()] == [Span(0, 9)]


def test_an_act_has_no_result_before_it_is_committed(desk: Bench):
    """Another connection sees the coding at the moment in which the future is done."""
    writer = Writer(desk.study.path)
    seen: list[int] = []
    told = threading.Event()

    def look(_future):
        seen.append(len(codings.all(desk.study.reader)))
        told.set()

    future = writer.submit(
        lambda study: coding.apply_codes(study, desk.maude.uuid, desk.transcript, Span(0, 9), [desk.codes["TON"]])
    )
    future.add_done_callback(look)
    assert told.wait(30)
    writer.close()
    assert seen == [1]


def test_a_closed_writer_takes_no_more(desk: Bench):
    writer = Writer(desk.study.path)
    writer.close()
    writer.close()
    with pytest.raises(RuntimeError):
        writer.submit(lambda study: None)


def test_a_program_that_ends_without_closing_still_saves_and_does_not_hang(desk: Bench):
    ended = subprocess.run(
        [sys.executable, "-c", FORGETFUL, desk.study.path, desk.maude.uuid, desk.transcript, desk.codes["IMAGE"]],
        capture_output=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert len(codings.all(desk.study.reader)) == 20
