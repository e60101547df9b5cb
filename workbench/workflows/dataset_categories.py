"""The closed categories of the answers to guide questions, as variables of data for statistics."""

from typing import TYPE_CHECKING

from exports.report import Kind
from exports.variables import Absence, Measure, Names, Variable
from transcripts.i18n import _
from workbench.store import framework as framework_store

if TYPE_CHECKING:
    from workbench.store.framework import CategoryEntry
    from workbench.store.guide import QuestionEntry
    from workbench.workflows.findings.inquiry import Inquiry


class CategoryColumns:
    """For each question that has categories, the one that a layer put each participant's answer into.

    Attributes:
        variables: One per question with categories, in the order of the guide.
    """

    def __init__(self, inquiry: "Inquiry", names: Names) -> None:
        self._inquiry = inquiry
        reader = inquiry.study.reader
        categories = framework_store.categories(reader)
        self._questions = [
            entry for entry in inquiry.snapshot.questions if any(one.question == entry.uuid for one in categories)
        ]
        self._place = {
            one.uuid: place
            for entry in self._questions
            for place, one in enumerate((one for one in categories if one.question == entry.uuid), start=1)
        }
        self._chosen = {
            (cell.coder, cell.column, cell.pseudonym): self._place[cell.category]
            for cell in framework_store.cells(reader)
            if cell.category in self._place
        }
        self.variables = [self._variable(entry, categories, names) for entry in self._questions]

    def cells(self, coder: str) -> list[tuple[int, ...]]:
        """One column per variable, one cell per participant of the study.

        Args:
            coder: uuid of the layer.
        """
        return [
            tuple(
                self._chosen.get((coder, entry.uuid, name), self._gap(entry, person))
                for person, name in enumerate(self._inquiry.people)
            )
            for entry in self._questions
        ]

    def _variable(self, entry: "QuestionEntry", categories: "list[CategoryEntry]", names: Names) -> Variable:
        values = {self._place[one.uuid]: one.label for one in categories if one.question == entry.uuid}
        return Variable(
            names.new(f"{entry.name}_category"),
            _("{question}: category of the answer").format(question=entry.name),
            Kind.INTEGER,
            Measure.NOMINAL,
            values,
            (Absence.NOT_RECORDED, Absence.NOT_ASKED),
            entry.text,
        )

    def _gap(self, entry: "QuestionEntry", person: int) -> int:
        """Not asked, where that is certain; else nobody has categorised it."""
        links, texts = self._inquiry.snapshot.links, self._inquiry.speaks[person]
        number = links.numbers[entry.uuid]
        put = {int(text) for text in links.transcript[links.question == number]}
        certain = bool(texts) and all(links.linked[text] for text in texts) and not texts & put
        return int(Absence.NOT_ASKED if certain else Absence.NOT_RECORDED)
