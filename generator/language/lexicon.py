"""The word tables as sets: verbs by what they do, from ``verbs.toml``, each in its inflected forms.

In comes the name of a table, or of roles of verbs, out goes a set of words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from generator.data import table, text

FORMS = {"b": "base", "s": "third", "d": "past", "n": "participle", "g": "gerund"}
_VOWELS = "aeiou"
# "stop", "plan"; "w", "x" and "y" are never doubled.
_DOUBLING = re.compile(r"[^aeiou]*(?:qu)?[aeiouy][^aeiouywx]")
# "pass", "push", "reach", "fix", "fizz", "echo"
_HISSING = re.compile(r"(?:s|sh|ch|x|z|[^aeiou]o)$")


@functools.cache
def listed(name: str, *path: str) -> frozenset[str]:
    """The strings of a list in a data file."""
    value: Any = table(name)
    for key in path:
        value = value[key]
    return frozenset(value)


@functools.cache
def verbs(*roles: str, forms: str = "") -> frozenset[str]:
    """The words that are verbs of one of these roles, in the forms in which they have it.

    Args:
        roles: Columns of ``verbs.toml``, such as ``says``.
        forms: Letters of ``FORMS``, where only some forms are wanted; those of another form are left out.

    >>> sorted(verbs("rules")), "insisted" in verbs("says"), verbs("says") & {"say", "saying"}
    (['held', 'holds', 'ruled', 'rules'], True, frozenset({'say'}))
    """
    unknown = set(roles) - set(table("verbs")["roles"])
    if unknown:
        raise KeyError(f"no role of verbs.toml: {', '.join(sorted(unknown))}")
    found: set[str] = set()
    for verb, of_role in _roles().items():
        for role in roles:
            wanted = of_role.get(role, "")
            for form in wanted if not forms else set(wanted) & set(forms):
                found.update(inflected(verb)[FORMS[form]])
    return frozenset(found)


@functools.cache
def modals(said: str = "") -> frozenset[str]:
    """The modal verbs, of them those that say this of what follows.

    >>> sorted(modals("future")), "must" in modals()
    (['shall', 'will'], True)
    """
    rows: dict[str, str] = table("verbs")["modals"]
    return frozenset(verb for verb, says in rows.items() if not said or said in says.split())


@functools.cache
def inflected(verb: str) -> dict[str, tuple[str, ...]]:
    """The forms of a verb of the table, by the names in ``FORMS``; a particle stays behind the verb.

    >>> inflected("deny")["past"], inflected("stop")["gerund"], inflected("point out")["third"]
    (('denied',), ('stopping',), ('points out',))
    """
    row = table("verbs")["verbs"].get(verb, {})
    head, gap, rest = verb.partition(" ")
    if gap and not row.keys() - {"roles"}:
        row = table("verbs")["verbs"].get(head, {})
    regular = _regular(head)
    found = {"base": (head,)}
    for name in ("third", "past", "gerund"):
        found[name] = tuple(row[name].split("/")) if name in row else (regular[name],)
    found["participle"] = tuple(row["participle"].split("/")) if "participle" in row else found["past"]
    return {name: tuple(f"{word}{gap}{rest}" for word in words) for name, words in found.items()}


@functools.cache
def present_verbs(*, but: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Third persons of verbs that tell deeds ("returns"), and bare forms ("go"); without the forms given.

    Those of ``verbs.toml``, and of ``deed_verbs.tsv`` the ones that are seldom nouns.

    >>> "opens" in present_verbs(but=frozenset())[0], "opens" in present_verbs(but=frozenset({"opens"}))[0]
    (True, False)
    """
    own = [verb for verb in table("verbs")["verbs"] if " " not in verb]
    rows = [line.split("\t") for line in text("deed_verbs.tsv").splitlines()]
    third = {form for verb in (*own, *(row[0] for row in rows)) for form in inflected(verb)["third"]}
    return frozenset(third) - but, frozenset((*own, *(verb for verb, bare in rows if bare))) - but


@functools.cache
def irregular_pasts() -> frozenset[str]:
    """The past forms that no rule makes: "said", "sank"."""
    rows: dict[str, dict[str, str]] = table("verbs")["verbs"]
    return frozenset(
        form
        for verb, row in rows.items()
        if "past" in row
        for form in row["past"].split("/")
        if form != verb + "ed"
    )


@functools.cache
def irregular_bases() -> Mapping[str, str]:
    """The verb of each irregular past and participle: ``built`` → ``build``."""
    found: dict[str, str] = {}
    for verb, row in table("verbs")["verbs"].items():
        for form in (*row.get("past", "").split("/"), *row.get("participle", "").split("/")):
            if form and " " not in verb:
                found.setdefault(form, verb)
    return found


def speech_verbs() -> frozenset[str]:
    """The verbs with which somebody tells something, whatever follows them: "said", "told", "reported", "spoke".

    >>> "told" in speech_verbs(), "burned" in speech_verbs()
    (True, False)
    """
    return verbs("says", "reports", "says_that", "tells", "speaks")


def is_past(word: str) -> bool:
    """Whether a word, without case, has the form of a past; a noun may have it too: "a crowd fled", "the deed".

    >>> is_past("fled"), is_past("opened"), is_past("driven")
    (True, True, False)
    """
    return word.endswith("ed") or word in irregular_pasts()


def is_participle(word: str) -> bool:
    """Whether a word, without case, has the form of a past or of its participle: "driven", "opened"."""
    return is_past(word) or word in irregular_bases()


@functools.cache
def _regular(verb: str) -> dict[str, str]:
    """The regular forms, by the rules of spelling."""
    consonant_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    stem = verb[:-1] if verb.endswith("e") else verb
    if _DOUBLING.fullmatch(verb):
        stem = verb + verb[-1]
    keeps_e = verb.endswith(("ee", "oe", "ye"))
    return {
        "third": f"{verb[:-1]}ies" if consonant_y else f"{verb}es" if _HISSING.search(verb) else f"{verb}s",
        "past": f"{verb[:-1]}ied" if consonant_y else f"{stem}ed",
        "gerund": f"{verb[:-2]}ying" if verb.endswith("ie") else f"{verb}ing" if keeps_e else f"{stem}ing",
    }


@functools.cache
def _roles() -> dict[str, dict[str, str]]:
    """For each verb its roles, each with the letters of its forms."""
    usual: dict[str, str] = table("verbs")["roles"]
    found = {}
    for verb, row in table("verbs")["verbs"].items():
        parts = (item.partition(":") for item in row.get("roles", "").split())
        found[verb] = {role: forms or usual[role] for role, _, forms in parts}
    return found
