"""``seeds/story.yml``: what the editor says, read and validated, every error with its line.

Nothing here looks at the articles. ``json_schema()`` describes the same file for editors' completion.
"""

from __future__ import annotations

import difflib
import json
import re
import types
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic, GeneratorError, did_you_mean, error, shortened
from generator.plainyaml import PlainYamlError, check_plain, yaml_mistake
from generator.storyschema import StoryModel

STORY_FILE = "story.yml"
PARTS = "story"
"""The folder beside the articles whose files are parts of the story."""
# The list that several files may have.
_JOINED = "claims"
Location = tuple[str | int, ...]
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_NUMBER_AT_MOST = 40
_SHOWN_AT_MOST = 81
_NAME_AT_MOST = 40
# What a value should be, by the kind of the mistake, in words of the file; "{}" is the limit that it passes.
_LIST = "a list: below the key, each item on a line that begins with “- {}”"
_KEYS = "keys of its own, each on a line below it: “key: value”"
_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number, with a point: 59.91",
    "float_parsing": "a number, with a point: 59.91",
    "finite_number": "a number, with a point: 59.91",
    "greater_than_equal": "at least {}",
    "less_than_equal": "at most {}",
    "string_too_long": "at most {} characters long",
    "value_error": "a day of the calendar, such as 2013-07-03",
}
_HAS_KEYS = {"dict_type", "mapping_type", "model_type", "model_attributes_type"}
# What a text with a form of its own should be, by its key.
_FORMS = {
    **dict.fromkeys(("date", "as_of", "retrieved"), "a day such as 2013-07-03: year, month, day"),
    "language": "a language tag (BCP 47), such as en, de or pt-BR",
    "country": "the two letters of a country (ISO 3166-1), such as NO",
    "airport": "the four letters of an airport (ICAO), such as ENGM",
    "url": "an address that begins with https:// or http://",
    "sha256": "the 64 digits of a file's SHA-256, as `explainer draft` writes it",
    "replaces": "a path below the site's address, such as 2026/dam",
}
_NO_COMMA = "A number has a point in it, no comma: 59.91."
_SLUG = "An id has lower-case letters (a to z), digits and single hyphens only."
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
_UNTIMED = {
    "tag:yaml.org,2002:float": re.compile(
        r"(?:[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
    )
}
# What follows a plain text on its line and begins like no comment: "struck #1 on Tuesday".
_CUT = re.compile(r"[ \t]*(?<=[ \t])#(?=\w)[^\n]*")
# The keys below which stands a list of things with keys of their own.
_LISTS = frozenset(
    {
        "evidence",
        *(key for key, part in StoryModel.model_fields.items() if get_origin(part.annotation) is tuple),
    }
)
_MERGE_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """The validated file and where each of its parts stands.

    A story in several files has its lines counted through all of them, so that a line alone tells the file, too.

    Attributes:
        path: Relative to the folder of ``mkdocs.yml``.
        lines: 1-based line of every key and item, by its location (``("claims", 3, "text")``).
        files: Of a story in several files, each with how many lines stand before it.
    """

    path: str
    model: StoryModel
    lines: Mapping[Location, int] = field(repr=False)
    files: tuple[tuple[str, int], ...] = ()

    def line(self, *location: str | int) -> int:
        """The line of the part at ``location``, or of the nearest part around it."""
        return _line(self.lines, location)

    def place(self, line: int) -> tuple[str, int]:
        """The file of a line, and its number there."""
        for path, before in reversed(self.files):
            if line > before:
                return path, line - before
        return (self.files[0][0], 0) if self.files else (self.path, line)

    def named(self, line: int, beside: int) -> str:
        """A line as a message about another line names it: with its file where that is another."""
        path, number = self.place(line)
        return f"line {number}" if path == self.place(beside)[0] else f"{path}:{number}"

    def located(self, item: Diagnostic) -> Diagnostic:
        """A message about the story at the file and line that it is about."""
        if not self.files or item.path != self.path:
            return item
        path, line = self.place(item.line)
        return replace(item, path=path, line=line)


