"""Whatever sentences stand in a story's articles, it builds, is published and drafted, or says why not.

What is drafted builds: the draft asks in comments where it would have to guess.
"""

import pytest
from random_stories import random_story, sentences

from generator import GeneratorError, build, publish
from generator.editor.draft import write_draft

STORIES = 40


def test_there_is_something_to_draw_from():
    assert len(sentences()) > 1000
    assert random_story(7) == random_story(7) != random_story(8)


@pytest.mark.parametrize("seed", range(STORIES))
def test_a_story_of_random_sentences_only_ever_raises_errors_of_ours(project, seed):
    folder = project(random_story(seed))
    try:
        publish(build(folder).story)
    except GeneratorError as problem:
        assert all(item.path and item.message for item in problem.diagnostics)  # noqa: PT017
        if any(not item.code.startswith("date-") for item in problem.diagnostics):
            return
    draft = write_draft(folder, folder / "seeds")
    built = build(folder, folder / "seeds").story
    assert sum(claim.origin == "edited" for claim in built.claims) == draft.claims
    assert draft.text.count("# Not taken in:") <= draft.asked
