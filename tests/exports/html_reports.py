"""Reports as the workbench makes them, made by hand: French, eleven participants, passages behind every figure."""

from collections.abc import Sequence

from exports.figures import BarPlot, BarRow, HeatPlot, RankingPlot, RankingRow, Voice
from exports.manifest import Manifest
from exports.report import (
    Column,
    Fact,
    Figure,
    Heading,
    Kind,
    Paragraph,
    Passage,
    Pointer,
    Quotation,
    Report,
    Table,
)

PEOPLE = tuple(f"I-{number:02}" for number in range(1, 12))
CATEGORIES = ("gestion de l’État", "santé et services sociaux", "culture et éducation", "sociétés d’État et services")
CODES = {
    "IMAGE": ("Reprendre la main sur son image", 10),
    "PROJET": ("Promotion d’un projet", 9),
    "NOTO": ("Notoriété", 7),
    "JOINDRE": ("Joindre des publics difficiles", 6),
    "SERVICE": ("Service à la clientèle", 5),
    "DIAL": ("Dialogue", 4),
    "VEILLE": ("Veille", 3),
    "RECRUT": ("Recrutement", 2),
    "MEDIAS": ("Contourner les médias", 1),
}
SENTENCES = (
    "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place, alors on a ouvert une page.",
    "C’est surtout pour l’image : on voulait montrer qu’on n’est pas une forteresse.",
    "Les jeunes, on ne les rejoint plus par le journal. Ils sont là, alors on y va.",
    "Quand l’hôpital ouvre une clinique, on le dit là d’abord ; le communiqué suit.",
    "Une réponse simple, je la fais. Le reste monte à la directrice, et ça prend trois jours.",
    "On lit ce qui se dit de nous, chaque matin, avec un café. C’est de la veille, au fond.",
    "Moi, le dialogue… On en parle beaucoup. En vrai, on répond aux questions et c’est tout.",
    "J’ai embauché deux techniciennes grâce à une vidéo de quarante secondes.",
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "</script><script>alert(3)</script>",
    "=cmd|' /C calc'!A0",
    "\u202egnissecorp\u202c",
    "\x1b]0;titre\x07\x00\u2028\u2029",
    "'\"><svg onload=alert(4)>",
    "<!--<script>",
    "]]>{{constructor.constructor('alert(5)')()}}",
    "javascript:alert(6)",
)


