"""Which sentence of the codebook a ruling may become: of which code, and on which side."""

from dataclasses import dataclass
from typing import Literal

from codebook.book import Codebook
from codebook.code import Code
from codebook.ruling import Ruling, Verdict
from transcripts.i18n import _

Side = Literal["include", "exclude"]
INCLUDE: Side = "include"
EXCLUDE: Side = "exclude"


@dataclass(frozen=True, slots=True)
class Explained:
    """A code, and whether the sentence says when it is given or when it is not.

    Attributes:
        code: The code.
        side: ``include`` or ``exclude``.
    """

    code: Code
    side: Side

    def question(self) -> str:
        """What is asked for in the line."""
        said = _("{code}, include when:") if self.side == INCLUDE else _("{code}, exclude when:")
        return f"{said.format(code=self.code.short)} " + _("(Tab: other)")


def explained_codes(ruling: Ruling, book: Codebook) -> tuple[Explained, ...]:
    """The codes of a ruling with both sides, likeliest first: what stands is included, what does not is excluded."""
    given = dict.fromkeys(one.code for position in ruling.positions for one in position.codings)
    codes = [book.get(code) for code in given if code in book]
    standing = _standing(ruling)
    likely = [(code, INCLUDE if code.uuid in standing else EXCLUDE) for code in codes]
    likely.sort(key=lambda one: one[1] != INCLUDE)
    other = [(code, EXCLUDE if side == INCLUDE else INCLUDE) for code, side in likely]
    return tuple(Explained(code, side) for code, side in (*likely, *other))


def _standing(ruling: Ruling) -> set[str]:
    """Codes that stand by a ruling."""
    if ruling.verdict in (Verdict.NEITHER, Verdict.DISCUSS):
        return set()
    chosen = ruling.positions
    if ruling.verdict in (Verdict.POSITION, Verdict.MAJORITY) and ruling.chosen is not None:
        chosen = (ruling.positions[ruling.chosen],)
    return {one.code for position in chosen for one in position.codings}
