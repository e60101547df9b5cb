"""What a report was made from, so that it can be made again."""

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from exports.manifest import Manifest
from transcripts.i18n import language
from workbench.store.fingerprint import content_hash
from workbench.workflows.findings.options import Value

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.findings.report_kind import ReportKind

_PARTS = ("interview-workbench", "numpy", "sentencex")


def manifest_of(kind: "ReportKind", inquiry: "Inquiry", options: Mapping[str, Value]) -> Manifest:
    """The recipe of a report; every option is written out, the seed among them."""
    study = inquiry.study
    return Manifest(
        report=kind.name,
        filters=inquiry.filter.written(),
        options=dict(options),
        study=study.fact("uuid") or "",
        title=study.title,
        study_hash=content_hash(study.reader),
        versions=versions(),
        language=language(),
        made=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    )


def versions() -> dict[str, str]:
    """Name of each piece of software that takes part in the numbers, and its version."""
    return {**{name: _version(name) for name in _PARTS}, "python": platform.python_version()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
