"""Interviews in which the same few things are spoken of again and again, each time in other words of its own."""

from itertools import product

ABOUT = {
    "validation": ("directrice", "relecture", "publication", "signature", "approbation", "avocate", "correction"),
    "horaire": ("semaine", "horaire", "garde", "soirée", "astreinte", "congé", "fatigue"),
    "budget": ("budget", "facture", "dépense", "fournisseur", "contrat", "tarif", "subvention"),
    "images": ("photo", "vidéo", "caméra", "montage", "lumière", "cadrage", "objectif"),
}


def sentence(topic: str, first: int) -> str:
    """A sentence with five of a topic's words."""
    words = ABOUT[topic]
    return "La {} et la {} puis la {} avec la {} pour la {}.".format(
        *(words[(first + n) % len(words)] for n in range(5))
    )


def alike_interviews(interviews: int = 3, again: int = 2) -> dict[str, str]:
    """Name → text; each topic comes ``again`` times in each."""
    return {
        f"J-{number}": "".join(
            f"ENQ : Et encore ?\nJ-{number} : {sentence(topic, number + 3 * time)}\n"
            for time, topic in product(range(again), ABOUT)
        )
        for number in range(1, interviews + 1)
    }
