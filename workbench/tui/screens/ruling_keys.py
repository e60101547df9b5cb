"""The keys that rule: one key, one ruling."""

from abc import abstractmethod

from workbench.tui.screens.ruling_base import SIDES


class OneKeyEach:
    """A plain class, because Textual takes a millisecond for each of its own."""

    @abstractmethod
    def rule(self, name: str) -> None:
        """Rule as a command says.

        Args:
            name: Its id.
        """

    def action_union(self) -> None:
        """All characters that anyone marked."""
        self.rule("ruling.union")

    def action_intersection(self) -> None:
        """The characters that all marked who marked any."""
        self.rule("ruling.intersection")

    def action_both(self) -> None:
        """Each answer as it is."""
        self.rule("ruling.both")

    def action_neither(self) -> None:
        """Nothing."""
        self.rule("ruling.neither")

    def action_discuss(self) -> None:
        """Put it aside."""
        self.rule("ruling.discuss")

    def action_majority(self) -> None:
        """What most gave."""
        self.rule("ruling.majority")

    def action_position_1(self) -> None:
        """The first answer."""
        self.rule(SIDES[0])

    def action_position_2(self) -> None:
        """The second answer."""
        self.rule(SIDES[1])

    def action_position_3(self) -> None:
        """The third answer."""
        self.rule(SIDES[2])

    def action_position_4(self) -> None:
        """The fourth answer."""
        self.rule(SIDES[3])

    def action_position_5(self) -> None:
        """The fifth answer."""
        self.rule(SIDES[4])

    def action_position_6(self) -> None:
        """The sixth answer."""
        self.rule(SIDES[5])

    def action_position_7(self) -> None:
        """The seventh answer."""
        self.rule(SIDES[6])

    def action_position_8(self) -> None:
        """The eighth answer."""
        self.rule(SIDES[7])

    def action_position_9(self) -> None:
        """The ninth answer."""
        self.rule(SIDES[8])
