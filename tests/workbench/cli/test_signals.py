"""A program that is told to stop ends in a sentence and leaves nothing half-made."""

import os
import signal
import threading

import pytest

from workbench.cli import signals
from workbench.cli.commands import coders

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are otherwise elsewhere")


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_with_its_code_and_one_sentence(cli, monkeypatch, name, code):
    monkeypatch.setattr(coders, "run", lambda args, out: os.kill(os.getpid(), getattr(signal, name)))
    told = cli("coders", "s.study")
    assert told.code == code
    assert told.err.startswith("workbench: Interrupted.")
    assert told.err.count("\n") == 1


def test_what_is_made_aside_is_gone_after_a_signal(cli, home, monkeypatch):
    from workbench.workflows import studies

    monkeypatch.setattr(studies, "import_codebook", lambda *words, **more: os.kill(os.getpid(), signal.SIGTERM))
    assert cli("new", "t.study", "--codebook", "grunig", "--coder", "MA").code == 143
    assert [path.name for path in home.iterdir() if "study" in path.name or "workbench" in path.name] == []


def test_impatience_does_not_disturb_the_unwinding():
    done = []
    with pytest.raises(signals.Stopped), signals.heeded():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("cleaned")
    assert done == ["cleaned"]


def test_a_signal_that_is_to_be_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals.heeded():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_signals_are_as_they_were_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    with signals.heeded():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_another_thread_than_the_first_leaves_signals_alone():
    faults = []

    def run() -> None:
        try:
            with signals.heeded():
                pass
        except ValueError as error:
            faults.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=10)
    assert faults == []


def test_a_signal_that_falls_into_the_clearing_up_of_an_object_is_heard_all_the_same(capsys):
    class Cleared:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    waiting = threading.Event()
    with pytest.raises(signals.Stopped), signals.heeded():
        Cleared()
        waiting.wait(30)
    assert capsys.readouterr().err == ""
