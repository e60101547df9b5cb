"""Settings of the study itself, which go with its file: templates, thresholds, tables of words."""

from typing import TYPE_CHECKING

from workbench.store.reader import Reader

if TYPE_CHECKING:
    from workbench.store.act import Act


def value(reader: Reader, name: str, default: str = "") -> str:
    """What a setting is, ``default`` where nobody has set it."""
    found = reader.value("SELECT value FROM preferences WHERE name = :name", name=name)
    return default if found is None else str(found)


def put(act: "Act", name: str, value: str | None) -> None:
    """Set a setting as part of a step; None takes it away, so that the default is back."""
    from uuid import uuid4

    from workbench.store.finding_rows import PreferenceRow

    rows = act.all(PreferenceRow, name=name)
    if rows and value is None:
        act.remove(rows[0])
    elif rows and value is not None:
        act.change(rows[0], value=value)
    elif value is not None:
        act.add(PreferenceRow(uuid=str(uuid4()), name=name, value=value))
