"""Ids that the story file's parts use of each other: every one must exist, and fit where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.anchors import is_reserved
from generator.diagnostics import Diagnostic, did_you_mean, error, warning
from generator.model import Place
from generator.storyfile import Location, StoryFile
from generator.storyschema import ClaimPart, ComparisonPart


def check_ids(story: StoryFile, places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Ids are addresses on the site: each may stand for one thing only, and none for one of the site's own.

    Args:
        story: The story file.
        places: Its places, in its order, with the ids made from their names.
    """
    model = story.model
    given = [
        *((item.id, ("sections", index, "id")) for index, item in enumerate(model.sections)),
        *((item.id, ("claims", index, "id")) for index, item in enumerate(model.claims)),
        *((item.id, ("comparisons", index, "id")) for index, item in enumerate(model.comparisons)),
        *((place.id, ("places", index, "name")) for index, place in enumerate(places)),
    ]
    first: dict[str, int] = {}
    for name, location in given:
        line = story.line(*location)
        if is_reserved(name):
            message = f'"{name}" is an address that the site uses itself'
            yield error(story.path, line, "id-taken", message, "Choose another id or name.")
        elif name in first:
            message = f'"{name}" is also the address of the part in line {first[name]}'
            yield error(story.path, line, "id-taken", message, "Choose another id or name.")
        first.setdefault(name, line)
    for file, source in model.sources.items():
        if source.id == "index":
            message = '"index" is the address of the page of all sources'
            yield error(
                story.path, story.line("sources", file, "id"), "id-taken", message, "Choose another id."
            )


def resting_on(story: StoryFile, source_id: str) -> str:
    """A hint that names what rests on a source, or ``""``."""
    model = story.model
    parts: list[ClaimPart | ComparisonPart] = [*model.claims, *model.comparisons]
    named = [part.id for part in parts if any(item.source == source_id for item in part.evidence)]
    return f"It carries: {', '.join(named)}." if named else ""


def check_references(story: StoryFile) -> Iterator[Diagnostic]:
    """Every unknown id, and every claim that no page tells."""
    model = story.model
    claims = [claim.id for claim in model.claims]
    pages = {section.id: section.page for section in model.sections}
    cited: list[tuple[Location, str]] = [
        *((("story", "summary", index), name) for index, name in enumerate(model.story.summary)),
        *(
            (("questions", number, key, index), name)
            for number, question in enumerate(model.questions)
            for key, names in (("answer", question.answer), ("see", question.see))
            if not isinstance(names, str)
            for index, name in enumerate(names)
        ),
        *(
            (("comparisons", number, "claims", index), name)
            for number, comparison in enumerate(model.comparisons)
            for index, name in enumerate(comparison.claims)
        ),
        *(
            (("updates", number, "claims", index), name)
            for number, update in enumerate(model.updates)
            for index, name in enumerate(update.claims)
        ),
    ]
    for location, name in cited:
        if name not in claims:
            hint = did_you_mean(name, claims) or "List it under `claims:`."
            yield error(
                story.path, story.line(*location), "claim-unknown", f'there is no claim "{name}"', hint
            )
    for index, claim in enumerate(model.claims):
        for key, given, page, code in (
            ("section", claim.section, "background", "section-unknown"),
            ("track", claim.track, "chronology", "track-unknown"),
        ):
            if given and pages.get(given) != page:
                fitting = [section for section, of in pages.items() if of == page]
                hint = did_you_mean(given, fitting) or f"List it under `sections:` with `page: {page}`."
                line = story.line("claims", index, key)
                yield error(story.path, line, code, f'there is no {key} "{given}"', hint)
        if not claim.section and not claim.track:
            yield warning(
                story.path, story.line("claims", index), "claim-unplaced",
                f'claim "{claim.id}" has neither a section nor a track', "Give it one, or no page tells it.",
            )  # fmt: skip
    for number, question in enumerate(model.questions):
        if question.answer == "not-addressed" and not question.note:
            line = story.line("questions", number)
            yield warning(story.path, line, "question-note", f'"{question.q}" is not addressed, without a word why',
                          "Add `note:` with what the sources leave out.")  # fmt: skip
