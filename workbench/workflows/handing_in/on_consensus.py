"""What a merge means for the consensus, in sentences."""

from collections.abc import Iterator, Sequence

from transcripts.i18n import _, ngettext
from workbench.workflows.handing_in.values import Found


def on_consensus(name: str, found: Sequence[Found], *, done: bool) -> Iterator[str]:
    """What is said where the consensus is in use.

    Args:
        name: File name of the study.
        found: What was found in each file; what they mean together stands with the last.
        done: Whether it was merged; False for a preview.
    """
    renewed = found[-1].consensus if found else None
    if renewed is not None and renewed.transcripts:
        yield (_renewed if done else _would_be_renewed)(len(renewed.transcripts))
    if renewed is not None and renewed.left:
        yield _(
            "Where work is sealed the consensus stays as it is; once that is opened: workbench consensus {study} build"
        ).format(study=name)


def _renewed(count: int) -> str:
    return ngettext(
        "The consensus of {count} transcript was made anew from what agreements and rulings are now.",
        "The consensus of {count} transcripts was made anew from what agreements and rulings are now.",
        count,
    ).format(count=count)


def _would_be_renewed(count: int) -> str:
    return ngettext(
        "The consensus of {count} transcript would be made anew from agreements and rulings.",
        "The consensus of {count} transcripts would be made anew from agreements and rulings.",
        count,
    ).format(count=count)
