"""What the editor is told of names that look like places and that no source knows.

In come read articles, out go messages, each with the line to add to story.yml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence

from generator.annotate.places.gazetteer import fold
from generator.diagnostics import Diagnostic, Severity
from generator.model import AnnotatedArticle, PlaceMention

_PLAIN = re.compile(r"[^\W\d_][\w .’'-]*")
_RESERVED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_SENTENCE_AT_MOST = 160


def unresolved_remarks(
    annotated: Sequence[AnnotatedArticle], listed: Collection[str] = ()
) -> list[Diagnostic]:
    """A remark for each unresolved name of each article, with its sentence and the line to add.

    Args:
        annotated: The articles.
        listed: Names of people, organizations and terms of the story; these are no places.
    """
    return [
        Diagnostic(
            path=item.article.seed.path,
            line=item.article.line(mention.start),
            message=f'"{mention.text}" looks like a place, and the gazetteer does not know it',
            code="place-unresolved",
            hints=(
                f"In: {sentence_of(item, mention)}",
                f"If it is one, add to `places:` in story.yml: {paste_line(mention.text)}",
            ),
            severity=Severity.INFO,
        )
        for item, mention in unresolved_names(annotated, listed)
    ]


def unresolved_names(
    annotated: Sequence[AnnotatedArticle], listed: Collection[str] = ()
) -> list[tuple[AnnotatedArticle, PlaceMention]]:
    """The unresolved names of each article, without those that the story lists as something else."""
    known = {fold(word) for name in listed for word in (name, *name.split())}
    return [
        (item, mention)
        for item in annotated
        for mention in item.unresolved
        if fold(mention.text) not in known
    ]


def paste_line(name: str) -> str:
    """The line of story.yml for a place, its coordinates to be filled in."""
    return f"- {{name: {yaml_text(name)}, kind: town, lat: ?, lon: ?, origin: ?}}"


def yaml_text(text: str) -> str:
    """A text as a YAML scalar, quoted where plain words would not do."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def sentence_of(item: AnnotatedArticle, mention: PlaceMention) -> str:
    """The sentence a name stands in, cut where it is long."""
    text = item.article.text
    for sentence in item.article.sentences:
        if sentence.start <= mention.start < sentence.end:
            words = " ".join(text[sentence.start : sentence.end].split())
            return words if len(words) <= _SENTENCE_AT_MOST else words[: _SENTENCE_AT_MOST - 1] + "…"
    return mention.text
