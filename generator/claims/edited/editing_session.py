"""An editor's desk: the story file, the articles, the places; what was found wrong, and what the editor answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generator.claims.dates import dates_of
from generator.claims.edited.check_one_sided import OwnTerm, check_one_sided
from generator.claims.edited.check_sources import Reports
from generator.claims.edited.check_support import Statement, check_quote_only, check_statement
from generator.claims.terms import term_pattern
from generator.diagnostics import Diagnostic, error, warning
from generator.model import AnnotatedArticle, Answer, Claim, Edtf, Evidence, Place
from generator.storyfile import Location, StoryFile


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingSession:
    """What an editor works with.

    Attributes:
        reports: What tells the same as each sentence of the articles.
        own_terms: What one source alone calls so.
        found: Diagnostics, added to by every reading.
        answers: Checks that the editor overruled, added to likewise.
    """

    story: StoryFile
    articles: Mapping[str, AnnotatedArticle]
    places: tuple[Place, ...]
    as_of: Edtf | None = None
    reports: Reports = field(default_factory=dict)
    own_terms: tuple[OwnTerm, ...] = ()
    found: list[Diagnostic] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def english(self) -> bool:
        """Whether the site speaks English: what weighs its words knows no other language."""
        return self.story.model.story.language.split("-")[0].lower() == "en"

    @property
    def spellings(self) -> Iterator[tuple[str, ...]]:
        """Each person, organization, term and place of the story with all its spellings."""
        for name in self.story.model.names:
            yield (name.name, *name.also)
        for place in self.places:
            yield (place.name, *place.names)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the site calls its sources."""
        return tuple(item.article.label for item in self.articles.values())

    @property
    def quote_only(self) -> tuple[str, ...]:
        """Terms that the site itself may only quote."""
        return tuple(term for row in self.story.model.wording for term in row.quote_only)

    def reporter(self, at: Location) -> Callable[..., None]:
        """A function that notes an error at a key of the part at ``at``."""

        def report(key: str, code: str, message: str, *hints: str) -> None:
            self.found.append(error(self.story.path, self.story.line(*at, key), code, message, *hints))

        return report

    @contextmanager
    def answering(self, accept: Mapping[Any, str], at: Location, about: str) -> Iterator[None]:
        """Take what is found inside as answered where the part at ``at`` accepts it; an idle answer is a warning."""
        before = len(self.found)
        yield
        fresh = self.found[before:]
        self.found[before:] = [item for item in fresh if item.code not in accept]
        self.answers.extend(
            Answer(about=about, check=item.code, finding=item.message, reason=accept[item.code])
            for item in fresh
            if item.code in accept
        )
        for code in accept:
            if all(item.code != code for item in fresh):
                self.found.append(
                    warning(
                        self.story.path, self.story.line(*at, "accept", code), "accept-idle",
                        f'"{code}" is accepted here, but the check finds nothing', "Take the line away.",
                    )
                )  # fmt: skip

    def check_words(
        self,
        at: Location,
        text: str,
        evidence: Sequence[Evidence],
        *,
        key: str,
        claim: Claim | None = None,
        computed: str = "",
    ) -> None:
        """Check one statement of the site against its evidence."""
        line = self.story.line(*at, key)
        quotes = [item.quote.exact for item in evidence]
        vouchers = [item.voucher.source for item in evidence]
        labels = [self.articles[item.article_id].article.label for item in evidence]
        carried = [*quotes, *vouchers, *labels]
        words = " \n ".join(carried)
        for spellings in self.spellings:
            if term_pattern(spellings).search(words):
                carried += spellings
        dates = dates_of(claim.when) if claim else ()
        notes = claim.when.notes if claim and claim.when else ()
        statement = Statement(
            line=line,
            text=text,
            carried_by=tuple(carried),
            dates=dates,
            computed=computed,
            worked_out=tuple(notes),
        )
        self.found.extend(check_statement(self.story.path, statement))
        self.check_quote_only(at, text, key=key)

    def check_quote_only(self, at: Location, text: str, *, key: str) -> None:
        """Check that words of the site leave contested terms between quotation marks."""
        line = self.story.line(*at, key)
        self.found.extend(check_quote_only(self.story.path, line, text, self.quote_only))

    def check_voice_of(self, at: Location, what: str, text: str, *, key: str) -> None:
        """Check that words of the site take nobody's side; ``what`` they are, for messages."""
        line = self.story.line(*at, key)
        self.found.extend(check_one_sided(self.story.path, line, what, text, self.own_terms))
