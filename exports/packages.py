"""Zip packages, such as workbooks and documents, with nothing in them that depends on the clock."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from exports.report import Report

_FIRST = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def moment_of(report: Report) -> datetime | None:
    """When a report was made, by its manifest; None if it does not say."""
    if report.manifest is None:
        return None
    try:
        return datetime.fromisoformat(report.manifest.made)
    except ValueError:
        return None


def settle(package: BytesIO, stream: BinaryIO, moment: datetime | None) -> None:
    """Copy a package whose parts and properties all bear one moment, so that equal reports are equal bytes.

    Args:
        package: The package as its library wrote it.
        stream: Where the copy goes.
        moment: Of the report; without one the package is copied as it is.
    """
    if moment is None:
        stream.write(package.getbuffer())
        return
    stamp = (*moment.timetuple()[:5], 0) if moment.year >= _FIRST[0] else _FIRST
    written = moment.isoformat(timespec="seconds").removesuffix("+00:00").removesuffix("Z") + "Z"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + written.encode() + rb"\g<3>", data)
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