def json_schema() -> str:
    """The JSON Schema (2020-12) of the file, as text ending in a newline."""
    schema = StoryModel.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "story.yml of explainer-microsite"
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def story_files(seeds: Path) -> list[Path]:
    """The files of a story: ``story.yml``, then those of the folder ``story``, by name."""
    whole, folder = seeds / STORY_FILE, seeds / PARTS
    parts = sorted(path for path in folder.glob("*.yml") if path.is_file() and path.name[0] not in "._")
    return [*([whole] if whole.is_file() else []), *parts]


def read_story(text: str, path: str) -> StoryFile:
    """Read and validate a story file.

    Raises:
        GeneratorError: With every error found, each at its line.
    """
    data, lines, errors = _load(text, path)
    return _validated(StoryFile(path=path, model=StoryModel(), lines=lines), data, errors)


def _lines_of(own: Mapping[Location, int], key: str, shift: int | None) -> Iterator[tuple[Location, int]]:
    """The places below a key with their lines; of a list that others come before, moved by their number."""
    for at, line in own.items():
        if at[:1] == (key,):
            yield (at if shift is None or len(at) == 1 else (key, int(at[1]) + shift, *at[2:])), line


def read_parts(texts: Mapping[str, str], path: str) -> StoryFile:
    """Read and validate a story in several files.

    Args:
        texts: The content of each by its path as shown in messages, in their order: their claims are joined in it.
        path: What stands for all of them.

    Raises:
        GeneratorError: With every error found, each at its file and line.
    """
    whole: dict[str, Any] = {}
    lines: dict[Location, int] = {(): 1}
    errors: list[Diagnostic] = []
    files: list[tuple[str, int]] = []
    before = 0
    for name, text in texts.items():
        data, own, wrong = _load(text, name)
        errors += wrong
        files.append((name, before))
        if not isinstance(data, dict):
            message = "the file has no keys of a story"
            errors.append(error(name, 1, "story-value", message, "Begin it with `claims:`, or another key."))
            data = {}
        for key, value in data.items():
            joins = key == _JOINED and isinstance(value, list) and isinstance(whole.get(key, []), list)
            if key in whole and not joins:
                so_far = StoryFile(path=path, model=StoryModel(), lines=lines, files=tuple(files))
                first = "{}:{}".format(*so_far.place(lines[key,]))
                message, hint = (
                    f'the key "{key}" stands in {first} too',
                    "Only claims may stand in several files.",
                )
                errors.append(error(name, own[key,], "story-key-twice", message, hint))
                continue
            shift = len(whole.get(key, ())) if joins else None
            whole[key] = [*whole.get(key, ()), *value] if joins else value
            for at, line in _lines_of(own, key, shift):
                lines.setdefault(at, line + before)
        before += text.count("\n") + 1
    story = StoryFile(path=path, model=StoryModel(), lines=lines, files=tuple(files))
    try:
        return _validated(story, whole, errors)
    except GeneratorError as problem:
        raise GeneratorError(map(story.located, problem.diagnostics)) from None


def _validated(story: StoryFile, data: Any, errors: list[Diagnostic]) -> StoryFile:
    """The story file with the model that its data make.

    Raises:
        GeneratorError: With every error found, each at its line.
    """
    path, lines = story.path, story.lines
    try:
        model = StoryModel.model_validate(data)
    except ValidationError as problem:
        errors += _misfits(problem, lines, path, data)
    if errors:
        raise GeneratorError(errors)
    story = replace(story, model=model)
    repeated = [*_repeated(story, "claims"), *_repeated(story, "sections"), *_repeated(story, "comparisons")]
    if repeated:
        raise GeneratorError(repeated)
    if model.tells and model.story.title is None:
        message = '"title" is missing'
        hint = "Add `title:` below `story:`, the site's headline, such as `story: {title: The dam of Ptuj}`."
        raise GeneratorError([error(path, story.line("story"), "story-key-missing", message, hint)])
    return story