class Corpus:
    """Codings of Maude and Julien, three or so for each participant and code, and what reads them.

    Args:
        texts: What is said, in turns.
        each: Codings of each participant, code and coder.
        people: Pseudonyms.
    """

    def __init__(
        self,
        texts: Sequence[str] = SENTENCES,
        each: int = 2,
        people: Sequence[str] = PEOPLE,
        coders=("Maude", "Julien"),
    ) -> None:
        self.people = tuple(people)
        self.passages: dict[Pointer, Passage] = {}
        self.of: dict[tuple[str, str], list[Pointer]] = {}
        for at, (code, (label, count)) in enumerate(CODES.items()):
            for person in self.people[: max(1, count * len(self.people) // 11)]:
                for coder in coders:
                    for number in range(each):
                        self._add(texts, person, code, label, coder, 7 * at + number)

    def _add(self, texts: Sequence[str], person: str, code: str, label: str, coder: str, seed: int) -> None:
        place, number = self.people.index(person), len(self.passages)
        text = texts[(seed + place) % len(texts)]
        start = 400 * (seed + 1) + (3 if coder == "Julien" else 0)
        pointer = Pointer(place + 1, start, start + len(text), number + 1)
        self.passages[pointer] = Passage(
            pointer,
            text,
            f"intervenante {person}, {CATEGORIES[place % 4]}",
            f"{person} §{seed + 3}",
            person,
            person,
            seed + 3,
            f"Objectifs / {label}",
            coder,
            number % 4 if number % 5 else None,
            ("pro", "contra", "mixed", "neutral", "")[number % 5],
            "À relire avec Julien : le ton est ironique." if number % 17 == 0 else "",
            "Vous savez, ",
            " Enfin, c’est ce que je dirais.",
        )
        self.of.setdefault((code, person), []).append(pointer)

    def read(self, pointers: Sequence[Pointer]) -> list[Passage]:
        return [self.passages[pointer] for pointer in pointers if pointer in self.passages]

    def said(self, code: str, person: str = "") -> list[Pointer]:
        people = [person] if person else self.people
        return sorted(pointer for one in people for pointer in self.of.get((code, one), ()))

    def count(self, code: str) -> int:
        return sum((code, person) in self.of for person in self.people)


def manifest(report: str) -> Manifest:
    return Manifest(
        report,
        {"layer": "Maude", "where": ("category=culture et éducation",)},
        {"draws": 5000, "seed": 20111},
        "6f3c8f6e-0000-4000-8000-000000000001",
        "Médias socionumériques, <démonstration>",
        "ab" * 32,
        {"interview-workbench": "0.1.0", "python": "3.11.7"},
        "fr",
        "2025-11-21T23:10:00Z",
    )


def definitions() -> Table:
    columns = (
        Column("code"),
        Column("label", "libellé"),
        Column("path", "sous"),
        Column("definition", "définition"),
        Column("include", "inclure si"),
        Column("exclude", "exclure si"),
    )
    rows = [
        (
            code,
            label,
            f"Objectifs / {label}",
            f"La personne dit viser : {label.lower()}.",
            "C’est dit comme un but.",
            "",
        )
        for code, (label, _count) in CODES.items()
    ]
    return Table("definitions", columns, rows, "Ce que les codes veulent dire.")


def ranking(corpus: Corpus) -> Report:
    codes = list(CODES)
    read = len(corpus.people)
    rows = [
        (
            rank,
            code,
            CODES[code][0],
            corpus.count(code),
            read,
            corpus.count(code) / read,
            2.41 - rank / 7,
            len(corpus.said(code)),
        )
        for rank, code in enumerate(codes, start=1)
    ]
    columns = (
        Column("rank", "rang", Kind.INTEGER),
        Column("code", "code"),
        Column("label", "libellé"),
        Column("participants", "personnes", Kind.INTEGER, definition="Personnes avec au moins un codage non contra."),
        Column("of", "sur", Kind.INTEGER, definition="Personnes lues jusqu’au bout."),
        Column("share", "part", Kind.SHARE, digits=2),
        Column("strength", "force", Kind.NUMBER, definition="Moyenne de la plus grande force de chaque personne."),
        Column("mentions", "mentions", Kind.INTEGER),
    )

    def behind(row: int, column: str) -> list[Pointer]:
        return corpus.said(codes[row]) if column in ("", "participants", "mentions") else []

    table = Table("ranking", columns, rows, "Objectifs, du plus au moins nommé.", behind=behind, heads=3)
    plot = RankingPlot(
        tuple(
            RankingRow(
                rank,
                False,
                CODES[code][0],
                corpus.count(code),
                (0.2, 0.9),
                (rank - 0.5 if rank > 1 else 1, rank + 0.5),
                tuple(Voice.NAMES if (code, one) in corpus.of else Voice.SILENT for one in corpus.people),
                minority=corpus.count(code) * 3 < read,
                single_voice=corpus.people[0] if corpus.count(code) == 1 else "",
            )
            for rank, code in enumerate(codes, start=1)
        ),
        corpus.people,
        ((0, 1), (3, 4)),
        5000,
        20111,
    )
    figure = Figure(
        "ranking", plot, f"Objectifs nommés par {read} personnes.", lambda row, _part: corpus.said(codes[row])
    )
    quotation = Quotation(SENTENCES[1], "intervenante I-02, santé et services sociaux", "I-02 §4", "ton ferme")
    return Report(
        "ranking",
        "Objectifs par importance",
        (
            Fact("layers", "Codages de", ("Maude", "Julien"), Kind.LIST),
            Fact("asked", "Qui a été interrogé", "connu : chaque entretien est lié au guide"),
            Fact("draws", "Tirages", 5000, Kind.INTEGER),
            Fact("filter.branch", "Branche", "OBJ"),
            Fact("filter.where", "Attributs", ("category=culture et éducation",), Kind.LIST),
        ),
        (table, definitions()),
        (
            Paragraph("Compté d’après le consensus, qui a des entretiens terminés."),
            figure,
            Heading("Dans leurs mots", 2),
            quotation,
            table,
        ),
        (
            "Rang : personnes ayant au moins un codage qui n’est pas contra ; ex æquo départagés par la force.",
            "Le nombre et la longueur des mentions ne décident jamais.",
        ),
        corpus.read,
        manifest("ranking"),
    )


def matrix(corpus: Corpus) -> Report:
    people = corpus.people
    columns = (
        Column("code", "code"),
        *(Column(person, person, Kind.INTEGER) for person in people),
        Column("total", "total", Kind.INTEGER, definition="Somme de la ligne."),
    )
    codes = list(CODES)
    rows = [(code, *(len(corpus.said(code, one)) for one in people), len(corpus.said(code))) for code in codes]

    def behind(row: int, column: str) -> list[Pointer]:
        if column == "code":
            return []
        return corpus.said(codes[row], column if column in people else "")

    table = Table("matrix", columns, rows, "Codages par code et personne.", ("0 : rien de codé.",), behind)
    heat = HeatPlot(tuple(codes), people, tuple(tuple(float(n) for n in row[1:-1]) for row in rows), "codages")
    bars = BarPlot(
        tuple(BarRow(code, float(corpus.count(code)), f"{corpus.count(code)} sur 11") for code in codes),
        "personnes",
        11.0,
    )
    return Report(
        "matrix",
        "Matrice code × personne",
        (Fact("layers", "Codages de", ("Maude", "Julien"), Kind.LIST),),
        (table,),
        (Figure("heat", heat, "Codages de 11 personnes."), Figure("bars", bars, "Personnes par code."), table),
        ("Un codage compte une fois pour chaque personne dont il couvre les mots.",),
        corpus.read,
        manifest("matrix"),
    )


def hostile() -> Report:
    """What outsiders could write anywhere, everywhere."""
    corpus = Corpus(HOSTILE, each=1)
    bad = " ".join(HOSTILE)
    pointers = sorted(corpus.passages)
    columns = (
        Column(bad, bad, definition=bad),
        Column("count", "n", Kind.INTEGER, definition=bad),
        Column("what", "quoi", words={"a": bad}),
    )
    rows = [(text, number, "a") for number, text in enumerate(HOSTILE)]
    table = Table(bad, columns, rows, bad, (bad,), lambda row, column: pointers[row :: len(rows)])
    codes = Table("definitions", (Column("code"), Column("definition")), [(text, bad) for text in HOSTILE])
    evil = [
        Passage(one.pointer, one.text + bad, bad, bad, bad, bad, 3, bad, bad, 2, bad, bad, bad, bad)
        for one in corpus.passages.values()
    ]
    held = {one.pointer: one for one in evil}
    row = BarRow(bad, 3.0, bad)
    return Report(
        "hostile",
        bad,
        (Fact(bad, bad, bad), Fact("filter.x", bad, bad)),
        (table, codes),
        (
            Heading(bad),
            Paragraph(bad),
            Quotation(bad, bad, bad, bad),
            Figure(bad, BarPlot((row,), bad), bad, lambda _row, _part: pointers[:3]),
            table,
        ),
        (bad,),
        lambda wanted: [held[pointer] for pointer in wanted],
        manifest(bad),
    )


def large(rows: int = 1250, columns: int = 60, passages: int = 10_000) -> Report:
    """A table of many interviews, and many passages behind it."""
    people = tuple(f"P-{number:04}" for number in range(1, rows + 1))
    pointers = [Pointer(number % rows + 1, 50 * number, 50 * number + 40, number + 1) for number in range(passages)]

    def passage(pointer: Pointer) -> Passage:
        number = pointer.coding
        words = f"{SENTENCES[number % 8]} {SENTENCES[number * 7 % 8]} Cas {number}, l’élève numéro {number % 977}."
        code, coder = f"Objectifs / {list(CODES.values())[number % 9][0]}", ("Maude", "Julien")[number % 2]
        person = people[pointer.transcript - 1]
        return Passage(pointer, words, person, f"{person} §{number}", person, person, number, code, coder, number % 4)

    heads = (Column("who", "qui"), *(Column(f"c{n}", f"code {n}", Kind.INTEGER) for n in range(1, columns)))
    body = [(person, *((at * n) % 17 for n in range(1, columns))) for at, person in enumerate(people)]

    def behind(row: int, column: str) -> list[Pointer]:
        return pointers[row::rows] if column in ("who", "c1", "c2") else pointers[row : row + 1]

    table = Table("matrix", heads, body, "Codages par personne.", behind=behind)
    return Report(
        "matrix",
        "Grande matrice",
        (),
        (table,),
        (),
        ("Un codage compte une fois.",),
        lambda some: [passage(one) for one in some],
    )
