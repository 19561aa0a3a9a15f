"""The command ``explainer``: check a story, write its pages, show what is read in a text."""

from __future__ import annotations

import itertools
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

from generator.catalog import ENGLISH, speaking
from generator.characters import only_text, visible
from generator.diagnostics import Diagnostic, GeneratorError, Severity, error, failure, format_all, watched
from generator.editor.chosen import Meant, one_of, stories_meant
from generator.model import Edtf

if TYPE_CHECKING:
    from generator.pipeline import Build, Cache

_SEEDS = click.Path(path_type=Path, file_okay=False)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, errors too, for other programs.")


_STORY = click.option(
    "--story", metavar="NAME", help="One of the stories that mkdocs.yml names: its path, or its folder."
)
_SEEDS_OPTION = click.option(
    "--seeds", type=_SEEDS, default=Path("seeds"), show_default=True, help="Folder with the articles."
)


def _seeds_or_story(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the folder of articles as its first argument: named itself, or by its story in mkdocs.yml."""

    @click.argument("seeds", type=_SEEDS, default=Path("seeds"))
    @_STORY
    @wraps(command)
    def chosen(seeds: Path, story: str | None, **options: Any) -> None:
        command(seeds=one_of(_meant(seeds, story)).seeds, **options)

    return chosen


_MESSAGE = re.compile(r"^(?P<place>\S.*?:) (?P<said>.*) (?P<code>\[[a-z]+(?:-[a-z]+)*\])$", re.MULTILINE)
# Seconds after which work is long enough for its progress to be shown.
_LONG = 1.0


class _Command(click.Command):
    """A command that can be told to be quiet, or to say what it does."""

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        self.params += [
            click.Option(
                ["-q", "--quiet"], is_flag=True, help="Print what was asked for and errors, nothing else."
            ),
            click.Option(
                ["-v", "--verbose"],
                is_flag=True,
                help="Name each article and page as it is worked on; show the traceback of what nobody foresaw.",
            ),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        facts = ctx.find_root().obj
        facts["quiet"] = ctx.params.pop("quiet")
        facts["verbose"] |= ctx.params.pop("verbose")
        with _progress(facts):
            try:
                return super().invoke(ctx)
            except GeneratorError as problem:
                raise GeneratorError(_from_here(problem.diagnostics)) from problem


@contextmanager
def _progress(facts: dict[str, Any]) -> Iterator[None]:
    """Show on a terminal what long work has come to: how many articles and pages, and which; with -v a line each."""
    if facts["verbose"]:
        with watched(lambda what: _echo(f"working on {what}", err=True)):
            yield
    elif facts["quiet"] or not sys.stderr.isatty():
        yield
    else:
        begun = time.monotonic()
        bar = click.progressbar(
            itertools.repeat(""), label="Working", file=sys.stderr, show_pos=True, show_eta=False,
            item_show_func=lambda what: visible(str(what or "")),
        )  # fmt: skip

        def step(what: str) -> None:
            if time.monotonic() - begun > _LONG:
                bar.current_item = what
            bar.update(1)

        def finish() -> None:
            # The line is taken back, and the cursor given: what follows stands where it stood.
            if bar.pos:
                sys.stderr.write("\r\033[K\033[?25h")
                sys.stderr.flush()
                bar.pos = 0

        facts["finish"] = finish
        try:
            with watched(step):
                yield
        finally:
            finish()


def _echo(text: str, *, err: bool = False, nl: bool = True, paint: Callable[[str], str] = str) -> None:
    """Print, where the line of progress stood; nothing in the text steers the terminal but what ``paint`` adds."""
    context = click.get_current_context(silent=True)
    finish = context.find_root().obj.get("finish") if context else None
    if finish:
        finish()
    click.echo(paint(visible(text)), err=err, nl=nl)


def _say(message: str, **how: Any) -> None:
    """Tell what was done; not where only errors are wanted."""
    if not click.get_current_context().find_root().obj["quiet"]:
        _echo(message, **how)


def _warn(told: Sequence[Diagnostic]) -> None:
    """Print what was found, where more than errors is wanted."""
    if told:
        _say(format_all(_from_here(told), most=None), err=True, paint=partial(_in_color, "yellow"))


def _in_color(color: str, text: str) -> str:
    """Messages with their place and code set off; click leaves the colors out where there is no terminal."""
    return _MESSAGE.sub(
        lambda found: " ".join(
            (click.style(found["place"], bold=True), found["said"], click.style(found["code"], fg=color))
        ),
        text,
    )


class _Told(click.Group):
    """A group whose commands tell every failure in lines that say what to do; a traceback only when asked for."""

    command_class = _Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with the whole of its first sentence, where click would cut it."""
        rows = [
            (name, self.commands[name].get_short_help_str(limit=1000)) for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        ctx.obj = {"quiet": False, "verbose": ctx.params["verbose"]}
        # https://no-color.org: set to anything but nothing.
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except GeneratorError as problem:
            _fail(format_all(problem.diagnostics, most=None))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as problem:
            if ctx.obj["verbose"]:
                raise
            named = str(getattr(problem, "filename", None) or "explainer")
            _fail(str(failure(problem, named.removeprefix(f"{Path.cwd()}{os.sep}"))))


@click.group(cls=_Told, context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.version_option(package_name="explainer-microsite")
@click.option("--verbose", is_flag=True, help="Show the traceback of what nobody foresaw.")
def main(verbose: bool) -> None:
    """Turn news articles into an explainer microsite."""


@main.command()
@click.argument("seeds", type=_SEEDS, default=Path("seeds"))
@_STORY
@click.option("--strict", is_flag=True, help="Fail on warnings and on sentences that nothing carries.")
@click.option(
    "--site",
    "built_site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Check the quotations of a built site too, whatever built it: where the story's home page lies.",
)
@_JSON
def check(seeds: Path, story: str | None, strict: bool, built_site: Path | None, as_json: bool) -> None:
    """Run everything that a build runs on the folder SEEDS, and write nothing.

    Prints what is wrong, and how much of each article the statements carry. Where there is no folder "seeds",
    mkdocs.yml says which is meant; of several stories each is checked.
    """
    meant = _meant(seeds, story)
    if built_site or as_json:
        meant = [one_of(meant)]
    settled = True
    wrong: list[Diagnostic] = []
    for one in meant:
        if len(meant) > 1:
            _say(f"{one.below}:")
        try:
            settled &= _check_one(one.seeds, built_site, as_json)
        except GeneratorError as problem:
            wrong += problem.diagnostics
    if wrong:
        raise GeneratorError(wrong)
    if strict and not settled:
        _fail("not everything is settled (--strict)")


def _check_one(seeds: Path, built_site: Path | None, as_json: bool) -> bool:
    """Print what is wrong with one story and what is carried; whether there was no warning, and no sentence is open."""
    from generator.editor.status import check_built, is_open, json_check, list_check  # noqa: PLC0415
    from generator.pipeline import build  # noqa: PLC0415 - `--help` need not load the stages
    from generator.publish.options import PublishOptions  # noqa: PLC0415
    from generator.publish.site import publish  # noqa: PLC0415

    with _errors_as_json(as_json):
        built = build(_root(seeds), seeds.resolve())
        site = publish(built.story, PublishOptions())
        read = check_built(built_site, built.story, site) if built_site else None
    told = [*built.diagnostics, *(read.diagnostics if read else ())]
    if as_json:
        _print_json(
            json_check(built.story, site, _from_here(told)) | ({"built_pages": read.pages} if read else {})
        )
    else:
        _warn(told)
        for line in list_check(built.story, site):
            _say(line)
        if read:
            _say(f"{built_site}: {read.quotations} quotations on {read.pages} pages, every one exact")
    return not is_open(built.story) and not any(item.severity is Severity.WARNING for item in told)


@main.command()
@_seeds_or_story
@_JSON
def status(seeds: Path, as_json: bool) -> None:
    """Show what articles that no claim cites yet would add to the story in SEEDS."""
    from generator.editor.status import json_diagnostics, json_shown, json_status, list_shown, list_status  # noqa: PLC0415
    from generator.pipeline import Cache  # noqa: PLC0415

    cache = Cache()
    built = _built_in_english(seeds, as_json, cache)
    older = [item for item in built.diagnostics if item.code == "as-of-older"]
    if as_json:
        shown = {"shown": json_shown(built.story)}
        _print_json(json_status(built.story, cache.kept) | shown | json_diagnostics(_from_here(older)))
        return
    _echo(list_status(built.story, cache.kept))
    for line in list_shown(built.story):
        _echo(line)
    _warn(older)


@main.command()
@click.argument("since", metavar="[REV|SITE]", default="HEAD")
@_SEEDS_OPTION
@_STORY
@click.option("--updates", is_flag=True, help="Print entries for `updates:` in story.yml instead.")
@click.option("--date", "dated", metavar="YYYY-MM-DD", help="Day of these entries; default: today.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something has changed.")
@_JSON
def diff(since: str, seeds: Path, story: str | None, dated: str | None, **flags: bool) -> None:
    """Show what readers find changed since a git revision REV (HEAD, unless told), or since a built SITE.

    Writes nothing. SITE is the folder of a built site, or its story.json. The story at REV is built by this version
    of the program. Exit status: 0, also where something has changed, unless --exit-code is given; 1 after an error.
    """
    from generator.editor.diff import changes, drafted_updates, json_diff, list_diff  # noqa: PLC0415
    from generator.editor.earlier import as_data, earlier_data  # noqa: PLC0415
    from generator.pipeline import Cache, build  # noqa: PLC0415

    day = _day(dated)
    meant = one_of(_meant(seeds, story))
    seeds = meant.seeds
    cache = Cache()
    with _errors_as_json(flags["as_json"]):
        now = as_data(build(_root(seeds), seeds.resolve(), cache).story)
        was = earlier_data(since, _root(seeds), seeds.resolve(), meant.below, cache)
        found = changes(was, now, since)
    drafted = (
        drafted_updates(found, day.text if day else date.today().isoformat()) if flags["updates"] else ""
    )
    if flags["as_json"]:
        _print_json(json_diff(found, since) | ({"updates": drafted} if flags["updates"] else {}))
    elif flags["updates"]:
        _echo(drafted or f"# No statement of yours has changed since {since}.\n", nl=False)
    else:
        colors = {"  +": "green", "  ~": "yellow", "  -": "red"}
        for line in list_diff(found, since):
            _echo(line, paint=partial(click.style, fg=colors.get(line[:3])))
    if flags["exit_code"] and found:
        sys.exit(1)


@main.command()
@_seeds_or_story
@click.option("--only-new", is_flag=True, help="Add only what articles say that no claim cites yet.")
def draft(seeds: Path, only_new: bool) -> None:
    """Write SEEDS/story.yml from the articles, for an editor to rewrite; what is in it already stays."""
    from generator.editor.draft import write_draft  # noqa: PLC0415

    written = write_draft(_root(seeds), seeds.resolve(), only_new=only_new)
    if not written.claims and not written.asked and not written.offered:
        _say("every sentence is carried or set aside; nothing to add")
        return
    number = f"{written.claims} claim{'s' if written.claims > 1 else ''}"
    _say(
        f"{number} written to {_shown(seeds, written.path)}; say each in your own words, then `explainer check`"
    )
    if written.offered:
        _say('What may be evidence of claims that are there stands in it as a comment: look for "To paste".')
    for other in written.others:
        _say(f"added to {_shown(seeds, other)}, too: what these claims need there")
    if written.asked:
        _say('What is asked stands in it as a comment: look for "ASKED" and "Not taken in".')


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_SEEDS_OPTION
@_STORY
@click.option(
    "--templates", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Templates that win."
)
@click.option(
    "--scoped",
    is_flag=True,
    help="For a site generator that runs no plugin: with a style sheet of their own.",
)
@click.option("--site-url", default="", metavar="URL", help="Address of the site, for what needs one.")
@click.option(
    "--plain", is_flag=True, help="Write story.md alone: plain Markdown with footnotes, for pandoc."
)
def write(
    folder: Path, seeds: Path, story: str | None, templates: Path | None, site_url: str, **flags: bool
) -> None:
    """Write the Markdown pages and their files to FOLDER, as a build hands them to MkDocs."""
    from generator.pipeline import build  # noqa: PLC0415
    from generator.publish.exports.plain_markdown import plain_markdown  # noqa: PLC0415
    from generator.publish.host import other_theme  # noqa: PLC0415
    from generator.publish.host.settings import lies_in  # noqa: PLC0415
    from generator.publish.options import PublishOptions  # noqa: PLC0415
    from generator.publish.presenter import presenter_of  # noqa: PLC0415
    from generator.publish.site import publish  # noqa: PLC0415

    seeds = one_of(_meant(seeds, story)).seeds
    for kept in filter(None, (seeds, templates)):
        if lies_in(folder, kept):
            message = f'the pages would be written over what lies in "{kept}"'
            hint = "Name a folder of their own."
            raise GeneratorError([error(str(folder), 0, "site-overlap", message, hint)])
    told = build(_root(seeds), seeds.resolve()).story
    if flags["plain"]:
        with speaking(told.language):
            text = plain_markdown(presenter_of(told, PublishOptions()))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "story.md").write_text(text, encoding="utf-8", newline="\n")
        _say(
            f"story.md written to {folder}; in it, `pandoc story.md --shift-heading-level-by=-1 "
            f"-M lang={told.language} -o story.epub` makes a book of it, `-o story.docx` a file for Word"
        )
        return
    site = publish(told, PublishOptions(templates=templates, site_url=site_url))
    (other_theme.scoped(site) if flags["scoped"] else site).write(folder)
    _say(f"{len(site.pages)} pages and {len(site.assets)} files written to {folder}")


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@click.option(
    "--date", "dated", metavar="YYYY-MM-DD", help="Date of the texts; default: what each says of itself."
)
@click.option("--jsonl", is_flag=True, help="One JSON object per file; offsets are of the file's own text.")
def annotate(files: tuple[Path, ...], dated: str | None, jsonl: bool) -> None:
    """Print the dates, places and vouchers read in FILES."""
    from generator.annotate.listing import annotate_file, as_json, as_text  # noqa: PLC0415

    reference = _day(dated)
    for path in files:
        annotated = annotate_file(path, reference)
        if jsonl:
            _echo(json.dumps(as_json(annotated, path.stem), ensure_ascii=False))
        else:
            _echo(as_text(annotated, path.name))


@main.command()
@click.argument("text")
@click.option("--date", "dated", metavar="YYYY-MM-DD", required=True, help="Date of the text.")
def dates(text: str, dated: str) -> None:
    """Show how the dates of a TEXT are worked out, step by step."""
    from generator.annotate.dates import explain, read_dates  # noqa: PLC0415

    for timex in read_dates(text, (), _day(dated)):
        _echo(f"{timex.text}: {timex.type.value} {timex.value}{f' {timex.mod}' if timex.mod else ''}")
        if timex.edtf:
            _echo(f"    EDTF {timex.edtf.text}, {timex.modality.value}")
        for step in timex.working:
            _echo(f"    {step.kind.value}: {step.text}")
        _echo(f"    {explain(timex)}")


@main.command()
@_seeds_or_story
@click.option(
    "--online",
    is_flag=True,
    help="Ask OpenStreetMap's Nominatim for the unresolved names and add what it says to story.yml.",
)
@_JSON
def places(seeds: Path, online: bool, as_json: bool) -> None:
    """List the places of the story in SEEDS, and the names that look like places and are not known."""
    from generator.editor.places import add_from_nominatim, json_places, list_places  # noqa: PLC0415

    story = _built_in_english(seeds, as_json).story
    if as_json:
        _print_json(json_places(story))
    else:
        _echo(list_places(story))
    if online:
        _echo(add_from_nominatim(story, _root(seeds), seeds.resolve()), err=as_json)


@main.command()
@click.argument("articles", nargs=-1, metavar="FILE|FOLDER|URL…")
@_SEEDS_OPTION
@_STORY
@click.option("--keep-original", is_flag=True, help="Copy what each was taken from into originals/.")
@click.option("--retrieved", metavar="YYYY-MM-DD", help="Day noted as that of the taking; default: today.")
@click.option("--anyway", is_flag=True, help="Add an article that is there already once more.")
def add(
    articles: tuple[str, ...], seeds: Path, story: str | None, retrieved: str | None, **flags: bool
) -> None:
    """Make articles of saved pages, PDF and word processor files, mails, texts, addresses; of FOLDER, of its files.

    An address is fetched once, now. With no name, or "-", the text on standard input is taken. Writes one .md file
    each and tells what it found; nothing is overwritten.
    """
    from generator.intake.adding import STDIN, Adding, add_articles, nothing_named  # noqa: PLC0415
    from generator.intake.original import LARGEST  # noqa: PLC0415

    seeds = one_of(_meant(seeds, story)).seeds
    if not seeds.is_dir():
        hint = "Make it, or begin a story with `explainer new .`."
        raise GeneratorError([error(str(seeds), 0, "seeds-missing", "there is no such folder", hint)])
    if not articles and sys.stdin.isatty():
        raise nothing_named()
    named = articles or (STDIN,)
    day = _day(retrieved, "--retrieved")
    adding = Adding(
        root=_root(seeds),
        seeds=seeds.resolve(),
        retrieved=day.text if day else date.today().isoformat(),
        retrieved_stated=day is not None,
        keep_original=flags["keep_original"],
        anyway=flags["anyway"],
    )
    stdin = sys.stdin.buffer.read(LARGEST + 1) if STDIN in named else b""
    problems: list[Diagnostic] = []
    for outcome in add_articles(named, stdin, adding):
        if isinstance(outcome, GeneratorError):
            problems += outcome.diagnostics
            continue
        _say(f"{outcome.path}{'' if outcome.written else ': nothing new'}")
        for line in outcome.lines:
            _say(f"    {line}")
    if problems:
        raise GeneratorError(problems)


@main.command()
@click.argument("what", type=click.Choice(["story.yml", "story"]), default="story.yml")
def schema(what: str) -> None:
    """Print the JSON Schema of story.yml, for editors' completion, or with STORY that of the site's story.json."""
    from generator.publish.exports.story_data import data_schema  # noqa: PLC0415
    from generator.storyfile import json_schema  # noqa: PLC0415

    _echo(json_schema() if what == "story.yml" else data_schema(), nl=False)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The site's name; asked for in a terminal, else taken from the folder's name.")
def new(folder: Path, title: str | None) -> None:
    """Begin another story in FOLDER, or add what it lacks: settings, publishing workflow, folder for articles."""
    from generator.editor.scaffold import begin_story, suggested_title  # noqa: PLC0415
    from generator.read.formats import named_suffixes  # noqa: PLC0415

    if title is None:
        title = suggested_title(folder)
        if sys.stdin.isatty() and not (folder / "mkdocs.yml").exists():
            title = click.prompt("The site's name", default=title)
    if not (title := only_text(title).strip()):
        raise click.BadParameter("a site has a name", param_hint="--title")
    begun = begin_story(folder, title)
    for path in begun.written:
        _say(f"wrote {path}")
    for path, lacking in begun.left:
        _say(f"left {path} as it is{', which lacks:' if lacking else ''}")
        for line in lacking:
            _say(f"    {line}")
    if begun.pinned.note and any(path.name == "requirements.txt" for path in begun.written):
        _say(begun.pinned.note)
    _say(f"Put articles ({named_suffixes()}) into {folder / 'seeds'}, then run `mkdocs serve` in {folder}.")
    _say("`explainer draft` there begins the story file that tells it in your own words.")


def _built_in_english(seeds: Path, as_json: bool, cache: Cache | None = None) -> Build:
    """The story in a folder of articles, its working in English; errors as JSON where asked for."""
    from generator.pipeline import build  # noqa: PLC0415

    with _errors_as_json(as_json):
        return build(_root(seeds), seeds.resolve(), cache, language=ENGLISH)


def _meant(seeds: Path, story: str | None) -> list[Meant]:
    """The stories that a command is about."""
    given = click.get_current_context().get_parameter_source("seeds")
    return stories_meant(seeds, story, given=given is not ParameterSource.DEFAULT)


def _shown(seeds: Path, path: str) -> Path:
    """A file of a story, given from the folder of paths in messages, as the folder of its articles was named."""
    return seeds / (_root(seeds) / path).relative_to(seeds.resolve())


def _root(seeds: Path) -> Path:
    """The folder that paths in messages are relative to: where the command runs, if the articles lie below it."""
    here, there = Path.cwd(), seeds.resolve()
    return here if here in there.parents else there.parent


def _from_here(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What was found; files of articles that do not lie below here are named as their folder was."""
    seeds = click.get_current_context().params.get("seeds")
    found = list(found)
    if seeds is None or _root(seeds) == Path.cwd():
        return found
    inside = [(_root(seeds) / item.path).is_relative_to(seeds.resolve()) for item in found]
    return [
        replace(item, path=_shown(seeds, item.path).as_posix()) if is_inside else item
        for item, is_inside in zip(found, inside, strict=True)
    ]


def _day(text: str | None, option: str = "--date") -> Edtf | None:
    from generator.edtf import day_edtf  # noqa: PLC0415

    if text is None:
        return None
    try:
        return day_edtf(date.fromisoformat(text))
    except ValueError:
        message = f'"{visible(text)}" is no date such as 2026-01-27'
        raise click.BadParameter(message, param_hint=option) from None


@contextmanager
def _errors_as_json(wanted: bool) -> Iterator[None]:
    """Where a program asked, an error is JSON on standard output as well; the exit status is that of any error."""
    try:
        yield
    except GeneratorError as problem:
        if not wanted:
            raise
        from generator.editor.status import json_diagnostics  # noqa: PLC0415

        _print_json(json_diagnostics(_from_here(problem.diagnostics)))
        sys.exit(1)


def _print_json(value: dict[str, Any]) -> None:
    _echo(json.dumps(value, ensure_ascii=False, indent=2))


def _fail(message: str) -> NoReturn:
    _echo(message, err=True, paint=partial(_in_color, "red"))
    sys.exit(1)
