"""Synthetic interviews for the benchmarks: French clauses and rare words, seeded, so that runs can be compared."""

import random
from collections.abc import Iterator
from itertools import accumulate

from transcripts.model import Role, Source, Speaker, Transcript, Turn
from transcripts.spans import Span

CLAUSES = (
    "au début la direction avait peur de perdre la main sur le message",
    "on répond aux citoyens dans la journée quand la question est simple",
    "le reste monte à la directrice et ça peut prendre une semaine",
    "la page de l’hôpital sert surtout à rassurer les familles",
    "je pense que la communauté se corrige très bien toute seule",
    "on a vu que d’autres parlaient à notre place et on est arrivés",
    "pour moi le ton doit rester simple mais jamais familier",
    "le syndicat nous a demandé de retirer la publication du lendemain",
    "il y a deux personnes dans l’équipe et aucune n’est à temps plein",
    "on mesure le nombre d’abonnés parce que c’est ce qu’on nous demande",
)
SYLLABLES = ("ba", "co", "di", "fé", "gu", "ja", "lo", "mi", "nu", "pré", "sou", "ti", "vra", "zé", "chan", "ton")
SPEAKERS = (Speaker("ENQ", Role.INTERVIEWER), Speaker("P", Role.PARTICIPANT))


def vocabulary(size: int = 26_000) -> list[str]:
    """Invented words, all different."""
    words: list[str] = []
    number = 0
    while len(words) < size:
        digits, word = number, ""
        while digits or not word:
            digits, rest = divmod(digits, len(SYLLABLES))
            word += SYLLABLES[rest]
        words.append(word)
        number += 1
    return words


def turns(words: int, seed: int = 1) -> Iterator[str]:
    """Turns of about 31 words until ``words`` are said."""
    source = random.Random(seed)
    rare = vocabulary()
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(rare))))
    said = 0
    while said < words:
        parts = [source.choice(CLAUSES) for _ in range(source.randint(1, 3))]
        parts.append(" ".join(source.choices(rare, cum_weights=weights, k=source.randint(3, 15))))
        turn = (", ".join(parts) + ".").capitalize()
        said += turn.count(" ") + 1
        yield turn


def transcripts(words: int, *, each: int = 2_000, seed: int = 1) -> list[Transcript]:
    """Interviews of about ``each`` words, ``words`` in all."""
    return [
        _transcript(f"E-{number:04}", list(turns(each, seed * 100_000 + number))) for number in range(words // each)
    ]


def _transcript(name: str, said: list[str]) -> Transcript:
    made, at = [], 0
    for number, words in enumerate(said):
        made.append(Turn(Span(at, at + len(words)), SPEAKERS[number % 2].label, f"{SPEAKERS[number % 2].label} :"))
        at += len(words) + 1
    return Transcript(name, "\n".join(said), tuple(made), SPEAKERS, Source(f"{name}.txt", "text"), "fr")