def _without_surprises(loader: type[yaml.SafeLoader]) -> type[yaml.SafeLoader]:
    """A loader to which dates and times stay the words they are, as does NO, the code of Norway (as in YAML 1.2)."""
    bool_tag, int_tag = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"
    resolvers = {
        first: [
            (tag, regexp) for tag, regexp in pairs if tag not in (bool_tag, "tag:yaml.org,2002:timestamp")
        ]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    # "12:30" is no number of base 60, and "0122" none of base 8.
    for pairs in resolvers.values():
        pairs[:] = [(tag, _WHOLE if tag == int_tag else _UNTIMED.get(tag, regexp)) for tag, regexp in pairs]
    for first in "tTfF":
        resolvers[first] = [
            (bool_tag, re.compile("(?:true|True|TRUE|false|False|FALSE)$")),
            *resolvers.get(first, []),
        ]
    return type("StoryLoader", (loader,), {"yaml_implicit_resolvers": resolvers})


# libyaml reads ten times as fast; where something is wrong, PyYAML's own loader says it, the same everywhere.
_FAST_LOADER = _without_surprises(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_LOADER = _without_surprises(yaml.SafeLoader)


def _load(text: str, path: str) -> tuple[Any, dict[Location, int], list[Diagnostic]]:
    """The file's data, the line of each part, and its repeated keys."""
    _refuse_merge_marks(text, path)
    try:
        check_plain(text)
    except PlainYamlError as problem:
        raise GeneratorError([error(path, problem.line, "story-yaml", problem.message)]) from None
    at = None
    try:
        return _load_with(_FAST_LOADER, text, path)
    except yaml.MarkedYAMLError as problem:
        at = problem
    except yaml.YAMLError:
        pass
    try:
        return _load_with(_LOADER, text, path)
    except yaml.MarkedYAMLError as problem:
        # libyaml takes what PyYAML stops at earlier: "{title: Why?, …}".
        told = problem if at is None or _marked(at) == _marked(problem) else at
        found = yaml_mistake(told, text, _LISTS)
        raise GeneratorError([error(path, found.line, "story-yaml", found.message, found.hint)]) from None
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        message = f"YAML does not allow the character U+{ord(text[problem.position]):04X}"
        raise GeneratorError([error(path, line, "story-yaml", message, "Delete it.")]) from None


def _marked(problem: yaml.MarkedYAMLError) -> int:
    """The line of a mistake."""
    mark = problem.problem_mark or problem.context_mark
    return mark.line + 1 if mark else 1


def _refuse_merge_marks(text: str, path: str) -> None:
    """Refuse what git leaves in a file where two editors changed the same lines.

    Raises:
        GeneratorError: At the first of its marks.
    """
    if found := _MERGE_MARK.search(text):
        message = f'the line "{shortened(found[0].strip())}" is a mark of git: two versions of the file stand below it'
        hint = (
            "Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        )
        line = text.count("\n", 0, found.start()) + 1
        raise GeneratorError([error(path, line, "story-merge", message, hint)])


def _load_with(
    make_loader: type[yaml.SafeLoader], text: str, path: str
) -> tuple[Any, dict[Location, int], list[Diagnostic]]:
    lines: dict[Location, int] = {(): 1}
    loader = make_loader(text)
    node = loader.get_single_node()
    if node is None:
        hint = "Remove it, or begin with `story:`."
        raise GeneratorError([error(path, 1, "story-empty", "the story file is empty", hint)])
    repeated = list(_walk(node, (), lines, path))
    _refuse_long_numbers(node, path)
    repeated += _cut_texts(node, text.split("\n"), path)
    return loader.construct_document(node), lines, repeated


def _walk(node: yaml.Node, at: Location, lines: dict[Location, int], path: str) -> Iterator[Diagnostic]:
    """Note the line of everything below ``node``; yield a diagnostic for each repeated key."""
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        glued = False
        for number, (key, value) in enumerate(node.value):
            line = key.start_mark.line + 1
            if key.value in seen and not glued:
                # An item whose first key comes again is two, and the hyphen before the second was forgotten.
                glued = bool(
                    number and at and isinstance(at[-1], int) and key.value == node.value[0][0].value
                )
                hint = f'Keep one of the two, or begin another item with "- {key.value}:".'
                message = f'the key "{key.value}" stands twice'
                yield error(path, line, "story-key-twice", message, hint if glued else "Keep one of the two.")
            seen.add(key.value)
            lines[(*at, key.value)] = line
            yield from _walk(value, (*at, key.value), lines, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*at, index)] = value.start_mark.line + 1
            yield from _walk(value, (*at, index), lines, path)


def _refuse_long_numbers(node: yaml.Node, path: str) -> None:
    """Refuse numbers of more digits than Python makes a number of, and more than anybody means.

    Raises:
        GeneratorError: At the first.
    """
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, yaml.ScalarNode):
            if part.tag in _NUMBERS and len(part.value) > _NUMBER_AT_MOST:
                message = f'the number "{shortened(part.value, _SHOWN_AT_MOST)}" has {len(part.value)} digits'
                hint = "Put quotation marks around what is a text."
                raise GeneratorError([error(path, part.start_mark.line + 1, "story-value", message, hint)])
            continue
        for item in part.value:
            waiting += item if isinstance(item, tuple) else (item,)


def _cut_texts(node: yaml.Node, rows: Sequence[str], path: str) -> Iterator[Diagnostic]:
    """An error for each text that a "#" ends, where what follows looks like more of it."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, yaml.ScalarNode):
            for item in part.value:
                waiting += item if isinstance(item, tuple) else (item,)
            continue
        at = part.end_mark.line
        cut = _CUT.match(rows[at], part.end_mark.column) if not part.style and at < len(rows) else None
        if cut:
            message = f'the text ends before "{shortened(cut[0].strip())}": in YAML a comment begins there'
            hint = "Put quotation marks around the text, or a space behind the # of a comment."
            yield error(path, at + 1, "story-yaml", message, hint)


def _line(lines: Mapping[Location, int], location: Location) -> int:
    while location and location not in lines:
        location = location[:-1]
    return lines.get(location, 1)


def _misfits(
    problem: ValidationError, lines: Mapping[Location, int], path: str, data: Any
) -> Iterator[Diagnostic]:
    """What pydantic finds, a message for each part of the file that is wrong."""
    found: dict[Location, list[Any]] = {}
    for item in problem.errors(include_url=False):
        found.setdefault(_within(data, item), []).append(item)
    misspelled = {
        (*at[:-1], key)
        for at, items in found.items()
        if items[0]["type"] == "extra_forbidden"
        for key in difflib.get_close_matches(str(at[-1]), _fields_at(at[:-1]), n=1)
    }
    # A list whose items are wrong counts as empty, too: that follows from the others.
    around = {at[:length] for at in found for length in range(len(at))}
    for at, items in found.items():
        if at not in around and not (at in misspelled and items[0]["type"] == "missing"):
            yield _diagnostic(at, items, lines, path, data)


def _within(data: Any, problem: Any) -> Location:
    """Where a mistake is in the file: pydantic also counts the kinds of which a value may be any."""
    *around, last = problem["loc"] or ("",)
    at: list[str | int] = []
    for step in around:
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]
            at.append(step)
    there = isinstance(data, dict | list) and last in (data if isinstance(data, dict) else range(len(data)))
    return (*at, last) if there or problem["type"] == "missing" else tuple(at)


def _diagnostic(
    at: Location, problems: Sequence[Any], lines: Mapping[Location, int], path: str, data: Any
) -> Diagnostic:
    """What pydantic says of one part of the file, as a message about the file."""
    problem, line, name = problems[0], _line(lines, at), str(at[-1]) if at else ""
    if problem["type"] == "extra_forbidden":
        return error(path, line, "story-key-unknown", f'"{name}" is no key of this part', _known_key(at))
    if problem["type"] == "missing":
        return error(path, line, "story-key-missing", f'"{name}" is missing', f"Add `{name}:`.")
    if not at:
        hint = "Begin it with `story:`, `claims:` or another key."
        return error(path, line, "story-value", "the file has no keys of a story", hint)
    given = problem.get("input")
    what = f"{_named(at, data)}: the value does not fit"
    if given is None or (isinstance(given, str | list | tuple) and not given):
        what = f"{_named(at, data)} is empty"
    elif isinstance(given, str | int | float):
        what = f'{_named(at, data)}: the value "{shortened(str(given), _SHOWN_AT_MOST)}" does not fit'
    choices = str(problem.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
    near = did_you_mean(str(given), filter(None, (choice.strip("'") for choice in choices)))
    return error(path, line, "story-value", what, _expected(at, problems), near)


def _known_key(at: Location) -> str:
    """A hint for a key that is none of its part."""
    name, known = str(at[-1]), _fields_at(at[:-1])
    if not isinstance(at[-1], str) or name.isdigit():
        return _NO_COMMA
    if name != name.strip():
        return "The key begins or ends with a space that is none to YAML, such as a no-break space: type it anew."
    if " " in name:
        return "Inside { } a comma ends a text: put the text before it in quotation marks."
    return did_you_mean(name, known) or f"Known here: {', '.join(known)}."


def _expected(at: Location, problems: Sequence[Any]) -> str:
    """What a value should be, by what pydantic says of it and the key's name."""
    kinds = [item["type"] for item in problems]
    if "string_pattern_mismatch" in kinds:
        return _form(at, str(problems[0].get("input")))
    known = _fields_at(at)
    if "invalid_key" in kinds:
        return _NO_COMMA
    if at == ("sources",):
        return f"It should have a key for each article, its file's name: “daily.txt: {{{known[0]}: daily}}”."
    if _HAS_KEYS.intersection(kinds):
        return f"It should have {_KEYS}." + (f" Known here: {', '.join(known)}." if known else "")
    first = f"{known[0]}: …" if known else ""
    said = [
        _should_be(item, first) for item in sorted(problems, key=lambda item: item["type"] == "literal_error")
    ]
    quoted = " Put quotation marks around what is a text." if _is_unquoted(problems[0]) else ""
    return f"It should be {', or '.join(dict.fromkeys(said))}.{quoted}"


def _form(at: Location, given: str) -> str:
    """What a text with a form of its own should be, by its key."""
    name = next((str(step) for step in reversed(at) if isinstance(step, str)), "")
    return f"It should be {_FORMS[name]}." if name in _FORMS else _slug_hint(name, given)


def _slug_hint(name: str, given: str) -> str:
    """What an id should be; of a source, which article may be meant."""
    odd = next((char for char in given if char.isalpha() and not char.isascii()), "")
    if odd:
        return f'{_SLUG} "{odd}" is {unicodedata.name(odd, "no letter of these").lower()}.'
    if name != "source":
        return _SLUG
    return (
        "It should be an article's id: that under `sources:`, else its file's name, without the ending, "
        "in small letters with hyphens, such as daily-news."
    )


def _should_be(problem: Any, item: str) -> str:
    """What a value should be, where ``item`` is how an item of a list begins."""
    limit = next(
        (value for key, value in problem.get("ctx", {}).items() if key in ("ge", "le", "max_length")), ""
    )
    if problem["type"] in _EXPECTED:
        return _EXPECTED[problem["type"]].format(f"{limit:g}" if limit else "")
    if problem["type"] in ("tuple_type", "list_type", "too_short"):
        return _LIST.format(item)
    return str(problem["msg"]).replace("Input should be ", "").replace("'", '"')


def _is_unquoted(problem: Any) -> bool:
    return problem["type"] == "string_type" and isinstance(problem.get("input"), int | float)


def _named(location: Location, data: Any) -> str:
    """What a message calls a part of the file: an item of a list by its id, or by its number, counted from 1."""
    named: list[str] = []
    part = data
    for step in location:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):
            part = None
        if not isinstance(step, int):
            named.append(step)
        elif isinstance(part, dict) and isinstance(
            own := part.get("id") or part.get("name") or part.get("q"), str
        ):
            named.append(shortened(own, _NAME_AT_MOST))
        else:
            named.append(str(step + 1))
    return ".".join(named)


