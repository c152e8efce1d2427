"""Titles, summaries and sentences of made-up meetings, in English and French."""

import random

TOPICS = [
    ("legal migration", "la migration légale"),
    ("student mobility", "la mobilité étudiante"),
    ("the engagement of the diaspora", "l’engagement de la diaspora"),
    ("remittances", "les transferts de fonds"),
    ("border management", "la gestion des frontières"),
    (
        "the fight against human trafficking",
        "la lutte contre la traite",
    ),
    ("asylum and international protection", "l’asile et la protection internationale"),
    ("return and reintegration", "le retour et la réintégration"),
    ("youth employment", "l’emploi des jeunes"),
    ("climate change and mobility", "le changement climatique et la mobilité"),
    ("civil registration", "l’état civil"),
    ("data on migration", "les données sur les migrations"),
]
SUMMARIES = [
    (
        "Experts from both continents compared how their countries deal with {}.",
        "Des experts des deux continents ont comparé la manière dont leurs pays abordent {}.",
    ),
    (
        "The meeting looked at what has been tried in the region concerning {}.",
        "La réunion a examiné ce qui a été tenté dans la région concernant {}.",
    ),
    (
        "Participants agreed to share good practice on {} before the next meeting.",
        "Les participants sont convenus de partager leurs bonnes pratiques sur {}.",
    ),
]
AIMS = [
    ("Take stock of the commitments on {}", "Faire le point sur les engagements concernant {}"),
    ("Prepare joint projects on {}", "Préparer des projets communs sur {}"),
]


def languages(pair: tuple[str, str], *words: tuple[str, str]) -> tuple[str, str]:
    """The sentence with the words of a topic put in, in each language."""
    english, french = zip(*words, strict=True) if words else ((), ())
    return pair[0].format(*english), pair[1].format(*french)


def topic(chance: random.Random) -> tuple[str, str]:
    return chance.choice(TOPICS)


def summary(chance: random.Random, about: tuple[str, str]) -> tuple[str, str]:
    """One to three paragraphs."""
    sentences = [languages(one, about) for one in chance.sample(SUMMARIES, chance.randint(1, 3))]
    return tuple("\n\n".join(texts) for texts in zip(*sentences, strict=True))
