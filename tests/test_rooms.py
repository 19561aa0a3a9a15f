"""The shape of the tree: who may import whom, nothing about a story, and what the documents must name."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import seeds_document

from generator.claims.edited import check_storyfile
from generator.claims.edited.check_storyfile import RESERVED, is_reserved
from generator.cli import main
from generator.model import VoucherKind
from generator.read.formats import formats
from generator.storyfile import json_schema
from generator.storyschema import AnswersPart

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
# From the lowest up: a room imports itself and those below it.
ROOMS = ["language", "read", "annotate", "claims", "publish", "editor", "intake"]
# The command's own: no build enters them.
DESK = {"editor", "intake"}
# What joins the rooms; of the rooms only the editor's knows it.
JOINTS = {"pipeline", "plugin", "cli"}
MODULES = sorted(PACKAGE.rglob("*.py"))
# A library and the only places that may import it.
KEPT_IN = {
    "mkdocs": (
        "plugin.py",
        "publish/host/mkdocs_pages.py",
        "publish/host/raw_blocks.py",
        "publish/host/serving.py",
    ),
    "click": ("cli.py",),
    "jinja2": ("publish/",),
    "folium": ("publish/",),
    "pydantic": ("storyfile.py", "storyschema.py", "publish/exports/story_data.py", "editor/diff.py"),
    "geopy": ("editor/places.py",),
    "babel": ("catalog.py",),
    "trafilatura": ("intake/",),
    "htmldate": ("intake/",),
    "lxml": ("intake/",),
    "pypdf": ("intake/formats/pdf.py",),
    "mammoth": ("intake/formats/docx.py",),
}


# A pattern that begins with a run of letters, or of anything but white space, cuts words.
CUTS = re.compile(r"""re\.compile\(\s*r["'](?:\\S\+|\[\^\\W(?:\\d)?_\](?:\+|\{))""")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_never_imports_a_later_one(path):
    own = path.relative_to(PACKAGE).as_posix()
    room = own.split("/")[0]
    for name in imports(path):
        top = name.split(".")[0]
        if top in KEPT_IN:
            assert own.startswith(KEPT_IN[top]), f"{own} imports {name}"
        other = name.split(".")[1] if name.startswith("generator.") else ""
        if room in ROOMS and other in ROOMS:
            assert ROOMS.index(other) <= ROOMS.index(room), f"{own} imports {name}"
        if room in ROOMS:
            assert other not in JOINTS or (room, other) == ("editor", "pipeline"), f"{own} imports {name}"
        elif room not in {"theme", "data"}:
            joint = own.removesuffix(".py") in {*JOINTS, "__init__", "__main__"}
            assert joint or other not in {*ROOMS, *JOINTS}, f"{own}, below all rooms, imports {name}"
        if other in DESK:
            assert own == "cli.py" or room == other, f"{own} imports {name}"
        if own in ("model.py", "catalog.py"):
            assert not other, f"{own} imports {name}"


def test_the_engine_knows_nothing_of_the_bundled_story():
    words = re.compile(r"qamishli|hmeimim|sharaa|assad\b|\bsyria", re.IGNORECASE)
    told = [path for path in MODULES if words.search(path.read_text("utf-8"))]
    assert [path.relative_to(PACKAGE).as_posix() for path in told] == []


def documents():
    """What the documents at the top say, without the pages for editors."""
    ours = (ROOT.joinpath(name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    return "\n".join([*ours, seeds_document("README.md")])


def for_editors():
    return "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("docs/pages/*.md")))


def test_the_pages_for_editors_have_every_key():
    text = for_editors()
    schema = json.loads(json_schema())
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}
    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()


def test_the_pages_for_editors_build_strictly(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", str(ROOT / "docs/mkdocs.yml")]
    done = subprocess.run([*command, "-d", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.rglob("index.html"))) >= 10


@pytest.mark.parametrize("told", [documents, for_editors])
def test_every_command_and_option_is_documented(told):
    text = told()
    for name, command in main.commands.items():
        assert f"`explainer {name}" in text, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in text, f"{name} {option}"


def test_every_format_of_articles_is_documented():
    for name in ("README.md", "seeds/README.md"):
        text = seeds_document("README.md") if name != "README.md" else ROOT.joinpath(name).read_text("utf-8")
        for kind in formats():
            for suffix in kind.suffixes:
                assert f"`{suffix}`" in text, f"{name} does not name {suffix}"


def test_every_id_that_the_site_uses_is_documented():
    listed = set(re.findall(r"`([a-z][a-z-]*)`", for_editors().partition("## Ids that the site uses")[2]))
    assert sorted(name for name in RESERVED if name not in listed) == []
    # What begins or ends as the site's own do, too.
    words = set(re.findall(r"[a-z]{2,}", check_storyfile._OWN_IDS.pattern)) - set(AnswersPart.model_fields)
    assert sorted(word for word in words if f"{word}-" not in listed and f"-{word}-" not in listed) == []


def test_every_kind_of_voucher_is_documented():
    assert [kind for kind in VoucherKind if f"`{kind.value}`" not in for_editors()] == []


def test_every_code_of_a_message_is_documented():
    codes = set()
    for path in MODULES:
        codes |= set(re.findall(r'"((?:[a-z]+-)+[a-z]+)"', path.read_text("utf-8"))) & _codes(path)
    documented = set(re.findall(r"`((?:[a-z]+-)+[a-z]+)`", for_editors()))
    assert codes - documented == set()


def _codes(path):
    """String arguments that stand where a diagnostic's code stands."""
    found = set()
    makers = {
        "error",
        "warning",
        "report",
        "Diagnostic",
        "QuoteError",
        "PlaceError",
        "_refusal",
        "_finding",
        "refusal",
    }
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers:
            values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            found |= {
                value.value
                for value in values
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            }
    return found


def test_every_id_of_templates_and_theme_is_reserved():
    told = set()
    for path in [*PACKAGE.rglob("*.jinja"), *PACKAGE.glob("theme/*.html")]:
        told |= set(re.findall(r'(?:id="|\{: #)([a-z-]+)(?:"| \})', path.read_text("utf-8")))
    assert {name for name in told if not is_reserved(name)} == set()


# What there is one of: how it would be written, and the only places that may hold it.
ONE = {
    "tokenizer": (CUTS, ["language/tokens.py"]),
    "stemmer": (re.compile(r"import snowballstemmer|[Ss]temmer\("), ["language/phrases.py"]),
    "transliterator": (re.compile(r"""["']NFK?D["']|["']ł["']: ?["']l["']"""), ["language/spelling.py"]),
    "slug": (re.compile(r"\[\^a-z(?:A-Z)?0-9"), ["language/spelling.py"]),
    "words of numbers": (re.compile(r"""\[["'](?:cardinals|ordinals)["']\]"""), ["language/numbers.py"]),
    "great circle": (re.compile(r"\b(?:asin|acos|atan2|great_circle\()|\bgeodesic\b"), ["geo.py"]),
    "reader of polarity": (
        re.compile(
            r"""table\(["']polarity["']\)|["']polarity["'],\s*["'](?:denied|negated|planned|conditional|unclear)["']"""
        ),
        ["language/polarity.py"],
    ),
    "run of capitalized words": (re.compile(r"\[A-Z\]\[\\w"), ["language/names.py"]),
    "reader of titles": (
        re.compile(r"""(?:listed|table)\(["']titles["']"""),
        ["language/names.py", "language/tokens.py"],
    ),
    "negation": (re.compile(r"""endswith\(["']n't["']\)"""), ["language/polarity.py"]),
    "form of a past": (
        re.compile(
            r"""\.endswith\(["']ed["']\) or \S+ in irregular|in irregular_\w+\(\) or \w[\w.]*\.endswith\(["']ed["']\)"""
        ),
        ["language/lexicon.py"],
    ),
    "putting off": (re.compile(r"""["']put_off_to["']\)"""), ["claims/unedited/clauses.py"]),
}


@pytest.mark.parametrize("what", ONE)
def test_there_is_one(what):
    written, homes = ONE[what]
    found = [
        path.relative_to(PACKAGE).as_posix() for path in MODULES if written.search(path.read_text("utf-8"))
    ]
    assert found == homes


# More paths through a function than these want a table, a predicate with a name, or a function of their own.
PATHS = 12
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension)


def paths(function):
    """The ways through a function, nearly as radon counts them: branches, loops, each "and" and "or"."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, _BRANCHES):
            found += 1
    return found


def test_paths_are_counted():
    text = "def f(a):\n    if a and a.b or a.c:\n        return [x for x in a if x]\n    return 1 if a else 2"
    assert paths(ast.parse(text).body[0]) == 7


# How many functions have more: it may only fall.
@pytest.mark.parametrize(
    ("rooms", "most"),
    [(("language/", "annotate/", "read/", "intake/", "claims/people/"), 0), (("",), 48)],
    ids=["words and articles", "everything"],
)
def test_no_more_functions_become_tangled(rooms, most):
    tangled = [
        f"{own} {node.name} {paths(node)}"
        for path in MODULES
        if (own := path.relative_to(PACKAGE).as_posix()).startswith(rooms)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and paths(node) > PATHS
    ]
    assert len(tangled) <= most, "\n".join(tangled)
