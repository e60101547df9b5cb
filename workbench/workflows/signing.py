"""Signatures of quotations: (intervenante I-05, gestion de l'État); pseudonyms always, by the study's own template."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from codebook.signatures import NOUN, PSEUDONYM, SignatureTemplate
from transcripts.attributes import written_value
from transcripts.i18n import _
from transcripts.model import AttributeKind, Knowledge, Participant
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store import participants as participant_store
from workbench.store import preferences
from workbench.store.reader import Reader, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store.study_file import StudyFile

PREFERENCE = "signature"
FEMININE, MASCULINE = "feminine", "masculine"

# Attributes that tell which noun is meant, and their values, folded.
_GENDER = ("gender", "genre", "sexe", "sex")
_GENDERS = {
    **dict.fromkeys(("f", "femme", "feminin", "feminine", "woman", "female", "w"), FEMININE),
    **dict.fromkeys(("h", "m", "homme", "masculin", "masculine", "man", "male"), MASCULINE),
}
_CATEGORY = ("category", "categorie")
_NOUNS: dict[str, dict[str, str]] = {
    "fr": {"": "personne interrogée", FEMININE: "intervenante", MASCULINE: "intervenant"},
    "en": {"": "participant"},
}


@dataclass(frozen=True, slots=True)
class SignatureRule:
    """How the participants of a study sign in one language.

    Attributes:
        template: With fields in braces.
        attribute: The attribute that chooses the noun, "" for none.
        nouns: Value of that attribute, folded, to the noun; ``feminine`` and ``masculine`` stand for the usual ways of
            writing them, "" for everyone else.
    """

    template: SignatureTemplate
    attribute: str = ""
    nouns: Mapping[str, str] = field(default_factory=dict)

    def noun(self, person: Participant) -> str:
        """The noun for a person."""
        value = person.attributes.get(self.attribute)
        said = "" if value is None else folded(written_value(value))
        for key in (said, _GENDERS.get(said, "")):
            if key and self.nouns.get(key):
                return self.nouns[key]
        return self.nouns.get("", "")

    def written(self) -> str:
        """As the study keeps it."""
        kept = {"template": self.template.text, "attribute": self.attribute, "nouns": dict(self.nouns)}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)


class Signatures:
    """Signs with pseudonyms; reads people and template once, when first asked.

    Args:
        reader: Of the study.
        language: ``fr`` or ``en``; "" for the study's.
        rule: A rule in the place of the study's own.
    """

    def __init__(self, reader: Reader, *, language: str = "", rule: SignatureRule | None = None) -> None:
        self._reader = reader
        self._rule = rule
        self._signed: dict[str, str] = {}
        self.language = language or str(reader.value("SELECT value FROM facts WHERE key = 'language'") or "fr")

    @cached_property
    def people(self) -> dict[str, Participant]:
        """Every participant by pseudonym."""
        return {one.pseudonym: one for one in participant_store.all(self._reader)}

    @cached_property
    def rule(self) -> SignatureRule:
        """The rule in force."""
        return self._rule or rule_of(self._reader, self.language)

    def of(self, pseudonym: str) -> str:
        """The signature of a participant, "" for nobody; a pseudonym that the study lacks stands by itself."""
        if pseudonym and pseudonym not in self._signed:
            self._signed[pseudonym] = self._made(pseudonym)
        return self._signed.get(pseudonym, "")

    def _made(self, pseudonym: str) -> str:
        return self.rule.template.filled(self.fields(pseudonym)) if pseudonym in self.people else pseudonym

    def fields(self, pseudonym: str) -> dict[str, str]:
        """What fills the template for a participant of the study; only what is known."""
        person = self.people[pseudonym]
        known = {
            name: written_value(value)
            for name, value in person.attributes.items()
            if value.knowledge in (Knowledge.KNOWN, Knowledge.APPROXIMATE)
        }
        return known | {NOUN: self.rule.noun(person), PSEUDONYM: pseudonym}

    def read(self, signature: str) -> dict[str, str] | None:
        """The fields of a signature as somebody wrote it; None if it is not written by the template or names nobody."""
        named = [pseudonym for pseudonym in self.people if pseudonym in signature]
        for pseudonym in sorted(named, key=len, reverse=True):
            found = self.rule.template.read(signature, pseudonym)
            if found is not None:
                return found
        return None


def rule_of(reader: Reader, language: str) -> SignatureRule:
    """The rule of a study for a language: its own, else noun, pseudonym and category."""
    entries = participant_store.attributes(reader)
    usual = SignatureRule(
        SignatureTemplate(_usual_template(entries)),
        next((entry.name for entry in entries if folded(entry.name) in _GENDER), ""),
        _NOUNS.get(language, _NOUNS["en"]),
    )
    kept: dict[str, Any] = unpacked(preferences.value(reader, f"{PREFERENCE}.{language}", "{}"))
    if not kept:
        return usual
    return SignatureRule(
        SignatureTemplate(kept.get("template", usual.template.text)),
        kept.get("attribute", usual.attribute),
        kept.get("nouns", usual.nouns),
    )


def set_signature(
    study: "StudyFile",
    coder: str | None,
    template: str | None,
    *,
    language: str = "",
    attribute: str | None = None,
    nouns: Mapping[str, str] | None = None,
) -> SignatureRule:
    """Give the study a template of its own, in one act.

    Args:
        study: Open.
        coder: uuid of who does it, None for nobody in particular.
        template: Such as ``{noun} {pseudonym}, {category}``; None to go back to the usual one.
        language: "" for the study's.
        attribute: The attribute that chooses the noun; None to leave it as it is.
        nouns: Value of that attribute to noun, "" for everyone else; added to those there are. None to leave them.

    Returns:
        The rule in force afterwards.

    Raises:
        CodebookError: If the template has no pseudonym, or a brace without its pair.
        StoreError: If it names an attribute that participants do not have.
    """
    language = language or study.language
    before = rule_of(study.reader, language)
    kept = None
    if template is not None:
        chosen = before.attribute if attribute is None else attribute
        fresh = {folded(value): noun for value, noun in (nouns or {}).items()}
        kept = SignatureRule(SignatureTemplate(template), chosen, {**before.nouns, **fresh})
        _check_fields(study.reader, [*kept.template.fields, *([chosen] if chosen else [])])
    with study.act(coder, "signature.set") as act:
        preferences.put(act, f"{PREFERENCE}.{language}", kept.written() if kept else None)
    return rule_of(study.reader, language)


def _check_fields(reader: Reader, fields: "Sequence[str]") -> None:
    known = [NOUN, PSEUDONYM, *(entry.name for entry in participant_store.attributes(reader))]
    for name in fields:
        if name not in known:
            raise StoreError(
                _("Participants have no attribute {name}.").format(name=name),
                _("Fields of a signature: {names}.").format(names=", ".join(known)),
            )


def _usual_template(entries: "Sequence[participant_store.AttributeEntry]") -> str:
    """Noun, pseudonym and the category; no other text, because it could give a person away."""
    named = [entry.name for entry in entries if folded(entry.name) in _CATEGORY]
    choices = [
        entry.name
        for entry in entries
        if entry.kind is AttributeKind.CHOICE and folded(entry.name) not in _GENDER and "{" not in entry.name
    ]
    category = next(iter([*named, *choices]), "")
    return f"{{{NOUN}}} {{{PSEUDONYM}}}" + (f", {{{category}}}" if category else "")
