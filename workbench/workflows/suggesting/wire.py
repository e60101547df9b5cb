"""Values as JSON and back: every type that goes between the screens and the process that reads, one rule for all.

A dataclass becomes an object with its fields, a tuple or set a list, an enumeration its value. What comes back is
built from the annotations of the type that is expected, so that no type needs a reader of its own.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN = (bool, int, float, str, type(None))


def plain(value: object) -> Any:
    """A value as what JSON knows.

    Args:
        value: Of numbers, texts, enumerations, dataclasses, and sequences, sets and mappings (keys: texts) of these.

    Raises:
        TypeError: If it is of another type, such as an array: results are made of plain values.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, Mapping):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(one) for one in value), key=repr)
    if isinstance(value, Sequence):
        return [plain(one) for one in value]
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        return plain(value.item())  # one number of an array
    raise TypeError(f"{type(value).__name__} is nothing that can be sent")


def built(kind: type[T], data: Any) -> T:
    """The value that ``plain`` was given.

    Args:
        kind: The type that is expected: a dataclass, an enumeration, or a collection of such, as it is annotated.
        data: What JSON brought.

    Raises:
        TypeError: If the data do not fit the type.
        ValueError: If a value is none of an enumeration.
    """
    made: T = _built(kind, data)
    return made


def _built(kind: Any, data: Any) -> Any:
    if kind is Any or kind is object:
        return data
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), data)
    if origin is not None:
        return _collection(kind, origin, get_args(kind), data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, data)
    return _simple(kind, data)


def _simple(kind: Any, data: Any) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind in (tuple, list, set, frozenset) and isinstance(data, list):
        return kind(data)
    if kind is None:
        kind = type(None)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise TypeError(f"{getattr(kind, '__name__', kind)} expected, {type(data).__name__} came")
    return data


def _dataclass(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise TypeError(f"{kind.__name__} expected, {type(data).__name__} came")
    wanted = _fields(kind)
    unknown = data.keys() - wanted.keys()
    if unknown:
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _built(wanted[name], one) for name, one in data.items()})


def _collection(kind: Any, origin: Any, inner: tuple[Any, ...], data: Any) -> Any:
    if issubclass(origin, Mapping):
        if not isinstance(data, dict):
            raise TypeError(f"a mapping expected, {type(data).__name__} came")
        return {_built(inner[0], key): _built(inner[1], one) for key, one in data.items()}
    if not isinstance(data, list):
        raise TypeError(f"{kind} expected, {type(data).__name__} came")
    if origin is tuple and not (len(inner) == 2 and inner[1] is Ellipsis):
        return tuple(_built(one, item) for one, item in zip(inner, data, strict=True))
    into: Any = origin if origin in (tuple, list, set, frozenset) else tuple
    return into(_built(inner[0], item) for item in data)


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _built(kind, data)
            except (TypeError, ValueError):  # it is another of the kinds
                continue
    raise TypeError(f"none of {len(kinds)} kinds fits {type(data).__name__}")


def _key(key: object) -> str:
    if isinstance(key, Enum):
        key = key.value
    if not isinstance(key, str):
        raise TypeError(f"a {type(key).__name__} cannot be the name of a value")
    return key


@cache
def _fields(kind: type) -> dict[str, Any]:
    """Names of the fields that a dataclass is made from, and their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}
