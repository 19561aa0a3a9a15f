"""The command ``explainer``: check a story, write its pages, show what is read in a text."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.catalog import ENGLISH
from generator.diagnostics import GeneratorError, Severity, error, failure, format_all
from generator.model import Edtf

_SEEDS = click.Path(path_type=Path, file_okay=False)


class _Told(click.Group):
    """A group whose commands tell every failure in lines that say what to do; a traceback only when asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GeneratorError as problem:
            _fail(str(problem))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as problem:
            if ctx.params["verbose"]:
                raise
            _fail(str(failure(problem, str(getattr(problem, "filename", None) or "explainer"))))


@click.group(cls=_Told, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="explainer-microsite")
@click.option("--verbose", is_flag=True, help="Show the traceback of what nobody foresaw.")
def main(verbose: bool) -> None:
    """Turn news articles into an explainer microsite."""


@main.command()
@click.argument("seeds", type=_SEEDS, default=Path("seeds"))
@click.option("--strict", is_flag=True, help="Fail on warnings and on sentences that nothing carries.")
def check(seeds: Path, strict: bool) -> None:
    """Run everything that a build runs on the folder SEEDS, and write nothing.

    Prints what is wrong, and how much of each article the statements carry.
    """
    from generator.pipeline import build  # noqa: PLC0415 - `--help` need not load the stages
    from generator.publish.options import PublishOptions  # noqa: PLC0415
    from generator.publish.site import publish  # noqa: PLC0415

    built = build(_root(seeds), seeds.resolve())
    site = publish(built.story, PublishOptions())
    if built.diagnostics:
        click.echo(format_all(built.diagnostics), err=True)
    story, still_open = built.story, 0
    for item, coverage in zip(story.articles, story.coverage, strict=True):
        total = len(item.article.sentences)
        settled = len(coverage.carried) + len(coverage.unused)
        still_open += len(coverage.open)
        click.echo(
            f"{item.article.seed.path}: {settled} of {total} sentences and headings settled "
            f"({len(coverage.carried)} carried, {len(coverage.unused)} set aside), "
            f"{coverage.cited_words} of {coverage.words} words quoted"
        )
        for sentence in coverage.open:
            line = item.article.line(sentence.start)
            click.echo(f"    line {line}, open: {item.article.text[sentence.start : sentence.end]}")
        published = item.article.date_published
        for reason in (f"date {published.basis.value}", *published.reasons):
            click.echo(f"    {reason}")
    quotations = sum(page.quotations for page in site.pages)
    click.echo(
        f"{len(story.claims)} claims, {quotations} quotations on {len(site.pages)} pages, every one exact"
    )
    warned = any(item.severity is Severity.WARNING for item in built.diagnostics)
    if strict and (warned or still_open):
        _fail("not everything is settled (--strict)")


@main.command()
@click.argument("seeds", type=_SEEDS, default=Path("seeds"))
def status(seeds: Path) -> None:
    """Show what articles that no claim cites yet would add to the story in SEEDS."""
    from generator.editor.status import list_status  # noqa: PLC0415
    from generator.pipeline import build  # noqa: PLC0415

    click.echo(list_status(build(_root(seeds), seeds.resolve(), language=ENGLISH).story))


