"""The keys that set strength and stance: one key, one value, on whichever screen."""

from abc import abstractmethod
from collections.abc import Callable

from codebook.coding import Stance
from transcripts.i18n import _, clauses


def weigh_question(key: Callable[[str], str]) -> str:
    """What is asked for in the line below.

    Args:
        key: Gives the key of a command as people read it.
    """
    keys = {name: key(f"weigh.{name}") for name in ("pro", "contra", "mixed", "neutral", "clear")}
    question = _("Strength 0–3, or stance: {pro} pro, {contra} contra, {mixed} mixed, {neutral} neutral")
    return clauses([question.format(**keys), _("{clear} clears").format(**keys)])


class Weighing:
    """The commands of the context ``WEIGH``; a plain class, because Textual takes a millisecond for each of its own."""

    @abstractmethod
    def weigh_strength(self, value: int) -> None:
        """Set a strength, 0 to 3."""

    @abstractmethod
    def weigh_stance(self, value: Stance) -> None:
        """Set a stance."""

    def action_weigh_strength_0(self) -> None:
        """Named as unimportant."""
        self.weigh_strength(0)

    def action_weigh_strength_1(self) -> None:
        """A little important."""
        self.weigh_strength(1)

    def action_weigh_strength_2(self) -> None:
        """Important."""
        self.weigh_strength(2)

    def action_weigh_strength_3(self) -> None:
        """Very important."""
        self.weigh_strength(3)

    def action_weigh_pro(self) -> None:
        """For."""
        self.weigh_stance(Stance.PRO)

    def action_weigh_contra(self) -> None:
        """Against."""
        self.weigh_stance(Stance.CONTRA)

    def action_weigh_mixed(self) -> None:
        """Both."""
        self.weigh_stance(Stance.MIXED)

    def action_weigh_neutral(self) -> None:
        """Neither."""
        self.weigh_stance(Stance.NEUTRAL)
