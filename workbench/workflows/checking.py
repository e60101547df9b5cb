"""Looking a study over: is the file whole, are the words those imported, does every coding have its passage?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.store.study_file import StudyFile

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: Stable name: ``file``, ``texts``, ``turns``, ``codings``, ``index``.
        title: What was looked at; to be translated.
        sound: Whether it is as it should be; None if it could not be looked at.
        detail: What is wrong, in names and places, never in words of an interview; "" if nothing.
    """

    name: str
    title: str
    sound: bool | None
    detail: str = ""


def check(study: "StudyFile", *, mend: bool = False) -> tuple[Finding, ...]:
    """Look at everything that can be looked at.

    Args:
        study: Open.
        mend: Make the search index anew where it is wrong; nothing else can be mended without a backup.
    """
    return tuple(_findings(study, mend=mend))


def _findings(study: "StudyFile", *, mend: bool) -> "Iterator[Finding]":
    from workbench.store import soundness

    reader = study.reader
    yield _finding("file", N_("the file and its references"), soundness.file_faults(study))
    yield _finding("texts", N_("the words, against their checksums"), soundness.changed_texts(reader))
    yield _finding("turns", N_("the places of the turns"), soundness.misplaced_turns(reader))
    strayed = [f"{name} {span.start}–{span.end}" for name, span in soundness.strayed_codings(reader)]
    yield _finding("codings", N_("the places of the codings"), strayed)
    yield _index(study, mend=mend)


def _finding(name: str, title: str, faults: list[str]) -> Finding:
    shown = "; ".join(faults[:SHOWN]) + ("; …" if len(faults) > SHOWN else "")
    return Finding(name, title, not faults, shown)


def _index(study: "StudyFile", *, mend: bool) -> Finding:
    from workbench.store import opening, soundness

    title = N_("the search index")
    if not opening.is_writable(study.path):
        return Finding("index", title, None, _("not looked at: the file may only be read"))
    if soundness.index_is_right(study):
        return Finding("index", title, True)
    if mend:
        soundness.rebuild_index(study)
        return Finding("index", title, True, _("was wrong and has been made anew"))
    return Finding("index", title, False, _("does not fit the words; `workbench check STUDY --mend` makes it anew"))
