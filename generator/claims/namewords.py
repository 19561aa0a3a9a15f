"""The words by which names are known, as sets."""

from __future__ import annotations

import functools

from generator.data import table


@functools.cache
def words(key: str) -> frozenset[str]:
    """A list of ``generator/data/actors.toml``."""
    return frozenset(table("actors")[key])


@functools.cache
def titles() -> frozenset[str]:
    """Titles of one word, with and without the full stop of an abbreviation."""
    single = {title.split()[-1] for title in words("person_titles")}
    return frozenset(single | {title.rstrip(".") for title in single})


@functools.cache
def no_nouns() -> frozenset[str]:
    """Words that end a title to their right: verbs, prepositions, conjunctions, what only points."""
    return frozenset().union(
        words("verbs"),
        words("speech_verbs"),
        words("phrase_ends"),
        words("title_ends"),
        calendar(),
        table("function_words")["words"],
        table("dates")["verbs"]["past"],
    )


@functools.cache
def firm_words() -> frozenset[str]:
    """Capitalized words that end the names of firms and news outlets."""
    return frozenset(table("speakers")["company_words"]) | frozenset(table("outlets")["name_words"])


@functools.cache
def calendar() -> frozenset[str]:
    """English months and weekdays; those of other languages are people's names ("Julio", "Domingo")."""
    return words("months_and_weekdays")


@functools.cache
def common() -> frozenset[str]:
    """Words that are no names where they begin a sentence."""
    return frozenset(table("common_words")["words"]) | frozenset(table("standing")["pointing"])


@functools.cache
def state_abbreviations() -> frozenset[str]:
    """Abbreviations such as "U.S."."""
    return frozenset(table("speakers")["state_abbreviations"])
