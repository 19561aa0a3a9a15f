"""The ids of what an editor says on the home page in words of their own, which are those of no claim in the story file.

By themselves, for a story without an editor knows them too and needs none of what reads a story file.
"""

from __future__ import annotations

from generator.model import AnswerKind

HOW_WE_KNOW = "how-we-know"
"""The id of what ``story.how_we_know`` says, and its anchor on the home page."""
ANSWER_IDS = {kind: f"answer-{kind}" for kind in AnswerKind}
"""The ids of the home page's answers in words of their own, and their anchors there."""
