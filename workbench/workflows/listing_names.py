"""Lists of names in sentences: as many as a person reads, and how many more there are."""

from collections.abc import Sequence

from transcripts.i18n import ngettext

MOST = 30


def listed(names: Sequence[str], most: int = MOST) -> str:
    """The names with commas between; of a long list the first, and how many are left out."""
    more = len(names) - most
    shown = ", ".join(names[:most] if more > 0 else names)
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)
