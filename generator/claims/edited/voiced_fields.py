"""Every field of the story file, but the claims', that readers see: what the editor says in the site's own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.storyfile import Location
from generator.storyschema import QuestionPart, SectionPart, StoryModel, StoryPart, UpdatePart

Text = tuple[str, str, bool]
"""The field, its words, and whether only what it quotes is checked: a label or a note on a map names what it likes."""
Voiced = StoryPart | SectionPart | QuestionPart | UpdatePart
"""The parts that may cite evidence for what they say."""


def voiced_fields(model: StoryModel) -> Iterator[tuple[Location, Sequence[Text], Voiced | None]]:
    """The fields of each part that has any, with the part's place in the file; the part where it may cite evidence."""
    for at, part, told, quoted in _parts(model):
        texts = [(key, getattr(part, key), False) for key in told if getattr(part, key)]
        texts += [(key, getattr(part, key), True) for key in quoted if getattr(part, key)]
        if texts:
            yield at, texts, part if isinstance(part, Voiced) else None


def _parts(model: StoryModel) -> Iterator[tuple[Location, object, tuple[str, ...], tuple[str, ...]]]:
    yield ("story",), model.story, ("title", "question"), ()
    for file, source in model.sources.items():
        yield ("sources", file), source, (), ("label", "note")
    for number, section in enumerate(model.sections):
        yield ("sections", number), section, ("title", "intro"), ()
    for number, question in enumerate(model.questions):
        yield ("questions", number), question, ("q", "note"), ()
    for number, update in enumerate(model.updates):
        yield ("updates", number), update, ("text",), ()
    for number, row in enumerate(model.wording):
        yield ("wording", number), row, ("thing",), ()
    for number, comparison in enumerate(model.comparisons):
        yield ("comparisons", number), comparison, ("title",), ()
    for number, place in enumerate(model.places):
        yield ("places", number), place, (), ("note", "origin")