@main.command()
@click.argument("seeds", type=_SEEDS, default=Path("seeds"))
def draft(seeds: Path) -> None:
    """Write SEEDS/story.yml from the articles, for an editor to rewrite; what is in it already stays."""
    from generator.editor.draft import write_draft  # noqa: PLC0415

    written = write_draft(_root(seeds), seeds.resolve())
    if not written.claims:
        click.echo("every sentence is carried or set aside; nothing to add")
        return
    number = f"{written.claims} claim{'s' if written.claims > 1 else ''}"
    click.echo(
        f"{number} written to {seeds / 'story.yml'}; say each in your own words, then `explainer check`"
    )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--seeds", type=_SEEDS, default=Path("seeds"), show_default=True, help="Folder with the articles."
)
@click.option(
    "--templates", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Templates that win."
)
def write(folder: Path, seeds: Path, templates: Path | None) -> None:
    """Write the Markdown pages and their files to FOLDER, as a build hands them to MkDocs."""
    from generator.pipeline import build  # noqa: PLC0415
    from generator.publish.host.settings import lies_in  # noqa: PLC0415
    from generator.publish.options import PublishOptions  # noqa: PLC0415
    from generator.publish.site import publish  # noqa: PLC0415

    for kept in filter(None, (seeds, templates)):
        if lies_in(folder, kept):
            message = f'the pages would be written over what lies in "{kept}"'
            hint = "Name a folder of their own."
            raise GeneratorError([error(str(folder), 0, "site-overlap", message, hint)])
    site = publish(build(_root(seeds), seeds.resolve()).story, PublishOptions(templates=templates))
    site.write(folder)
    click.echo(f"{len(site.pages)} pages and {len(site.assets)} files written to {folder}")


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
            click.echo(json.dumps(as_json(annotated, path.stem), ensure_ascii=False))
        else:
            click.echo(as_text(annotated, path.name))


@main.command()
@click.argument("text")
@click.option("--date", "dated", metavar="YYYY-MM-DD", required=True, help="Date of the text.")
def dates(text: str, dated: str) -> None:
    """Show how the dates of a TEXT are worked out, step by step."""
    from generator.annotate.dates import explain, read_dates  # noqa: PLC0415

    for timex in read_dates(text, (), _day(dated)):
        click.echo(f"{timex.text}: {timex.type.value} {timex.value}{f' {timex.mod}' if timex.mod else ''}")
        if timex.edtf:
            click.echo(f"    EDTF {timex.edtf.text}, {timex.modality.value}")
        for step in timex.working:
            click.echo(f"    {step.kind.value}: {step.text}")
        click.echo(f"    {explain(timex)}")


@main.command()
@click.argument("seeds", type=_SEEDS, default=Path("seeds"))
@click.option(
    "--online",
    is_flag=True,
    help="Ask OpenStreetMap's Nominatim for the unresolved names and add what it says to story.yml.",
)
def places(seeds: Path, online: bool) -> None:
    """List the places of the story in SEEDS, and the names that look like places and are not known."""
    from generator.editor.places import add_from_nominatim, list_places  # noqa: PLC0415
    from generator.pipeline import build  # noqa: PLC0415

    story = build(_root(seeds), seeds.resolve(), language=ENGLISH).story
    click.echo(list_places(story))
    if online:
        click.echo(add_from_nominatim(story, _root(seeds), seeds.resolve()))


@main.command()
@click.argument("what", type=click.Choice(["story.yml", "story"]), default="story.yml")
def schema(what: str) -> None:
    """Print the JSON Schema of story.yml, for editors' completion, or with STORY that of the site's story.json."""
    from generator.publish.exports.story_data import data_schema  # noqa: PLC0415
    from generator.storyfile import json_schema  # noqa: PLC0415

    click.echo(json_schema() if what == "story.yml" else data_schema(), nl=False)


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
    if not title.strip():
        raise click.BadParameter("a site has a name", param_hint="--title")
    begun = begin_story(folder, title)
    for path in begun.written:
        click.echo(f"wrote {path}")
    for path, lacking in begun.left:
        click.echo(f"left {path} as it is{', which lacks:' if lacking else ''}")
        for line in lacking:
            click.echo(f"    {line}")
    if begun.pinned.note and any(path.name == "requirements.txt" for path in begun.written):
        click.echo(begun.pinned.note)
    click.echo(
        f"Put articles ({named_suffixes()}) into {folder / 'seeds'}, then run `mkdocs serve` in {folder}."
    )
    click.echo("`explainer draft` there begins the story file that tells it in your own words.")


def _root(seeds: Path) -> Path:
    """The folder that paths in messages are relative to."""
    return seeds.resolve().parent


def _day(text: str | None) -> Edtf | None:
    from generator.edtf import day_edtf  # noqa: PLC0415

    if text is None:
        return None
    try:
        return day_edtf(date.fromisoformat(text))
    except ValueError:
        raise click.BadParameter(f'"{text}" is no date such as 2026-01-27', param_hint="--date") from None


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
