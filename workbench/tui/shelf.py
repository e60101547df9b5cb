"""What was answered lately, for as long as the study is as it was then."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.inquiring import Answer, Question

MOST = 6
"""Answers kept; one on a large study takes some tens of megabytes."""


class Shelf:
    """Keeps the last answers; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._study: object = None
        self._kept: OrderedDict[str, Answer] = OrderedDict()

    def find(self, study: object, question: "Question") -> "Answer | None":
        """What was answered, None if it is not kept or the study was another one then.

        Args:
            study: The snapshot of the study as it is now.
            question: With the filter in force.
        """
        with self._lock:
            found = self._kept.get(_key(question)) if study is self._study else None
            if found is not None:
                self._kept.move_to_end(_key(question))
            return found

    def keep(self, study: object, question: "Question", answer: "Answer") -> None:
        """Keep an answer that was made of this snapshot; those made of another are forgotten."""
        with self._lock:
            if study is not self._study:
                self._study = study
                self._kept.clear()
            self._kept[_key(question)] = answer
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)


def _key(question: "Question") -> str:
    return repr((question.name, question.wanted, sorted(question.options.items(), key=str)))
