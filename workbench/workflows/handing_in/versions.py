"""Which version of the codebook here a coding of the other copy was made under."""

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from workbench.store.merging_side import Plain, Side
from workbench.store.reader import unpacked
from workbench.workflows.handing_in.identities import Identities

if TYPE_CHECKING:
    from workbench.store.act import Act

#: What a coder goes by; place, colour and key of a code are not among it.
_READ = (
    *("short", "label_fr", "label_en", "definition", "include_when", "exclude_when", "example", "keywords"),
    *("codable", "takes_stance", "exclusive"),
)
_INSERT = "INSERT INTO code_versions(version, code_id, coder_id, at, picture) VALUES (?, ?, ?, ?, ?)"

#: A version of a code: number, when it was made, what was written about the code.
Version = tuple[int, str, str]


class Versions:
    """Carries versions of codes over, where the study has not got them, and numbers them.

    A version there is the one here that was made at the same time, else the newest here that says the same. What only
    the other copy had in between gets a number of its own, so that a coding is never said to be made under a definition
    that its coder had not read.

    Args:
        ours: The study.
        theirs: The other copy.
        identities: Which code there is which code here.
        codes: The codes here as they shall be.
    """

    def __init__(self, ours: Side, theirs: Side, identities: Identities, codes: dict[str, Plain]) -> None:
        self._ours, self._theirs, self._identities, self._codes = ours, theirs, identities, codes
        self._here = _versions(ours)
        self._there = _versions(theirs)
        self._last = max((one[0] for held in self._here.values() for one in held), default=0)
        self._numbers: dict[tuple[str, int], int] = {}
        self._carried: list[tuple[str, int]] = []
        self._settle()

    @property
    def redefined(self) -> set[str]:
        """Codes here whose definitions of the other copy get numbers, so that the one that stands needs a newer."""
        return {self._identities.mine("codes", code) for code, _version in self._carried}

    def number(self, code: str, version: int) -> int:
        """The version here for a coding there.

        Args:
            code: uuid of its code there.
            version: Its version there.
        """
        held = self._there.get(code, [])
        place = bisect_right([one[0] for one in held], version) - 1
        if place < 0:
            return min(version, self._last)
        found = self._numbers[code, held[place][0]]
        own = self._here.get(self._identities.mine("codes", code), [])
        at = bisect_right([one[0] for one in own], version) - 1
        return version if at >= 0 and own[at][0] == found else found

    def _settle(self) -> None:
        unknown: list[tuple[int, str]] = []
        final: list[tuple[str, int]] = []
        for code, held in self._there.items():
            mine = self._identities.mine("codes", code)
            if mine not in self._codes:
                self._numbers.update(dict.fromkeys(((code, one[0]) for one in held), self._last))
                continue
            own = self._here.get(mine, [])
            stands = _said({key: self._codes[mine][key] for key in _READ})
            for version, at, said in held:
                same = [one[0] for one in own if one[1] == at and one[2] == said] or [
                    one[0] for one in own if one[2] == said
                ]
                if same:
                    self._numbers[code, version] = same[-1]
                elif said == stands:
                    final.append((code, version))
                else:
                    unknown.append((version, code))
        number = self._last
        before = None
        for version, code in sorted(unknown):
            number += version != before
            before = version
            self._numbers[code, version] = number
            self._carried.append((code, version))
        self._numbers.update(dict.fromkeys(final, number + 1))

    def write(self, act: "Act", coders: frozenset[str]) -> None:
        """Put the versions that only the other copy had into the study; before anything asks the act for a number.

        Args:
            act: The merge.
            coders: uuids of the coders who were here before: others may have to be taken back with it.
        """
        rows = {
            (code, version): (coder, at, picture)
            for code, version, coder, at, picture in self._theirs.rows(_PICTURES)
            if (code, version) in set(self._carried)
        }
        act.bulk(_INSERT, [self._row(act, coders, one, *rows[one]) for one in self._carried])

    def _row(
        self, act: "Act", coders: frozenset[str], one: tuple[str, int], coder: str | None, at: str, picture: str
    ) -> tuple[Any, ...]:
        told = unpacked(picture)
        told["parent_id"] = self._parent(act, told.get("parent_id"))
        mine = self._identities.mine("coders", coder) if coder else None
        by = act.pictures.id_of("coders", mine) if mine in coders and mine else None
        code = act.pictures.id_of("codes", self._identities.mine("codes", one[0]))
        return self._numbers[one], code, by, at, json.dumps(told, ensure_ascii=False)

    def _parent(self, act: "Act", number: int | None) -> int | None:
        found = self._theirs.rows("SELECT uuid FROM codes WHERE id = ?", number)
        mine = self._identities.mine("codes", found[0][0]) if found else None
        return act.pictures.id_of("codes", mine) if mine in self._codes and mine else None


_PICTURES = (
    "SELECT c.uuid, v.version, o.uuid, v.at, v.picture FROM code_versions v JOIN codes c ON c.id = v.code_id"
    " LEFT JOIN coders o ON o.id = v.coder_id ORDER BY v.version, v.id"
)


def _versions(side: Side) -> dict[str, list[Version]]:
    """Uuid of each code → its versions in order; of several with the same number the last."""
    found: dict[str, dict[int, Version]] = {}
    for code, version, _coder, at, picture in side.rows(_PICTURES):
        told = unpacked(picture)
        found.setdefault(code, {})[version] = (version, at, _said({key: told.get(key) for key in _READ}))
    return {code: [held[number] for number in sorted(held)] for code, held in found.items()}


def _said(told: dict[str, Any]) -> str:
    return json.dumps(told, sort_keys=True)
