"""Quotations cut short: every cut falls between words and stays visible as […]."""

import re
from collections.abc import Iterable, Sequence

from codebook.errors import CodebookError
from transcripts.i18n import _
from transcripts.spans import Span
from transcripts.words import word_set

CUT = "[…]"
# A word with the punctuation that no-break spaces tie to it: « mot », mot !
_TOKEN = re.compile(r"(?:[«“]\s?)?\S+(?:[\u00a0\u202f]+[^\w\s]+(?=\s|$))*")
_NEGATIONS = word_set(
    "ne n pas jamais aucun aucune ni guère sans not no never none nobody nothing nor without cannot don't doesn't "
    "didn't isn't wasn't won't can't couldn't wouldn't shouldn't aren't weren't haven't hasn't"
)
_WORD = re.compile(r"[^\W\d_]+(?:'t)?")
#: Punctuation that stands between spaces in French and is no word by itself.
CLOSING = "?!:;»–—-…%.,)"


def tokens(text: str, span: Span) -> list[Span]:
    """The words of a stretch of text, each with its punctuation, in order."""
    return [Span(match.start(), match.end()) for match in _TOKEN.finditer(text, span.start, span.end)]


def snapped(text: str, span: Span, wanted: Span) -> Span | None:
    """The whole words of a quotation that a stretch touches; None if it touches none.

    Args:
        text: Of the transcript.
        span: The quotation.
        wanted: The stretch, roughly.
    """
    touched = [token for token in tokens(text, span) if token.start < wanted.end and wanted.start < token.end]
    return Span(touched[0].start, touched[-1].end) if touched else None


def with_cut(text: str, span: Span, cuts: Sequence[Span], wanted: Span) -> tuple[Span, ...]:
    """The cuts of a quotation with one more; cuts that meet become one.

    Raises:
        CodebookError: If no word is touched, or none would be left.
    """
    fresh = snapped(text, span, wanted)
    if fresh is None:
        raise CodebookError(_("No word of the quotation stands there."), _("Choose words inside it."))
    gone = {token.start for token in tokens(text, span) if any(_inside(token, cut) for cut in (*cuts, fresh))}
    return _runs(text, span, gone)


def without_cut(text: str, span: Span, cuts: Sequence[Span], wanted: Span | None) -> tuple[Span, ...]:
    """The cuts with the words of a stretch back in; with None all words are back."""
    if wanted is None:
        return ()
    back = snapped(text, span, wanted)
    gone = {
        token.start
        for token in tokens(text, span)
        if any(_inside(token, cut) for cut in cuts) and not (back and _inside(token, back))
    }
    return _runs(text, span, gone)


def _inside(token: Span, cut: Span) -> bool:
    return token.start < cut.end and cut.start < token.end


def _runs(text: str, span: Span, gone: Iterable[int]) -> tuple[Span, ...]:
    """Words that are gone, by where they start, drawn together."""
    gone, open_run = set(gone), False
    runs: list[Span] = []
    words = tokens(text, span)
    if words and len(gone) == len(words):
        raise CodebookError(_("Nothing would be left of the quotation."), _("Put it back instead."))
    for token in words:
        if token.start not in gone:
            open_run = False
        elif open_run:
            runs[-1] = Span(runs[-1].start, token.end)
        else:
            runs.append(Span(token.start, token.end))
            open_run = True
    return tuple(runs)


def trimmed(text: str, span: Span, cuts: Sequence[Span]) -> str:
    """The words of a quotation, […] in the place of what was cut.

    Args:
        text: Of the transcript.
        span: The quotation.
        cuts: As ``with_cut`` made them; in the text of the transcript.
    """
    at, parts = span.start, []
    for cut in sorted(cuts):
        parts += [text[at : max(at, cut.start)].strip(), CUT]
        at = max(at, cut.end)
    parts.append(text[at : span.end].strip())
    return " ".join(part for part in parts if part)


def hides_negation(text: str, cuts: Iterable[Span]) -> bool:
    """Whether words that deny something are among those cut, so that a reader of what is left may be misled."""
    said = (cut.cut(text).lower().replace("’", "'") for cut in cuts)
    return any(word in _NEGATIONS for words in said for word in _WORD.findall(words))


def words_of(text: str) -> int:
    """How many words a text has; […] and punctuation between spaces are none."""
    return sum(part[0] not in CLOSING for part in text.replace(CUT, " ").split())
