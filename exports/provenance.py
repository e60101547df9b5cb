"""What a report was made from, in sentences."""

from collections.abc import Iterator, Mapping

from exports.cells import shown
from exports.manifest import Manifest, Plain
from exports.report import Column
from transcripts.i18n import _


def made_sentences(manifest: Manifest) -> Iterator[str]:
    """When, from which study in which state, with what filters and options, by which software."""
    day = manifest.made[:10]
    yield _("Made on {day} from the study “{title}” as it was then (fingerprint {hash}).").format(
        day=day, title=manifest.title, hash=manifest.study_hash[:12]
    )
    if manifest.filters:
        yield _("Filters: {settings}.").format(settings=_settings(manifest.filters))
    if manifest.options:
        yield _("Options: {settings}.").format(settings=_settings(manifest.options))
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items() if number)
    if versions:
        yield _("Software: {versions}.").format(versions=versions)


def _settings(settings: Mapping[str, Plain]) -> str:
    return "; ".join(f"{name} = {_written(value)}" for name, value in settings.items())


def _written(value: Plain) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return ", ".join(_written(one) for one in value)
    return str(value) if isinstance(value, float) else shown(value, Column(""))
