"""Why passages that are set side by side are held to be of one thing, in a sentence for readers.

Comes in: the passages that a difference cites. Goes out: what all of them speak of, in the words of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalog import N_, _, join_list
from generator.claims.compare.passages import Passage
from generator.language.phrases import Token, words_of
from generator.language.quantities import length_words, measure_features

# Words that are enough to say of what several passages speak.
_MOST = 4
# A feature of a single day: "d:2025-03-05".
_A_DAY = 12
RIGHT_BEHIND = N_("Compared because one stands right behind the other in the article.")


def why_of_one_thing(cited: Sequence[Passage], said: Sequence[str]) -> str:
    """What all of some passages speak of; else the first two; else that each gives one figure of the kind.

    Args:
        cited: The passages, two or more.
        said: The words that differ, which readers are told beside; empty where nothing differs.
    """
    if not any(said):
        return ""
    every = _in_common(cited, said)
    words = every or _in_common(cited[:2], said)
    if not words:
        return _("Compared because each gives only one such figure.")
    named = join_list([f"“{word}”" for word in words])
    if len(cited) == 2:
        return _("Compared because both mention {words}.", words=named)
    if not every:
        return _("Compared because two of them mention {words}.", words=named)
    return _("Compared because all mention {words}.", words=named)


def _in_common(passages: Sequence[Passage], said: Sequence[str]) -> tuple[str, ...]:
    """The few words that tell most of those that all passages have, in the order of the first."""
    first, told = passages[0], " ".join(said).casefold().split()
    shared = [
        name
        for name in first.features
        if _tells(first, name) and all(name in part.features for part in passages)
    ]
    spots = _spots(first, shared)
    others = [spot for spot in spots if first.tokens[spot].capitalized or first.tokens[spot].key not in told]
    chosen = sorted(others if len(others) > 1 else spots, key=lambda spot: (-spots[spot], spot))[:_MOST]
    return tuple(_phrases(first.tokens, sorted(chosen)))


def _spots(passage: Passage, names: Sequence[str]) -> dict[int, float]:
    """The tokens that features of a passage were read from, the first of each, with what they weigh."""
    at = {token.text: number for number, token in reversed(list(enumerate(passage.tokens)))}
    words = ((word, passage.features[name]) for name in names for word in passage.words[name].split())
    return {at[word]: weight for word, weight in words if word in at}


def _tells(passage: Passage, name: str) -> bool:
    """Whether a feature is a word that tells something, and no unit, or a day."""
    units = (f"w:{stem}" for stem in length_words())
    if name in measure_features() or name in units:
        return False
    return (name[0] in "wen" and passage.features[name] >= 1) or (name[0] == "d" and len(name) == _A_DAY)


def _phrases(tokens: Sequence[Token], spots: Sequence[int]) -> Iterator[str]:
    """Words, those that stand side by side together: "Port Orvet"."""
    runs: list[list[int]] = []
    for spot in spots:
        if runs and runs[-1][-1] == spot - 1:
            runs[-1].append(spot)
        else:
            runs.append([spot])
    for run in runs:
        yield words_of(tuple(tokens[run[0] : run[-1] + 1])).removesuffix("'s").removesuffix("’s")
