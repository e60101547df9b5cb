"""What a label may look like, and whose it is.

Labels are compared by their key: small letters, no accents, single blanks. A label's first run of letters tells the
role, so that ``ENQ1``, ``Enquêteur·rice`` and ``Chercheur/-euse`` are interviewers.
"""

import re
from functools import lru_cache

from transcripts.model import Role
from transcripts.words import folded, word_set

LONGEST_NAME = 40
_MOST_WORDS = 4

_INTERVIEWER = word_set(
    "enq enqueteur enqueteurs enqueteuse enquetrice enquetrices chercheur chercheurs chercheuse chercheuses chercheure "
    "intervieweur intervieweurs intervieweuse intervieweuses interviewer interviewers q question int itw intw "
    "researcher moderator moderateur moderatrice mod animateur animatrice anim facilitator facilitateur "
    "facilitatrice interrogateur interrogatrice"
)
_PARTICIPANT = word_set(
    "participant participante participants participantes repondant repondante respondent interviewe interviewee "
    "enquete enquetee informateur informatrice informant subject intervenant intervenante reponse answer rep ans"
)
# A single letter says something only beside its counterpart: Q and R, I and P, E and R.
_ASKING_LETTERS = word_set("q i e")
_ANSWERING_LETTERS = word_set("r p a")
# Words that open paragraphs of prose and heads of files, never turns.
_PROSE = word_set(
    "note notes nb ps remarque remarques attention exemple exemples source sources date lieu titre duree theme themes "
    "sujet objet objectif objectifs conclusion introduction resume contexte annexe figure tableau image photo credit "
    "credits legende voir cf ref reference references mot mots url http https lien email courriel mail telephone tel "
    "adresse fichier document version page pages chapitre partie section etape resultat resultats rappel definition "
    "important avertissement bref enfin ensuite puis alors donc mais or et ainsi aussi voici voila premierement "
    "deuxiemement troisiemement par en ex example examples remark warning title place duration topic summary context "
    "keywords key file code step result results first second third finally also thus so then however reminder purpose "
    "total age sexe profession fonction poste heure recording enregistrement transcription transcript langue language"
)
_EVENTS = word_set(
    "interruption interruptions pause silence silences coupure blanc rire rires rit inaudible incomprehensible bruit "
    "bruits musique applaudissements soupir toux telephone sonnerie fin debut laughter laughs laughing crosstalk "
    "noise music applause break cut end start unintelligible indistinct chevauchement"
)
_PARTICLES = word_set("de du des la le les van von der den di da of the et and al d l")
_WORD = re.compile(r"[^\s]+")
_LETTERS = re.compile(r"[a-z]+")
_ARTICLE = re.compile(r"^(?:l['’]|la |le |les |the )")
_NUMBERED_QUESTION = re.compile(r"q(?:uestion)? ?\d+[a-z]?")
_ROLE_NAMES = {
    "interviewer": Role.INTERVIEWER,
    "intervieweur": Role.INTERVIEWER,
    "intervieweuse": Role.INTERVIEWER,
    "participant": Role.PARTICIPANT,
    "participante": Role.PARTICIPANT,
}
_SHAPE = re.compile(r"[^\W_](?:[\w '’.·•/()&\u00a0\u202f-]*[\w.)])?")


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """What two spellings of one label have in common."""
    return folded(label)


def role_of_word(word: str) -> Role | None:
    """The role that a word for it names, in English or French; None if it names none."""
    return _ROLE_NAMES.get(folded(word))


def role_of(label: str) -> Role | None:
    """The role that a label tells by itself, None if it could be anybody's name."""
    stem = _LETTERS.match(_ARTICLE.sub("", key_of(label)))
    if stem is None:
        return None
    if stem.group() in _INTERVIEWER:
        return Role.INTERVIEWER
    return Role.PARTICIPANT if stem.group() in _PARTICIPANT else None


def is_role_word(label: str) -> bool:
    """Whether a label is a word for a role and nothing else but perhaps a number."""
    _first, *others = label.split() or [""]
    return role_of(label) is not None and all(word.isdigit() for word in others)


def is_numbered_question(label: str) -> bool:
    """Whether a label is ``Q1``, ``Question 2`` …: the number of a question and nobody's name."""
    return _NUMBERED_QUESTION.fullmatch(key_of(label)) is not None


def may_tell_role(label: str) -> bool:
    """Whether a label tells a role by itself or could beside others, as the letters Q and R do."""
    stem = "".join(_LETTERS.findall(key_of(label)))
    return role_of(label) is not None or stem in _ASKING_LETTERS | _ANSWERING_LETTERS


def letter_roles(labels: set[str]) -> dict[str, Role]:
    """Roles of one-letter labels (with or without a number), where asking and answering letters stand side by side."""
    stems = {label: "".join(_LETTERS.findall(key_of(label))) for label in labels}
    asking = [label for label, stem in stems.items() if stem in _ASKING_LETTERS]
    answering = [label for label, stem in stems.items() if stem in _ANSWERING_LETTERS]
    asked = asking if len(labels) > len(asking) else []
    return dict.fromkeys(answering, Role.PARTICIPANT) | dict.fromkeys(asked if answering else [], Role.INTERVIEWER)


def is_event(label: str) -> bool:
    """Whether a bracket tells what happened (a pause, laughter, a visitor) and not who spoke."""
    stem = _LETTERS.match(key_of(label))
    return stem is not None and stem.group() in _EVENTS


def opens_prose(label: str) -> bool:
    """Whether the label is a word that opens paragraphs of prose or the lines of a file's head."""
    words = _LETTERS.findall(key_of(label))
    return bool(words) and words[0] in _PROSE


@lru_cache(maxsize=4096)
def is_name(label: str) -> bool:
    """Whether a label is written as names and identifiers are: short, each word with a capital, digit or particle."""
    words = _WORD.findall(label)
    if not words or len(words) > _MOST_WORDS or len(label) > LONGEST_NAME or not _SHAPE.fullmatch(label):
        return False
    if not any(letter.isalpha() for letter in label):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word[0] in "(&" or _small(word) for word in words)


def _small(word: str) -> bool:
    return folded(word).replace("’", "'").split("'")[0] in _PARTICLES


def is_identifier(label: str) -> bool:
    """Whether a label can hardly be a word of prose: it has a digit, is in capitals, or is several words."""
    letters = [letter for letter in label if letter.isalpha()]
    capitals = all(letter.isupper() for letter in letters) and len(letters) > 1
    return any(letter.isdigit() for letter in label) or capitals or len(label.split()) > 1
