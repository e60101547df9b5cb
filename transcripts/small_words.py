"""Small words: articles, pronouns, prepositions and the like, which lists of frequent words usually leave out."""

from transcripts.words import folded, word_set

_FRENCH = word_set(
    "a à ai aie aient aies ait alors as au aucun aussi autre autres aux avaient avais avait avant avec avez aviez"
    " avions avons ayant ayez ayons bah ben bien bon c ça car ce ceci cela celle celles celui ces cet cette ceux chaque"
    " chez ci comme comment d dans de des donc dont du elle elles en encore entre es est et étaient étais était étant"
    " été êtes étiez étions être eu eux fait faire faut fois font fut hein ici il ils j je jusque l la là laquelle le"
    " lequel les lesquels leur leurs lui m ma mais me même mêmes mes mettre moi moins mon n ne ni non nos notre nous on"
    " ont or ou où oui par parce pas pendant peu peut peux plus plutôt pour pourquoi puis puisque qu quand que quel"
    " quelle quelles quels qui quoi s sa sans se sera serait ses si soi soient sois soit sommes son sont sous suis sur"
    " t ta tandis te tel tes toi ton tous tout toute toutes très tu un une va vais vers voilà vos votre vous vu y euh"
)
_ENGLISH = word_set(
    "a about above after again against all am an and any are as at be because been before being below between both but"
    " by can could did do does doing down during each few for from further get got had has have having he her here hers"
    " herself him himself his how i if in into is it its itself just like me more most my myself no nor not now of off"
    " oh ok okay on once only or other our ours out over own really s same she should so some such t than that the"
    " their theirs them then there these they this those through to too um under until up us very was we well were"
    " what when where which while who whom why will with would yeah yes you your yours d ll m re ve don"
)
_BY_LANGUAGE = {
    "fr": frozenset(map(folded, _FRENCH)),
    "en": frozenset(map(folded, _ENGLISH)),
}


def is_small(form: str, language: str) -> bool:
    """Whether a word is a small one in a language, ``fr`` or ``en``; blind to case, accents and elisions."""
    return folded(form.strip("’'")) in _BY_LANGUAGE.get(language, frozenset())
