"""What language models read of each segment, kept by the hash of its words and the name of the model.

Kept so that nothing is read twice. It holds words of the interviews: whoever removes a text for good prunes here too.
The journal does not record it, as it can be made again at any time.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.store.reader import Reader

if TYPE_CHECKING:
    from workbench.store.act import Act


def text_hash(text: str) -> bytes:
    """The key of a segment: 16 bytes of BLAKE2b over its words."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def known(reader: Reader, model: str) -> set[bytes]:
    """Hashes of the segments that a model has read."""
    return {bytes(key) for (key,) in reader.rows("SELECT text_hash FROM readings WHERE model = :model", model=model)}


def all(reader: Reader, model: str) -> Iterator[tuple[bytes, bytes]]:
    """Hash and reading of every segment that a model has read."""
    for key, body in reader.rows("SELECT text_hash, body FROM readings WHERE model = :model", model=model):
        yield bytes(key), bytes(body)


def models(reader: Reader) -> dict[str, int]:
    """Name of each model → segments it has read."""
    rows = reader.rows("SELECT model, count(*) FROM readings GROUP BY model ORDER BY model")
    return {str(model): int(count) for model, count in rows}


def keep(act: "Act", model: str, readings: Mapping[bytes, bytes]) -> None:
    """Keep readings of a model; those that are there already stay."""
    act.bulk(
        "INSERT INTO readings(text_hash, model, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(key, model, body) for key, body in readings.items()],
    )


def drop(act: "Act", model: str, keys: Iterable[bytes]) -> None:
    """Drop some readings of a model, such as damaged ones."""
    act.bulk("DELETE FROM readings WHERE model = ? AND text_hash = ?", [(model, key) for key in keys])


def prune(act: "Act", wanted: Collection[bytes]) -> int:
    """Drop the readings of segments that are no longer in the study, of every model; how many segments.

    Args:
        act: The step.
        wanted: Hashes of the segments that are in the study.
    """
    pruned: set[bytes] = set()
    for model in [str(name) for (name,) in act.run("SELECT DISTINCT model FROM readings").all()]:
        held = {bytes(key) for (key,) in act.run("SELECT text_hash FROM readings WHERE model = :m", m=model).all()}
        gone = held.difference(wanted)
        drop(act, model, gone)
        pruned |= gone
    return len(pruned)


def forget(act: "Act", names: Iterable[str]) -> None:
    """Drop everything that some models read."""
    act.bulk("DELETE FROM readings WHERE model = ?", [(name,) for name in names])


def some(reader: Reader, model: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """What a model has read of some segments, as far as it has.

    Args:
        reader: Of the study.
        model: Its name.
        keys: At most a few hundred hashes.
    """
    names = {f"k{number}": key for number, key in enumerate(keys)}
    among = ", ".join(f":{name}" for name in names)
    rows = reader.rows(
        f"SELECT text_hash, body FROM readings WHERE model = :model AND text_hash IN ({among})", model=model, **names
    )
    return {bytes(key): bytes(body) for key, body in rows}
