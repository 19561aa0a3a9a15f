"""One side's words in the site's own voice: judging terms, labels, titles, and what the editor lists as parting them.

Comes in: the site's own words, sentences and labels alike. Goes out: a warning for each term that one source alone
uses, outside quotation marks and without a word that it is that source's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.claims.compare.wording import contested_things
from generator.claims.edited.check_certainty import says_who
from generator.claims.terms import SearchedText, outside_quotation_marks, term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, Severity, warning
from generator.language.lexicon import listed
from generator.language.names import CAPITAL_WORD, person_titles
from generator.language.phrases import stem
from generator.model import AnnotatedArticle, Article, Claim, ClaimOrigin, ClaimStatus
from generator.storyschema import WordingPart

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
# "Evacuating" and "evacuation" are one word.
_ROOT = 6
_CLAIMS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """A term that one source alone uses, where another says it otherwise.

    Attributes:
        pattern: Finds it in the site's own words.
        label: What the site calls that source.
        why: Why it is not everybody's word.
        judging: It judges what it names, whoever says so: a name beside it is no excuse.
    """

    pattern: re.Pattern[str]
    label: str
    why: str
    judging: bool = False


def own_terms(
    articles: Sequence[AnnotatedArticle],
    wording: Sequence[WordingPart] = (),
    names: Iterable[Sequence[str]] = (),
) -> tuple[OwnTerm, ...]:
    """The terms that one of the sources alone uses for what another calls otherwise; none with a single source.

    Args:
        articles: The story's.
        wording: The rows of terms that the editor compares.
        names: Each person and organization with all its spellings.
    """
    texts = {item.article.label: item.article for item in articles}
    if len(texts) < 2:
        return ()
    searched = {label: SearchedText(article.text) for label, article in texts.items()}
    return (*_judging(searched), *_ties(texts, searched), *_rows(searched, wording), *_titles(texts, names))


def check_one_sided(
    path: str, line: int, what: str, text: str, own: Sequence[OwnTerm]
) -> Iterator[Diagnostic]:
    """Warn of a term of one source in the site's own voice.

    Args:
        path: The story file, for messages.
        line: Where the words stand in it.
        what: What they are, for messages: ``claim "x"``, a field.
        text: The words.
        own: As ``own_terms`` has them.
    """
    told: set[str] = set()
    for sentence in _SENTENCE.split(outside_quotation_marks(text)):
        pointing = (*(item.label for item in own), *table("claim_words")["pointing"])
        attributed = term_pattern(pointing).search(sentence) is not None
        for item in own:
            found = item.pattern.search(sentence) if item.judging or not attributed else None
            words = found.group().casefold() if found else ""
            if found is None or any(words in known or known in words for known in told):
                continue
            told.add(words)
            yield warning(
                path, line, "term-one-sided",
                f'{what} says "{found.group()}" in the site\'s own voice; only {item.label} does',
                item.why,
                "Quote it and say whose word it is, or use a word that both sides could.",
            )  # fmt: skip


def check_voices(path: str, claims: Sequence[Claim], labels: Sequence[str]) -> Iterator[Diagnostic]:
    """Remark, once a story, on the claims that one article alone carries and that do not say so.

    Args:
        path: The story file, for messages.
        claims: The story's; only the edited ones are looked at.
        labels: What the site calls its sources.
    """
    alone = [
        claim.id
        for claim in claims
        if claim.origin is ClaimOrigin.EDITED
        and claim.status in (ClaimStatus.REPORTED, ClaimStatus.PLANNED)
        and len({item.article_id for item in claim.carrying}) == 1
        and not says_who(claim.text, claim.evidence, labels)
    ]
    if len(labels) > 1 and alone:
        shown = ", ".join(f'"{name}"' for name in alone[:_CLAIMS_SHOWN])
        more = f" and {len(alone) - _CLAIMS_SHOWN} more" if len(alone) > _CLAIMS_SHOWN else ""
        yield Diagnostic(
            path=path, line=0, code="voice-one-source", severity=Severity.INFO,
            message=f"one article alone carries {shown}{more}, and the statement does not say so",
            hints=("Readers take what the site says in its own voice for what all sources say.",
                   'Say whose word it is ("the … report says"), or leave what nobody doubts as it is.'),
        )  # fmt: skip


def _users(term: str, texts: Mapping[str, SearchedText]) -> list[str]:
    return [label for label, text in texts.items() if text.has_term([term])]


# ---------------------------------------------------------------- terms that judge, and who is said to stand behind


def _judging(texts: Mapping[str, SearchedText]) -> Iterator[OwnTerm]:
    for thing in contested_things():
        plain = ", ".join(f'"{word}"' for word in thing.plain[:3])
        for term in thing.loaded:
            if len(users := _users(term, texts)) == 1:
                why = f"It judges what it names ({thing.name}); plainer words for it: {plain}."
                yield OwnTerm(pattern=term_pattern([term]), label=users[0], why=why, judging=True)


@functools.cache
def _tied() -> re.Pattern[str]:
    ties = "|".join(sorted(listed("comparison", "names", "ties")))
    return re.compile(rf"(?<![\w-])(?:{CAPITAL_WORD} )?{CAPITAL_WORD}-(?:{ties})(?!\w)")


def _ties(texts: Mapping[str, Article], searched: Mapping[str, SearchedText]) -> Iterator[OwnTerm]:
    """Who is said to stand behind somebody: "X-led", "X-backed"."""
    found = {match.group() for article in texts.values() for match in _tied().finditer(article.text)}
    for term in sorted(found):
        if len(users := _users(term, searched)) == 1:
            why = "It says who stands behind somebody, and no other article does."
            yield OwnTerm(pattern=term_pattern([term]), label=users[0], why=why)


# ---------------------------------------------------------------- what the editor sets side by side


def _rows(texts: Mapping[str, SearchedText], wording: Sequence[WordingPart]) -> Iterator[OwnTerm]:
    """Of the rows in which two sources each have a term that the other has not, these terms."""
    for row in wording:
        users = {term: _users(term, texts) for term in (*row.terms, *row.quote_only)}
        own = {
            term: known[0]
            for term, known in users.items()
            if len(known) == 1
            and not any(
                not set(others) <= set(known) and (_same(term, other) or term_pattern([other]).search(term))
                for other, others in users.items()
            )
        }
        if len(set(own.values())) < 2:
            continue
        for term, label in own.items():
            why = f'`wording:` sets it against another source\'s word for the same thing ("{row.thing}").'
            yield OwnTerm(pattern=term_pattern([term]), label=label, why=why)


def _same(one: str, other: str) -> bool:
    """Whether two terms are forms of one."""
    left, right = ([word.casefold() for word in term.split()] for term in (one, other))
    return len(left) == len(right) and all(
        stem(a) == stem(b) or (len(a) >= _ROOT and a[:_ROOT] == b[:_ROOT])
        for a, b in zip(left, right, strict=True)
    )


# ---------------------------------------------------------------- titles that a source does not grant


def _titles(texts: Mapping[str, Article], names: Iterable[Sequence[str]]) -> Iterator[OwnTerm]:
    """A title that one source gives plainly and another as "interim", "self-declared": both ways of it."""
    titles, doubts = _any_of(person_titles()), _any_of(table("loaded_terms")["title_doubts"])
    given = re.compile(rf"(?<![\w-])(?P<doubt>(?:{doubts}) )?(?P<title>{titles})(?=,? )", re.IGNORECASE)
    # Once for all names: of a hundred articles that is most of the work.
    found = {label: tuple(given.finditer(article.text)) for label, article in texts.items()}
    for spellings in names:
        name = _any_of(spellings)
        borne = re.compile(rf",? (?:\w+ )?(?:{name})(?!\w)", re.IGNORECASE)
        ways = {label: _ways(matches, borne) for label, matches in found.items()}
        for one, other in combinations(ways, 2):
            for title in sorted(ways[one].keys() & ways[other].keys()):
                doubted = [all(ways[label][title]) for label in (one, other)]
                if doubted[0] != doubted[1]:
                    doubter, granter = (one, other) if doubted[0] else (other, one)
                    said = sorted(ways[doubter][title])[0]
                    why = f'{doubter} says "{said}{title}" of the same person.'
                    yield OwnTerm(pattern=_title_of(title, name), label=granter, why=why)


def _any_of(terms: Iterable[str]) -> str:
    """A pattern for any of some terms, the longest first."""
    return "|".join(re.escape(word) for word in sorted(terms, key=lambda word: (-len(word), word)))


def _ways(titles: Iterable[re.Match[str]], borne: re.Pattern[str]) -> dict[str, set[str]]:
    """For each title that somebody bears what stands before it, ``""`` where nothing does."""
    found: dict[str, set[str]] = {}
    last = 0
    for match in titles:
        # "Secretary General Ann Poe" is one title.
        if match.start() >= last and (bearer := borne.match(match.string, match.end())):
            last = bearer.end()
            found.setdefault(match["title"].casefold(), set()).add((match["doubt"] or "").casefold())
    return found


def _title_of(title: str, name: str) -> re.Pattern[str]:
    """The title right before the name or right behind it: "President X", "X, the President"."""
    before = rf"(?<!\w){re.escape(title)},? (?:{name})(?!\w)"
    behind = rf"(?<!\w)(?:{name}),? (?:(?:the|now)\b ?|\w+['’]s )*{re.escape(title)}(?!\w)"
    return re.compile(f"{before}|{behind}", re.IGNORECASE)
