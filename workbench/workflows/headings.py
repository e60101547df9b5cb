"""The columns that several tables share: everywhere the same name, the same kind and the same words above them."""

from exports.report import Column, Kind
from transcripts.i18n import N_, _

_SHARED: dict[str, tuple[str, Kind]] = {
    "after": (N_("after"), Kind.TEXT),
    "before": (N_("before"), Kind.TEXT),
    "begin_seconds": (N_("begins (s)"), Kind.NUMBER),
    "changed": (N_("changed"), Kind.TIME),
    "characters": (N_("characters"), Kind.INTEGER),
    "codable": (N_("can be applied"), Kind.YES_NO),
    "code": (N_("code"), Kind.TEXT),
    "codebook_version": (N_("codebook version"), Kind.INTEGER),
    "coder": (N_("coder"), Kind.TEXT),
    "codings": (N_("codings"), Kind.INTEGER),
    "colour": (N_("colour"), Kind.TEXT),
    "created": (N_("created"), Kind.TIME),
    "definition": (N_("definition"), Kind.TEXT),
    "end": (N_("end"), Kind.INTEGER),
    "example": (N_("example"), Kind.TEXT),
    "exclude": (N_("exclude when"), Kind.TEXT),
    "exclusive": (N_("codes exclude each other"), Kind.YES_NO),
    "finish_seconds": (N_("ends (s)"), Kind.NUMBER),
    "hit": (N_("hit"), Kind.TEXT),
    "include": (N_("include when"), Kind.TEXT),
    "key": (N_("key"), Kind.TEXT),
    "keywords": (N_("keywords"), Kind.LIST),
    "kind": (N_("kind"), Kind.TEXT),
    "label": (N_("label"), Kind.TEXT),
    "language": (N_("language"), Kind.TEXT),
    "level": (N_("level"), Kind.INTEGER),
    "memo": (N_("memo"), Kind.TEXT),
    "number": (N_("turn"), Kind.INTEGER),
    "origin": (N_("origin"), Kind.TEXT),
    "parent": (N_("under"), Kind.TEXT),
    "participant": (N_("participant"), Kind.TEXT),
    "place": (N_("place"), Kind.TEXT),
    "pseudonym": (N_("participant"), Kind.TEXT),
    "quote": (N_("quote"), Kind.TEXT),
    "role": (N_("role"), Kind.TEXT),
    "signature": (N_("signature"), Kind.TEXT),
    "source": (N_("file"), Kind.TEXT),
    "speaker": (N_("speaker"), Kind.TEXT),
    "stance": (N_("stance"), Kind.TEXT),
    "start": (N_("start"), Kind.INTEGER),
    "state": (N_("state"), Kind.TEXT),
    "strength": (N_("strength"), Kind.INTEGER),
    "takes_stance": (N_("takes a stance"), Kind.YES_NO),
    "text": (N_("text"), Kind.TEXT),
    "title": (N_("title"), Kind.TEXT),
    "transcript": (N_("transcript"), Kind.TEXT),
    "turn": (N_("turn"), Kind.INTEGER),
    "turns": (N_("turns"), Kind.INTEGER),
    "uuid": (N_("uuid"), Kind.TEXT),
    "words": (N_("words"), Kind.INTEGER),
}

# Values that never change in files, and what people read in their place.
_WORDS: dict[str, dict[str, str]] = {
    "asked": {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not known")},
    "attribute": {
        "text": N_("text"),
        "number": N_("number"),
        "yes_no": N_("yes or no"),
        "date": N_("date"),
        "choice": N_("choice"),
    },
    "came": {"suggestion": N_("led to by a suggestion"), "other": N_("other")},
    "entry": {
        "act": N_("act"),
        "birth": N_("creation"),
        "undo": N_("undoing"),
        "redo": N_("redoing"),
        "record": N_("record"),
    },
    "layout": {
        "plain": N_("plain text"),
        "turns": N_("turns"),
        "questions": N_("questions"),
        "comments": N_("comments"),
    },
    "link": {
        "linked": N_("linked"),
        "proposed": N_("proposed"),
        "doubtful": N_("doubtful"),
        "open": N_("nobody is like it"),
        "interviewer": N_("interviewer"),
    },
    "purpose": {"reread": N_("second reading"), "training": N_("training")},
    "recruitment": {
        "approached": N_("approached"),
        "accepted": N_("accepted"),
        "refused": N_("refused"),
        "withdrawn": N_("withdrawn"),
    },
    "role": {"interviewer": N_("interviewer"), "participant": N_("participant")},
    "state": {"todo": N_("to do"), "coding": N_("coding"), "done": N_("done")},
    "unit": {"sentence": N_("sentence"), "turn": N_("turn")},
}


def words(name: str) -> dict[str, str]:
    """What people read for the stable values of this kind, in the language in use."""
    return {value: _(said) for value, said in _WORDS.get(name, {}).items()}


def columns(*names: str) -> tuple[Column, ...]:
    """The shared columns of these names, in this order, headed in the language in use."""
    return tuple(Column(name, _(_SHARED[name][0]), _SHARED[name][1], words=words(name)) for name in names)
