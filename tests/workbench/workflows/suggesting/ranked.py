"""A study with something to find, ranked by keywords alone: no model is loaded, and the same everywhere."""

from dataclasses import dataclass, replace
from pathlib import Path

from codebook.book import Codebook
from tests.workbench.making import Bench, bench, transcript
from transcripts.model import Transcript
from workbench.store import codes as code_store
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import import_transcripts
from workbench.workflows.suggesting.room import SuggestionRoom

APPROVAL = (
    "La directrice valide chaque message avant la mise en ligne, sinon rien ne sort.",
    "Pour valider un texte il faut deux signatures, celle du chef et celle de la directrice.",
    "La validation prend trois jours quand le sujet touche au budget de la ville.",
    "Personne ne valide mes réponses du soir, je les écris et elles partent.",
    "On a supprimé la validation des photos parce que tout le monde perdait patience.",
    "Le cabinet valide les communiqués, nous validons le reste entre collègues.",
)
WHO = (
    *("Les citoyens de notre quartier", "Ma stagiaire", "Un vieux pêcheur du port", "Le service des parcs"),
    *("Une mère de trois enfants", "Notre photographe", "Les commerçants du centre", "Le maire de la ville voisine"),
    *("Un élève de douze ans", "La bibliothèque"),
)
DOES = (
    *("posent surtout des questions sur", "a longtemps rêvé de", "collectionne les cartes postales avec"),
    *("préfère ne jamais parler de", "nous envoie chaque hiver", "oublie toujours", "filme avec son téléphone"),
    *("se moque gentiment de", "raconte par cœur", "photographie le dimanche"),
)
WHAT = (
    *("les poubelles et les travaux.", "la revue de presse au petit matin.", "douze mille abonnés fidèles."),
    *("le matériel loué à une association.", "les inscriptions au ski.", "cette fatigue qui gagne tout le monde."),
    *("le logo aux couleurs passées.", "ce pont fermé une semaine.", "des commentaires plutôt méchants."),
    *("quelques publications sans réaction.",),
)


def other(number: int) -> str:
    """Something about nothing of the kind, said nowhere else in these words."""
    return " ".join(part[(number * step + number // 10) % 10] for part, step in ((WHO, 1), (DOES, 3), (WHAT, 7)))


ENGLISH = (
    "My manager has to approve every post before it goes online.",
    "Approval takes two days because the lawyers read everything twice.",
    "We mostly answer questions about parking and garbage collection.",
    "The new camera was a gift from the theatre across the street.",
    "On weekends nobody answers, and people complain on Monday morning.",
)


def interview(name: str, said: tuple[str, ...], *, language: str = "fr") -> Transcript:
    """An interviewer asks, a participant says one thing after the other."""
    question = "Et ensuite ?" if language == "fr" else "And then?"
    talk = tuple(pair for words in said for pair in (("ENQ", question), (name, words)))
    return replace(transcript(name, talk), language=language)


def interviews(count: int = 6) -> list[Transcript]:
    """Each says one or two things about approval, and other things that no other says in these words."""
    made = []
    for number in range(count):
        others = [other(7 * number + place) for place in range(7)]
        made.append(interview(f"I-{number + 1:02}", (*others[:3], APPROVAL[number % len(APPROVAL)], *others[3:])))
    return made


@dataclass
class Ranked:
    """A bench, its engine, and a code to look for."""

    desk: Bench
    room: SuggestionRoom
    code: str

    @property
    def study(self) -> StudyFile:
        """The study."""
        return self.desk.study

    @property
    def coder(self) -> str:
        """uuid of who asks."""
        return self.desk.maude.uuid

    def define(self, **fields: object) -> None:
        """Change the code that is looked for."""
        self.book(lambda book: book.change(self.code, **fields))

    def book(self, change) -> None:
        """Change the codebook."""
        with self.study.act(None, "code.change") as act:
            before = code_store.load(act)
            code_store.save(act, before, change(before))

    def bring_in(self, *more: Transcript) -> None:
        """Add transcripts."""
        import_transcripts(self.study, None, more)


def ranked(
    path: Path, *transcripts: Transcript, definition: str = "Qui valide ce qui est publié, et comment."
) -> Ranked:
    """A study whose code VALID is to be found."""
    desk = bench(path, *(transcripts or interviews()))
    made = Ranked(desk, SuggestionRoom(desk.study), "")

    def add(book: Codebook) -> Codebook:
        code = book.new_code("Validation", "fr", short="VALID", definition=definition)
        made.code = code.uuid
        return book.add(code)

    made.book(add)
    desk.codes["VALID"] = made.code
    return made