def _fields_at(location: Location) -> tuple[str, ...]:
    """The keys that the part of the file at ``location`` may have."""
    part: Any = StoryModel
    for step in location:
        if isinstance(part, type) and issubclass(part, BaseModel) and str(step) in part.model_fields:
            part = _inner_model(part.model_fields[str(step)].annotation)
    return tuple(part.model_fields) if isinstance(part, type) and issubclass(part, BaseModel) else ()


def _inner_model(annotation: Any) -> Any:
    """The model inside ``tuple[Model, ...]``, ``Mapping[str, Model]`` or ``Model | None``."""
    if get_origin(annotation) in (tuple, Union, types.UnionType, Mapping, Annotated):
        inner = [_inner_model(argument) for argument in get_args(annotation)]
        return next((item for item in inner if isinstance(item, type) and issubclass(item, BaseModel)), None)
    return annotation


def _repeated(story: StoryFile, part: Literal["claims", "sections", "comparisons"]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, item in enumerate(getattr(story.model, part)):
        line = story.line(part, index, "id")
        if item.id in first:
            hint = (
                f"It is first used in {story.named(first[item.id], line)}. "
                "Ids are addresses on the site: choose another."
            )
            yield error(story.path, line, "story-id-twice", f'the id "{item.id}" stands twice', hint)
        first.setdefault(item.id, line)
