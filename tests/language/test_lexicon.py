"""The table of verbs: forms, roles, one place for each verb; and no list of English words in the code."""

import ast
import tomllib
from pathlib import Path

import pytest

from generator.data import table
from generator.language.lexicon import inflected, irregular_pasts, listed, modals, verbs

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "generator/data"
ROLES = tomllib.loads(DATA.joinpath("verbs.toml").read_text("utf-8"))["roles"]
# Tables that list words of every kind: stop words, relations between words, what the page's furniture says.
OF_ALL_WORDS = {
    "common_words",
    "function_words",
    "same_words",
    "opposites",
    "loaded_terms",
    "furniture",
    "legal_notices",
}
# Labels of lines that no sentence is made of: "Published:", "Posted:".
LABELS = {"date_lines"}
# Verbs that other lists need as words of grammar.
GRAMMAR = {"be", "have", "do"}
# So many past forms may stand in a list of other words: "rose" is a name, "left" a side, "cited" a noun's attribute.
MOST = 3
MODALS_AT_MOST = 5


@pytest.mark.parametrize(
    ("verb", "form", "wanted"),
    [
        ("deny", "third", "denies"), ("deny", "past", "denied"), ("deny", "gerund", "denying"),
        ("push", "third", "pushes"), ("stop", "past", "stopped"), ("stop", "gerund", "stopping"),
        ("agree", "past", "agreed"), ("agree", "gerund", "agreeing"), ("die", "gerund", "dying"),
        ("say", "past", "said"), ("say", "third", "says"), ("sink", "participle", "sunk"),
        ("point out", "past", "pointed out"), ("speak of", "participle", "spoken of"), ("insist", "past", "insisted"),
        ("show", "past", "showed"), ("show", "participle", "shown"), ("stay", "third", "stays"),
        ("quip", "past", "quipped"), ("open", "past", "opened"), ("fix", "third", "fixes"), ("cite", "past", "cited"),
    ],
)  # fmt: skip
def test_forms_follow_the_rules_of_spelling(verb, form, wanted):
    assert inflected(verb)[form] == (wanted,)


def test_two_spellings_of_a_form_are_both_known():
    assert {"canceled", "cancelled"} <= verbs("cancels")
    assert {"labeled", "labelled"} <= verbs("quotes")


def test_a_role_counts_for_the_forms_it_names():
    assert "saying" not in verbs("says")
    assert {"say", "says", "said", "insisted", "asserts"} <= verbs("says")
    assert verbs("saying") >= {"adding", "warning"}
    assert verbs("says", forms="d") <= verbs("says")
    assert "says" not in verbs("says", forms="d")


def test_who_says_acts():
    """A government that says something is a power and no spot on the map, whatever verb says it."""
    assert {"said", "insisted", "asserted", "claimed", "stated", "alleged"} <= verbs("of_powers")
    assert verbs("says", forms="d") <= verbs("of_powers")


def test_an_unknown_role_is_refused():
    with pytest.raises(KeyError, match="speeks"):
        verbs("speeks")


def test_every_role_of_a_row_is_a_column_and_every_column_has_verbs():
    rows = tomllib.loads(DATA.joinpath("verbs.toml").read_text("utf-8"))["verbs"]
    named = {role.split(":")[0] for row in rows.values() for role in row["roles"].split()}
    assert named == set(ROLES)
    letters = {
        letter for row in rows.values() for role in row["roles"].split() for letter in role.partition(":")[2]
    }
    assert letters <= set("bsdng")


def all_verbs():
    return tuple(table("verbs")["verbs"])


def test_rows_stand_in_order():
    assert list(all_verbs()) == sorted(all_verbs())


def test_irregular_pasts_are_no_regular_ones():
    assert {"said", "sank", "wrote"} <= irregular_pasts()
    assert not any(word.endswith("eded") for word in irregular_pasts())


def lists(value, path=()):
    if isinstance(value, list):
        yield ".".join(path), [item for item in value if isinstance(item, str)]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, (*path, key))


def test_a_verb_stands_in_one_table():
    """No other table lists the past forms of verbs; its sentences and phrases may have them."""
    pasts = {
        form
        for verb in set(all_verbs()) - GRAMMAR
        for form in inflected(verb)["past"]
        if form not in inflected(verb)["base"]
    }
    found = [
        f"{path.stem}.{name}: {', '.join(twice)}"
        for path in sorted(DATA.glob("*.toml"))
        if path.stem not in {"verbs", *OF_ALL_WORDS, *LABELS}
        for name, words in lists(tomllib.loads(path.read_text("utf-8")))
        if len(twice := sorted(pasts.intersection(words))) > MOST
    ]
    assert found == []


def test_the_modal_verbs_stand_in_one_table():
    """Lists of stop words and of cues may have some of them; who wants them all asks ``modals``."""
    # Phrases that weaken, and words that may open a sentence with a capital.
    others = {"governing.weakens.before", "places.before_place"}
    found = [
        f"{path.stem}.{name}"
        for path in sorted(DATA.glob("*.toml"))
        if path.stem not in {"verbs", *OF_ALL_WORDS}
        for name, words in lists(tomllib.loads(path.read_text("utf-8")))
        if len(modals().intersection(words)) > MODALS_AT_MOST
    ]
    assert set(found) <= others
    assert modals("future") | modals("open") == modals()
    assert modals("possible") < modals("open")


def english():
    words = set(listed("common_words", "words")) | set(listed("function_words", "words"))
    return words | {form for verb in all_verbs() for forms in inflected(verb).values() for form in forms}


# Numbers of things by which a translation is chosen.
ORDER = {"none", "one", "many", "most"}


def constants(node):
    """The strings of a literal of four strings or more, keys of a dictionary among them."""
    if isinstance(node, ast.Dict):
        items = [key for key in node.keys if key is not None]
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        items = node.elts
    else:
        return []
    words = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return words if len(words) == len(items) and len(words) >= 4 else []


def test_no_set_of_english_words_stands_in_python():
    """Tables are data: four words or more of general English, most of them function words or verbs, are a table."""
    known = english()

    def listed_words(node):
        words = constants(node)
        return words if not set(words) <= {*ROLES, *ORDER} else []

    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {' '.join(words)}"
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (words := listed_words(node)) and 4 * len(known.intersection(words)) >= 3 * len(words)
    ]
    assert found == []
