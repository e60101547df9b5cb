"""What an export was made from, so that it can be made again and compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Plain = str | int | float | bool | None | tuple["Plain", ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The recipe of one report.

    Attributes:
        report: Stable name of the report, such as ``recurrence``.
        filters: Name of each filter that was set and its value, as the command line takes it.
        options: Name of each option and its value, defaults written out (the seed among them).
        study: uuid of the study.
        title: Of the study.
        study_hash: SHA-256 over the content of the study that reports can depend on, in hexadecimal.
        versions: Name of each piece of software that takes part in the numbers, and its version.
        language: Of the interface.
        made: When, ISO 8601 in UTC.
        digests: Name of each table and the SHA-256 of its rows.
    """

    report: str
    filters: Mapping[str, Plain]
    options: Mapping[str, Plain]
    study: str
    title: str
    study_hash: str
    versions: Mapping[str, str]
    language: str
    made: str
    digests: Mapping[str, str] = field(default_factory=dict)
