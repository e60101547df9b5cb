"""Plain spans, read into columns: of one text or of several, per coder."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from transcripts.i18n import _
from workbench.agreement.ratings import is_missing
from workbench.analysis.columns import BoolArray, Codings, IntArray
from workbench.errors import AnalysisError

#: Of one text: spans ``(start, end, code)`` per coder, in a list or under the coder's name; None for a coder who was
#: not given it. Or a pandas frame with the columns coder, start, end and code, in which a coder who found nothing does
#: not appear. Of several texts: a list of such.
Spans = Any
# Longer texts have places that 64 bits do not hold exactly as floating-point numbers.
_LONGEST = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Spans as columns.

    Attributes:
        codings: Codes are places in ``codes``, coders places in ``coders``.
        lengths: Characters of each text.
        read: Which coders were given which text, shape (texts, coders).
        coders: Their names, or their numbers from 0.
        codes: The codes in use, and those that were named besides.
    """

    codings: Codings
    lengths: IntArray
    read: BoolArray
    coders: tuple[Hashable, ...]
    codes: tuple[Hashable, ...]

    def place_of(self, code: Hashable) -> int:
        """Which code it is.

        Raises:
            AnalysisError: Nobody used it, and it was not named.
        """
        if code not in self.codes:
            raise AnalysisError(
                _("The code {name} is not among those that were compared.").format(name=repr(code)),
                _("They are {names}.").format(names=", ".join(map(repr, self.codes)) or "-"),
            )
        return self.codes.index(code)


def read_spans(
    spans: Spans, length: int | Sequence[int] | None, codes: Iterable[Hashable] = (), *, inside: bool = True
) -> Texts:
    """Spans of one text, or of several where ``length`` is a list.

    Args:
        spans: As ``Spans`` says.
        length: Characters of the text, or of each text.
        codes: Codes to compare that nobody may have used.
        inside: Whether spans must lie inside the text; False where lengths play no part.

    Raises:
        AnalysisError: A span that is none, ends before it begins, or lies outside its text.
    """
    several = isinstance(length, Iterable) and not isinstance(length, str)
    texts, own = (list(spans), list(cast(Iterable[Any], length))) if several else ([spans], [length])
    lengths = [_length(one, inside) for one in own]
    if len(texts) != len(lengths):
        raise AnalysisError(
            _("There are {texts} texts and {lengths} lengths.").format(texts=len(texts), lengths=len(lengths)),
            _("Give one length for each text."),
        )
    given = [_by_coder(text) for text in texts]
    coders = tuple(dict.fromkeys(name for text in given for name, mine in text.items() if mine is not None))
    rows = [
        (text, coders.index(name), *_span(span, lengths[text] if inside else None))
        for text, held in enumerate(given)
        for name, mine in held.items()
        for span in _spans(mine)
    ]
    used = {row[4] for row in rows} | set(codes)
    names = tuple(sorted(used, key=lambda code: (type(code).__name__, code if isinstance(code, int) else str(code))))
    where = {code: at for at, code in enumerate(names)}
    reach = [max((row[3] for row in rows if row[0] == text), default=0) for text in range(len(texts))]
    read = np.array([[text.get(name) is not None for name in coders] for text in given], bool)
    return Texts(
        Codings.build(
            transcript=[row[0] for row in rows],
            coder=[row[1] for row in rows],
            start=[row[2] for row in rows],
            end=[row[3] for row in rows],
            code=[where[row[4]] for row in rows],
        ),
        np.array([far if own is None else own for own, far in zip(lengths, reach, strict=True)], np.int64),
        read.reshape(len(texts), len(coders)),
        coders,
        names,
    )


def _length(length: Any, needed: bool) -> int | None:
    if length is None and not needed:
        return None
    if not isinstance(length, int | float | np.number) or not 0 <= length <= _LONGEST or length != int(length):
        raise AnalysisError(
            _("A text has a length of {length} characters.").format(length=length),
            _("Give the length of each text in Unicode code points."),
        )
    return int(length)


def _spans(mine: Any) -> Iterable[Any]:
    """One coder's spans; those of a NumPy array or a pandas frame are its rows."""
    if mine is None:
        return ()
    if isinstance(mine, str | bytes) or not isinstance(mine, Iterable):
        raise _no_coders()
    return mine.to_numpy(dtype=object) if hasattr(mine, "to_numpy") else mine


def _no_coders() -> AnalysisError:
    return AnalysisError(
        _("The spans of a text are no list of coders."),
        _("Give one list of spans (start, end, code) for each coder, None for one who was not given the text."),
    )


def _by_coder(text: Any) -> Mapping[Hashable, Any]:
    if isinstance(text, Mapping):
        return text
    if {"coder", "start", "end", "code"} <= set(getattr(text, "columns", ())):
        rows = zip(*(text[name].tolist() for name in ("coder", "start", "end", "code")), strict=True)
        held: dict[Hashable, list[Any]] = {}
        for coder, *span in rows:
            held.setdefault(coder, []).append(span)
        return held
    if isinstance(text, str | bytes) or not isinstance(text, Iterable):
        raise _no_coders()
    return dict(enumerate(text))


def _span(span: Any, length: int | None) -> tuple[int, int, Hashable]:
    try:
        start, end, code = span
        first, last = int(start), int(end)
        whole = (first, last) == (start, end) and isinstance(code, Hashable) and not is_missing(code)
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise AnalysisError(
            _("{span} is no span.").format(span=repr(span)),
            _("A span is (start, end, code): two whole numbers of characters and a code."),
        )
    if not 0 <= first < last:
        raise AnalysisError(
            _("The span {start} to {end} is empty or begins before the text.").format(start=first, end=last),
            _("Spans are half-open, from 0: the end is one past the last character."),
        )
    if length is not None and last > length:
        raise AnalysisError(
            _("The span {start} to {end} reaches past the end of a text of {length} characters.").format(
                start=first, end=last, length=length
            ),
            _("Count in Unicode code points, and check that the spans are of this text."),
        )
    return first, last, code
