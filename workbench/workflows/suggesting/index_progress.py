"""How far the reading of a study is, and about how long the rest takes."""

import time
from collections.abc import Callable, Mapping

from transcripts.i18n import _, ngettext

Watch = Callable[[int, int, str], None]
"""Called with how many segments are done, out of how many, and a sentence that says what is done now."""

_MINUTE = 60.0
_FEW_SECONDS = 10.0


class Progress:
    """Counts what is read, and tells whoever watches.

    Args:
        watch: Whom to tell.
        waiting: What is done now, as a sentence → segments that wait for it, and seconds that one is thought to take
            before any has been measured.
        clock: Seconds that only go on.
    """

    def __init__(
        self, watch: Watch, waiting: Mapping[str, tuple[int, float]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._watch = watch
        self._clock = clock
        self._waiting = {what: count for what, (count, _seconds) in waiting.items()}
        self._pace = {what: seconds for what, (_count, seconds) in waiting.items()}
        self._spent = dict.fromkeys(waiting, 0.0)
        self._read = dict.fromkeys(waiting, 0)
        self._total = sum(self._waiting.values())
        self._since = clock()

    def begin(self, what: str) -> None:
        """Something is begun; what loads first is not counted as reading."""
        if self._waiting.get(what):
            self._tell(what)
        self._since = self._clock()

    def more(self, what: str, count: int) -> None:
        """Some segments more are read."""
        now = self._clock()
        self._spent[what] += now - self._since
        self._read[what] += count
        self._waiting[what] -= count
        self._pace[what] = self._spent[what] / self._read[what]
        self._tell(what)
        # What others had done while they were told is not reading.
        self._since = self._clock()

    @property
    def waiting(self) -> int:
        """Segments that are not read yet."""
        return sum(self._waiting.values())

    @property
    def left(self) -> float:
        """Seconds that the rest takes, going by what was read so far."""
        return sum(count * self._pace[what] for what, count in self._waiting.items())

    def _tell(self, what: str) -> None:
        self._watch(self._total - self.waiting, self._total, f"{what} {remaining(self.left)}".strip())


def remaining(seconds: float) -> str:
    """About how long something still takes, as a sentence; "" for a few seconds."""
    if seconds < _FEW_SECONDS:
        return ""
    if seconds < _MINUTE:
        return _("Less than a minute is left.")
    minutes = round(seconds / _MINUTE)
    return ngettext("About {n} minute is left.", "About {n} minutes are left.", minutes).format(n=minutes)
