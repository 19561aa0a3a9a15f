"""Ids that the story file's parts use of each other: every one must exist, and fit where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, did_you_mean, error, warning
from generator.storyfile import Location, StoryFile


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
