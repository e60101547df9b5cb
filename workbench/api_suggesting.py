"""Suggestions in the Python API: what ``OpenStudy`` has done for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.suggestion import Decision, QueueOrder
from exports.report import Report
from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.store import codes as code_store
from workbench.workflows.suggesting import by_id, lists, shown, switches
from workbench.workflows.who_codes import who_codes

if TYPE_CHECKING:
    from codebook.code import Code
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile


class Suggesting:
    """Asks for suggestions and decides about them, with what was read kept from one question to the next."""

    def __init__(self, study: "StudyFile") -> None:
        from workbench.workflows.suggesting.local import LocalDesk

        self._study = study
        self._desk = LocalDesk(study)

    def report(self, code: str, coder: str, top: int, order: str, *, read: bool) -> Report:
        """The suggestions of one code, or of all asked for, as the command line shows them."""
        from workbench.workflows.suggesting.list_report import list_report

        who, wanted = self._coder(coder), _order(order)
        switches.check_allowed(self._study, who.uuid)
        codes = [self._code(code)] if code else lists.asked_codes(self._study, who.uuid)
        if read:
            self._desk.index()
        if code:
            made = [self._desk.suggestions(who.uuid, codes[0].uuid, count=top, order=wanted)]
            suggestions = made[0].suggestions
        else:
            several = self._desk.of_all_codes(who.uuid, count=top, order=wanted)
            made, suggestions = list(several.lists), several.suggestions
        shown.remember(self._study.fact("uuid"), *made)
        return list_report(self._study, made, suggestions, coder=who.name)

    def themes(self, coder: str, top: int, *, nobody: bool, read: bool) -> Report:
        """Groups of uncoded passages, as the command line shows them."""
        from workbench.workflows.suggesting.reading_report import themes_report

        who = self._reader(coder, read)
        return themes_report(
            self._study, self._desk.themes(who.uuid, count=top, anybody=nobody), coder=who.name, everything=True
        )

    def next_reading(self, coder: str, code: str, top: int, *, uncertain: bool, read: bool) -> Report:
        """What to read next, as the command line shows it."""
        from workbench.workflows.suggesting.reading_report import next_report

        who = self._reader(coder, read)
        wanted = self._code(code).uuid if code else None
        found = self._desk.reading_order(who.uuid, code=wanted, uncertain=uncertain, count=top)
        return next_report(self._study, found, coder=who.name)

    def _reader(self, coder: str, read: bool) -> "Coder":
        who = self._coder(coder)
        switches.check_allowed(self._study, who.uuid)
        if read:
            self._desk.index()
        return who

    def accept(self, ids: Sequence[str], coder: str, span: str, code: str) -> list[str]:
        """Accept suggestions by their ids; uuids of the decisions."""
        who = self._coder(coder)
        other = self._code(code).uuid if code else None
        taken = [
            by_id.accept(self._study, who.uuid, one, span=span, code=other)[1]
            for one in by_id.find(self._study, who.uuid, ids)
        ]
        return _uuids(taken)

    def reject(self, ids: Sequence[str], coder: str) -> list[str]:
        """Reject suggestions by their ids; uuids of the decisions."""
        who = self._coder(coder)
        return _uuids([by_id.reject(self._study, who.uuid, one) for one in by_id.find(self._study, who.uuid, ids)])

    def _coder(self, name: str) -> "Coder":
        return who_codes(self._study, name, usual="")

    def _code(self, name: str) -> "Code":
        return switches.check_code(self._study, code_store.book(self._study.reader).named(name).uuid)


def _order(name: str) -> QueueOrder:
    try:
        return QueueOrder(name)
    except ValueError as error:
        raise SuggestError(
            _("“{name}” is no order of suggestions.").format(name=name), _("Give surest or uncertain.")
        ) from error


def _uuids(taken: Sequence[Decision]) -> list[str]:
    return [one.uuid for one in taken]
