"""A guide into a YAML file that reads back as it was."""

from pathlib import Path
from typing import Any

from codebook.errors import CodebookError
from codebook.guide import Guide, Question
from codebook.writers import write_whole
from transcripts.i18n import _

ENDINGS = (".yaml", ".yml")


def write_guide(guide: Guide, path: Path) -> None:
    """Write a guide; an older file is replaced when all is written.

    Args:
        guide: What to write.
        path: Ends in ``.yaml`` or ``.yml``.

    Raises:
        CodebookError: If the ending is another or the file cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise CodebookError(
            _("A guide cannot be written as {name}.").format(name=path.name),
            _("Use one of the endings {endings}.").format(endings=", ".join(ENDINGS)),
        )
    write_whole(path, to_yaml(guide))


def to_yaml(guide: Guide) -> str:
    """The guide as YAML."""
    import yaml

    content: dict[str, Any] = {"title": guide.title} if guide.title else {}
    content["sections"] = [
        {"title": section.title, "questions": [_fields(question) for question in section.questions]}
        for section in guide.sections
    ]
    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100))


def _fields(question: Question) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": question.name, "text": question.text}
    if question.codes:
        fields["codes"] = list(question.codes)
    if question.follow_ups:
        fields["follow_ups"] = list(question.follow_ups)
    return fields
