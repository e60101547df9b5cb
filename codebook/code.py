"""A code: what it is called, when it is applied and how it looks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a codebook.

    Attributes:
        uuid: Identity from birth, kept through renames, moves and exports.
        short: Short name for margins, at most 12 characters, unique in the codebook (case-blind).
        labels: Language (``fr``, ``en``) to label; at least one.
        parent: uuid of the parent code, None at the top.
        definition: What the code means.
        include: When it is applied.
        exclude: When it is not.
        example: A passage that shows it.
        keywords: Words that mark it, and those that it does not go with: rules as ``codebook.keywords`` reads them.
        colour: ``#rrggbb``, or "" to take the next colour of the palette.
        key: One printable character that applies it, "" if none.
        codable: False for branches that only group.
        takes_stance: Whether its codings say for or against.
        exclusive: Whether at most one code of this branch fits a passage.
        deleted: Whether it lies in the bin.
    """

    uuid: str
    short: str
    labels: dict[str, str]
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    keywords: tuple[str, ...] = ()
    colour: str = ""
    key: str = ""
    codable: bool = True
    takes_stance: bool = False
    exclusive: bool = False
    deleted: bool = False

    def label(self, language: str) -> str:
        """The label in ``language``, or in any language it has."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.short)
