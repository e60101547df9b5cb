"""What a report was made from, in sentences."""

from collections.abc import Iterator, Mapping, Sequence

from exports.cells import shown
from exports.manifest import Manifest, Plain
from exports.report import Column, Report
from transcripts.i18n import _


def made_sentences(manifest: Manifest) -> Iterator[str]:
    """When, from which study in which state, with what filters and options, by which software."""
    yield _made(manifest)
    if manifest.filters:
        yield _("Filters: {settings}.").format(settings=_settings(manifest.filters))
    if manifest.options:
        yield _("Options: {settings}.").format(settings=_settings(manifest.options))
    yield from _software(manifest)


def made_together(reports: Sequence[Report]) -> Iterator[str]:
    """The same for several reports of one making, in few words: what they have in common is said once."""
    made = [(report.title or report.name, report.manifest) for report in reports if report.manifest is not None]
    yield from dict.fromkeys(_made(manifest) for _title, manifest in made)
    told = [(title, _told(manifest)) for title, manifest in made]
    common = dict(set.intersection(*(set(settings.items()) for _title, settings in told))) if told else {}
    if common:
        ordered = {name: value for name, value in told[0][1].items() if name in common}
        yield _("For all: {settings}.").format(settings=_settings(ordered))
    for title, settings in told:
        if said := _settings({name: value for name, value in settings.items() if name not in common}):
            yield _("{title}: {settings}.").format(title=title, settings=said)
    yield from dict.fromkeys(sentence for _title, manifest in made for sentence in _software(manifest))


def _made(manifest: Manifest) -> str:
    return _("Made on {day} from the study “{title}” as it was then (fingerprint {hash}).").format(
        day=manifest.made[:10], title=manifest.title, hash=manifest.study_hash[:12]
    )


def _software(manifest: Manifest) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items() if number)
    if versions:
        yield _("Software: {versions}.").format(versions=versions)


def _told(manifest: Manifest) -> dict[str, Plain]:
    """The filters and options that ask for something: not those that are empty, no or 0."""
    settings = {**manifest.filters, **manifest.options}
    return {name: value for name, value in settings.items() if value and name != "brief"}


def _settings(settings: Mapping[str, Plain]) -> str:
    return "; ".join(f"{name} = {_written(value)}" for name, value in settings.items())


def _written(value: Plain) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return ", ".join(_written(one) for one in value)
    return str(value) if isinstance(value, float) else shown(value, Column(""))
