"""Whatever sentences stand in a story's articles, it builds, is published and drafted, or says why not."""

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
        write_draft(folder, folder / "seeds")
    except GeneratorError as problem:
        assert all(item.path and item.message for item in problem.diagnostics)  # noqa: PT017
