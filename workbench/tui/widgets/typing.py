"""Giving a key to a text field at once.

Textual hands keys to the focused widget by a queue, so a key that follows ``c`` within the same burst (fast hands, a
slow line) would come before the field has the focus. The coding screen takes every key itself, in order, and passes
on here what is text.
"""

from functools import cache
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.widgets import TextArea


@cache
def _bindings(kind: "type[Input] | type[TextArea]") -> BindingsMap:
    """The bindings of a kind of field with those of the kinds that it comes from."""
    return BindingsMap.merge([BindingsMap(vars(one).get("BINDINGS", ())) for one in reversed(kind.__mro__)])


async def type_into(field: "Input | TextArea", key: str, character: str | None) -> bool:
    """Do in ``field`` what the key does there.

    Returns:
        Whether the key meant anything to the field.
    """
    bindings = _bindings(type(field))
    found: list[Binding] = bindings.key_to_bindings.get(key, [])
    if found:
        return await field.app.run_action(found[0].action, field)
    if character is None or not character.isprintable():
        return False
    insert(field, character)
    return True


def insert(field: "Input | TextArea", text: str) -> None:
    """Put ``text`` in place of the field's selection."""
    if not isinstance(field, Input):
        start, end = sorted((field.selection.start, field.selection.end))
        field.replace(text, start, end, maintain_selection_offset=False)
    elif field.selection.is_empty:
        field.insert_text_at_cursor(text)
    else:
        field.replace(text, *sorted((field.selection.start, field.selection.end)))
