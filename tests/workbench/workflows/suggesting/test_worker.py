"""The working thread and its inbox, without a process around them."""

import io
import threading
from collections.abc import Callable

import pytest

from workbench.errors import BusyError
from workbench.workflows.suggesting.inbox import Inbox
from workbench.workflows.suggesting.protocol import (
    Answer,
    Cancel,
    Cancelled,
    Fault,
    Message,
    Progress,
    Request,
    written,
)
from workbench.workflows.suggesting.worker import Worker, listen

BACKGROUND = frozenset({"index"})


class Bare:
    """A desk without a study."""

    watch: Callable[[int, int, str], None]
    pause: Callable[[float], None]
    closed = False

    def check(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class Sitting:
    """A worker that works off what was put in, in the test's own thread."""

    def __init__(self, **verbs: Callable[..., object]) -> None:
        self.inbox = Inbox(BACKGROUND)
        self.sent: list[Message] = []
        self.desk = Bare()
        verbs["stop"] = lambda desk: self.inbox.close()
        self.worker = Worker(lambda: self.desk, verbs, BACKGROUND, self.inbox, self.sent.append)

    def put(self, number: int, verb: str, language: str = "en", **values: object) -> None:
        self.inbox.put(Request(number, verb, values, language))

    def work(self) -> list[Message]:
        self.worker.work()
        return self.sent


def test_requests_are_met_in_their_order_and_the_background_last():
    order: list[str] = []
    sitting = Sitting(
        say=lambda desk, word: order.append(word), index=lambda desk: (order.append("index"), sitting.inbox.close())
    )
    sitting.put(1, "index")
    sitting.put(2, "say", word="a")
    sitting.put(3, "say", word="b")
    sitting.work()
    assert order == ["a", "b", "index"]


def test_between_two_batches_others_are_answered():
    def index(desk: Bare) -> str:
        for batch in range(3):
            if batch == 1:
                sitting.put(2, "say")
                sitting.put(3, "say")
            desk.watch(batch, 3, "")
        sitting.put(4, "stop")
        return "whole"

    sitting = Sitting(say=lambda desk: "said", index=index)
    sitting.put(1, "index")
    kinds = [(type(one), one.id) for one in sitting.work()]
    assert kinds[:6] == [(Progress, 1), (Progress, 1), (Answer, 2), (Answer, 3), (Progress, 1), (Answer, 1)]


def test_a_question_does_not_interrupt_another():
    def slow(desk: Bare) -> str:
        sitting.put(2, "say")
        desk.watch(0, 1, "")
        return "slow"

    sitting = Sitting(say=lambda desk: (sitting.put(3, "stop"), "said")[1], slow=slow)
    sitting.put(1, "slow")
    assert [one.id for one in sitting.work() if isinstance(one, Answer)] == [1, 2, 3]


def test_what_was_taken_back_before_its_turn_is_not_done():
    done: list[int] = []
    sitting = Sitting(say=lambda desk: done.append(1))
    sitting.put(1, "say")
    sitting.inbox.take_back(1)
    sitting.put(2, "stop")
    assert Cancelled(1) in sitting.work() and not done


def test_what_is_taken_back_under_way_stops_at_the_next_batch_and_the_rest_goes_on():
    batches: list[int] = []

    def index(desk: Bare) -> None:
        for batch in range(100):
            batches.append(batch)
            if batch == 2:
                sitting.inbox.take_back(1)
                sitting.put(2, "stop")
            desk.watch(batch, 100, "")

    sitting = Sitting(index=index)
    sitting.put(1, "index")
    assert Cancelled(1) in sitting.work() and batches == [0, 1, 2]


def test_taking_back_the_background_while_another_is_answered_stops_it():
    def index(desk: Bare, last: bool = False) -> str:
        if last:
            sitting.inbox.close()
            return "last"
        sitting.put(2, "say")
        sitting.put(3, "index", last=True)
        desk.watch(0, 2, "")
        return "whole"

    sitting = Sitting(index=index, say=lambda desk: sitting.inbox.take_back(1))
    sitting.put(1, "index")
    assert sitting.work() == [Progress(1, 0, 2), Answer(2, None), Cancelled(1), Answer(3, "last")]


def test_each_sentence_is_in_the_language_of_its_question():
    from transcripts.i18n import language

    def index(desk: Bare) -> list[str]:
        sitting.put(2, "speak", "en")
        before = language()
        desk.watch(0, 1, "")
        sitting.put(3, "stop")
        return [before, language()]

    sitting = Sitting(index=index, speak=lambda desk: language())
    sitting.put(1, "index", "fr")
    answers = {one.id: one.result for one in sitting.work() if isinstance(one, Answer)}
    assert answers[2] == "en" and answers[1] == ["fr", "fr"]


def test_an_error_is_told_and_the_next_request_met():
    def refuse(desk: Bare) -> None:
        raise BusyError("Taken.", "Wait.")

    sitting = Sitting(refuse=refuse, break_=lambda desk: 1 / 0)
    sitting.put(1, "refuse")
    sitting.put(2, "break_")
    sitting.put(3, "unknown")
    sitting.put(4, "stop")
    sent = sitting.work()
    assert sent[0] == Fault(1, "BusyError", "Taken.", "Wait.")
    assert [(type(one), one.id) for one in sent[1:]] == [(Fault, 2), (Fault, 3), (Answer, 4)]
    assert sitting.desk.closed


def test_an_answer_that_nobody_reads_ends_the_work():
    def send(message: Message) -> None:
        raise BrokenPipeError

    inbox = Inbox(BACKGROUND)
    worker = Worker(Bare, {"index": lambda desk: desk.watch(0, 1, "")}, BACKGROUND, inbox, send)
    inbox.put(Request(1, "index"))
    with pytest.raises(BrokenPipeError):
        worker.work()


def test_a_study_that_cannot_be_opened_is_told_and_tried_again():
    tries: list[int] = []

    def open_desk() -> Bare:
        tries.append(1)
        if len(tries) == 1:
            raise BusyError("Taken.", "Wait.")
        return Bare()

    sent: list[Message] = []
    inbox = Inbox(BACKGROUND)
    verbs = {"say": lambda desk: "said", "stop": lambda desk: inbox.close()}
    worker = Worker(open_desk, verbs, BACKGROUND, inbox, sent.append)
    for number, verb in enumerate(("say", "say", "say", "stop"), 1):
        inbox.put(Request(number, verb))
    worker.work()
    assert isinstance(sent[0], Fault) and sent[1:3] == [Answer(2, "said"), Answer(3, "said")] and len(tries) == 2


def test_lines_that_are_no_messages_are_passed_over():
    lines = io.BytesIO(b"babble\n" + written(Request(1, "say")) + b"\xff\n" + written(Cancel(7)) + b"half a li")
    inbox = Inbox(BACKGROUND)
    seen: list[Request | None] = []
    taker = threading.Thread(target=lambda: seen.append(inbox.take()))
    taker.start()
    inbox_lines = threading.Thread(target=listen, args=(lines, inbox))
    inbox_lines.start()
    inbox_lines.join(30)
    taker.join(30)
    assert inbox.closed and inbox.is_taken_back(7)
    assert seen in ([Request(1, "say")], [None])


def test_waiting_for_others_ends_with_the_time_and_with_the_end():
    inbox = Inbox(BACKGROUND)
    assert inbox.take_urgent() is None
    assert inbox.take_urgent(within=0.01) is None
    inbox.put(Request(1, "index"))
    assert inbox.take_urgent() is None
    closer = threading.Timer(0.02, inbox.close)
    closer.start()
    assert inbox.take_urgent(within=60) is None and inbox.take() is None
