"""The MkDocs adapter: runs the pipeline before a build, hands over its pages, checks the rendered ones."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from generator.catalog import ENGLISH, _, bound, speaking
from generator.characters import no_text
from generator.diagnostics import (
    Diagnostic,
    GeneratorError,
    Severity,
    error,
    format_all,
    unexpected,
    warning,
    working_on,
)
from generator.pipeline import Build, Cache, build
from generator.publish.blocked import blocked_by
from generator.publish.csp import page_policy
from generator.publish.exports.identity import SEARCH, last_day, theme_facts
from generator.publish.exports.jsonld import PageFacts, page_jsonld
from generator.publish.exports.search import SearchRecord, page_records, search_index
from generator.publish.host.keptsite import KeptSite
from generator.publish.host.overlaps import overlaps
from generator.publish.host.serving import LastGood
from generator.publish.maps import Tiles, tiles_problem
from generator.publish.memo import Memo
from generator.publish.options import PublishOptions
from generator.publish.phrases import NOT_FOUND
from generator.publish.references import replace_citations
from generator.publish.site import Site, publish
from generator.publish.siteurl import unreachable_address
from generator.publish.styles import bundle, running_title
from generator.publish.verify import verify_page
from generator.publish.whitespace import without_indentation

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

STYLES = {"styles": "css/site.css", "home_styles": "css/home.css"}

# Outside the "mkdocs" tree of loggers `--strict` would not count the warnings.
log = get_plugin_logger("explainer")


class ExplainerConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``."""

    seeds_dir = config_options.Type(str, default="seeds")
    templates_dir = config_options.Optional(config_options.Type(str))
    tiles = config_options.Optional(config_options.Type(str))
    tiles_attribution = config_options.Type(str, default="")
    csp = config_options.Type((bool, dict), default=True)


class ExplainerPlugin(BasePlugin[ExplainerConfig]):  # type: ignore[no-untyped-call]
    """Turns the articles in the seeds folder into pages."""

    def __init__(self) -> None:
        """Start with nothing cached; ``mkdocs serve`` keeps the instance between builds."""
        self._serving = self._dirty = self._published = False
        self._cache = Cache()
        self._memo: Memo | None = None
        self._kept: KeptSite | None = None
        self._within = 0  # builds that another plugin runs inside this one, into the same folder
        self._config: MkDocsConfig | None = None
        self._site_dir = self._working = ""
        self._built: Build | None = None
        self._site: Site | None = None
        self._records: list[SearchRecord] = []
        self._policy = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being here tells MkDocs to keep this instance, and so its cache, while serving."""
        self._serving, self._dirty = command == "serve", dirty
        self._published = command == "gh-deploy" or (command == "build" and bool(os.environ.get("CI")))
        if threading.current_thread() is threading.main_thread() and (
            signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        ):
            # So that `on_shutdown` is reached.
            signal.signal(signal.SIGTERM, _end)

    # First of all plugins: all of them are to see the folder that is written to.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse folders that overlap; have the site built beside the last good one."""
        if self._kept is not None and config.site_dir == str(self._kept.new):
            self._within += 1
            return config
        # Tables say how they are aligned without `style`, which the policy of the pages forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        for item in unreachable_address(config.site_url or "") if self._published else ():
            log.warning(str(item))
        # A build that Ctrl-C ended may have been another's who goes on.
        self._let_go()
        self._working, self._config = "", config
        self._kept = kept = KeptSite(Path(config.site_dir))
        self._site_dir = config.site_dir
        try:
            if problems := self._overlaps(config):
                raise GeneratorError(problems)
            wait = f"Another build is writing {config.site_dir}; waiting for it to end"
            config.site_dir = str(kept.begin(copied=self._dirty, waiting=lambda: log.info(wait)))
        except GeneratorError as problem:
            raise PluginError(f"\n{problem}") from None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the story. An error here leaves the last good site as it is."""
        root = _root(config)
        try:
            built = build(root, root / self.config.seeds_dir, self._cache)
            site = publish(built.story, self._options(config))
        except GeneratorError as problem:
            raise PluginError(f"\n{problem}") from None
        self._built, self._site = built, site
        for item in built.diagnostics:
            (log.warning if item.severity is Severity.WARNING else log.info)(str(item))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over the pages and files; one of the same path written by hand wins."""
        self._records = []
        _bundle_styles(files, config)
        if self._site is None:
            return files
        for page in self._site.pages:
            if files.get_file_from_path(page.path) is None:
                level = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
                file = File.generated(config, page.path, content=page.markdown, inclusion=level)
                files.append(file)
                if not page.listed:
                    config.extra.setdefault("everything", {"title": page.title, "url": file.url})
        for asset in self._site.assets:
            if files.get_file_from_path(asset.path) is None:
                file = (
                    File.generated(config, asset.path, content=asset.content)
                    if isinstance(asset.content, bytes)
                    else File.generated(config, asset.path, abs_src_path=str(asset.content))
                )
                files.append(file)
        if self._built is not None:
            for key, value in theme_facts(self._site.identity, self._built.story).items():
                config.extra.setdefault(key, value)
        if config.nav is None:
            with speaking(self._language()):
                config.nav = self._nav(files)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Remember what is worked on, to be named if something nobody foresaw happens."""
        self._working = page.file.src_uri
        return page

    def on_pre_template(self, template: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Remember what is worked on."""
        self._working = template_name
        return template

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give every page its Content Security Policy; not while serving, where MkDocs adds a script."""
        self._policy = self._working = ""
        if not self._serving and self.config.csp is not False:
            more = self.config.csp if isinstance(self.config.csp, dict) else {}
            scripts, styles = map(str, config.extra_javascript), map(str, config.extra_css)
            try:
                self._policy = page_policy(scripts=scripts, styles=styles, more=more)
            except ValueError as problem:
                hint = "The option `csp` is a list of sources for each directive, or false."
                raise PluginError(f"\n{error('mkdocs.yml', 0, 'csp-option', str(problem), hint)}") from None
        env.globals["content_security_policy"] = self._policy
        env.globals["_"] = bound(_, self._language())
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Citations of claims in hand-written pages: ``[@claim-id]``."""
        if self._built is not None:
            # The sitemap has this day; MkDocs would take that of the build.
            page.update_date = last_day(self._built.story) or page.update_date
        if self._built is None or page.file.src_uri in self._generated(page):
            return markdown
        with speaking(self._language()):
            text, unknown = replace_citations(
                markdown, self._built.story, page.file.src_uri, directory_urls=config.use_directory_urls
            )
        for item in unknown:
            log.warning(str(item))
        return text

    # Last of all plugins: what is checked here is what is published.
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Check that each quotation reached the page unchanged."""
        if self._built is None or self._site is None:
            return html
        expected = {item.path: item.quotations for item in self._site.pages}
        generated = page.file.src_uri in self._generated(page)
        articles = {item.article.id: item.article for item in self._built.story.articles}
        count = expected[page.file.src_uri] if generated else 0
        problems = verify_page(html, count, articles, page.file.src_uri)
        if problems:
            raise PluginError(f"\n{format_all(problems)}")
        # Of our own pages the records of the story hold what there is to find, but for one.
        text = not generated or page.file.src_uri == "about.md"
        self._records += page_records(html, str(page.title), page.file.src_uri, text=text)
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its JSON-LD, unless it brings some of its own."""
        self._working = page.file.src_uri
        if self._built is not None and self._site is not None and "jsonld" not in page.meta:
            above = [*reversed(list(page.ancestors)), page]
            crumbs = [(str(item.title), _first_page(item)) for item in above]
            if nav.homepage and not page.is_homepage:
                crumbs.insert(0, (str(nav.homepage.title), nav.homepage))
            facts = PageFacts(
                url=page.canonical_url or "",
                title=str(page.title),
                description=page.meta.get("description") or config.site_description or "",
                crumbs=tuple(dict.fromkeys((name, (at and at.canonical_url) or "") for name, at in crumbs)),
                home=page.is_homepage,
                about=page.file.src_uri == "about.md",
            )
            page.meta["jsonld"] = page_jsonld(self._built.story, facts, self._site.identity)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The error page is no file of Markdown: its JSON-LD goes to its template."""
        if self._built is not None and self._site is not None and template_name == "404.html":
            facts = PageFacts(
                url="", title=bound(_, self._language())(NOT_FOUND), description=config.site_description or ""
            )
            context["jsonld"] = page_jsonld(self._built.story, facts, self._site.identity)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take the indentation off; say what the policy blocks, which would else break without a word."""
        for what in blocked_by(self._policy, output) if self._policy else ():
            message = f"the page's Content Security Policy blocks {what}"
            hint = "Move it into extra_css or extra_javascript, or allow its source by the plugin's option `csp`."
            log.warning(str(warning(page.file.src_uri, 0, "csp-blocked", message, hint)))
        return without_indentation(output)

    def _write_search(self, *, config: MkDocsConfig) -> None:
        """Write the search's index."""
        self._working = ""
        if self._site is not None and config.extra.get("search") == SEARCH:
            records = (*self._site.records, *self._records)
            with speaking(self._language()):
                index = search_index(records, directory_urls=config.use_directory_urls)
            path = Path(config.site_dir, SEARCH)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(index)

    # Last of all plugins: what they write belongs to the site.
    @event_priority(-1000)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the last good one, unless warnings stop a strict build."""
        if self._within:
            self._within -= 1
        elif self._kept is not None and config.site_dir == str(self._kept.new):
            if not (config.strict and _warned()):
                try:
                    self._kept.publish()
                except GeneratorError as problem:
                    raise PluginError(f"\n{problem}") from None
            self._let_go()

    on_post_build = CombinedEvent(_write_search, _publish)

    # Last, because it may raise.
    @event_priority(-1000)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site; of what nobody foresaw tell what was worked on, without a traceback."""
        told = isinstance(error, MkDocsException)
        if not told:
            self._tell(error)
        self._let_go()
        if not told:
            raise Abort("Aborted with an error that is told above.") from None

    def on_shutdown(self) -> None:
        """Clear the place of a build that Ctrl-C ended, of which `on_build_error` is not told."""
        self._let_go()

    def _let_go(self) -> None:
        """Forget the place where the site was built; others look for the site where it stands."""
        self._within = 0
        if self._kept is not None:
            self._kept.drop()
            self._kept = None
        if self._config is not None:
            self._config.site_dir = self._site_dir
            self._config = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Build again when a seed, the story file or a template changes; never leave a request waiting."""
        last_good = LastGood(_host_logger())
        server.builder = last_good.guarded(server.builder, self._tell)
        server.set_app(last_good.over(server.serve_request))
        root = _root(config)
        server.watch(str(root / self.config.seeds_dir))
        server.watch(str(Path(__file__).parent / "publish" / "templates"))
        if self.config.templates_dir:
            server.watch(str(root / self.config.templates_dir))

    def _tell(self, problem: Exception) -> None:
        """Say what happened, where MkDocs has not; the traceback to those who ask for it."""
        told = _host_logger()
        if isinstance(problem, Abort):
            return
        if isinstance(problem, (MkDocsException, GeneratorError)):
            told.error(f"\n{problem}")
            return
        log.debug("The traceback of what follows:", exc_info=problem)
        if isinstance(problem, OSError) and problem.strerror:
            said = f'the file cannot be used: "{problem.strerror}"'
            stays = "The last good site stays as it was."
            told.error(f"\n{error(self._where(problem), 0, 'file-access', said, stays)}")
            return
        try:
            with working_on(self._working or "mkdocs.yml"):
                raise problem
        except Exception as noted:  # noqa: BLE001 - raised in the line before
            told.error(f"\n{unexpected(noted)}")

    def _where(self, problem: OSError) -> str:
        """The file that cannot be used, as its editor knows it; the site's folder, where none is named."""
        path = Path(self._site_dir if isinstance(problem.filename, int | None) else problem.filename)
        if self._kept is not None and path.is_relative_to(self._kept.new):
            path = Path(self._site_dir, path.relative_to(self._kept.new))
        root = _root(self._config) if self._config is not None else Path.cwd()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

    def _overlaps(self, config: MkDocsConfig) -> list[Diagnostic]:
        root = _root(config)
        seeds, docs = root / self.config.seeds_dir, Path(config.docs_dir)
        kept = {"seeds_dir": seeds, "docs_dir": docs}
        if self.config.templates_dir:
            kept["templates_dir"] = root / self.config.templates_dir
        if config.theme.custom_dir:
            kept["custom_dir"] = root / config.theme.custom_dir
        return overlaps(root, Path(config.site_dir), kept, seeds, docs)

    def _language(self) -> str:
        """What the site speaks."""
        return self._built.story.language if self._built else ENGLISH

    def _options(self, config: MkDocsConfig) -> PublishOptions:
        for name in ("site_name", "site_description", "site_author", "copyright"):
            untext = no_text(config[name] or "")
            if untext:
                message = f"`{name}` holds the character U+{ord(untext):04X}, which no text has"
                raise GeneratorError([error("mkdocs.yml", 0, "settings-text", message, "Delete it.")])
        tiles = self.config.tiles
        if tiles and not self.config.tiles_attribution:
            message = "`tiles` is set without `tiles_attribution`"
            raise GeneratorError(
                [error("mkdocs.yml", 0, "tiles-attribution", message, "Name whose tiles they are.")]
            )
        wrong = tiles_problem(tiles) if tiles else ""
        if wrong:
            message = f"`tiles: {tiles}` is no template of addresses: {wrong}"
            hint = "Such as https://tiles.example/{z}/{x}/{y}.png."
            raise GeneratorError([error("mkdocs.yml", 0, "tiles-url", message, hint)])
        if self._memo is None:
            self._memo = Memo(folder=_root(config) / ".cache" / "explainer")
        return PublishOptions(
            memo=self._memo,
            directory_urls=config.use_directory_urls,
            site_url=config.site_url or "",
            site_name=config.site_name,
            author=config.site_author or "",
            tiles=Tiles(url=tiles, attribution=self.config.tiles_attribution) if tiles else None,
            templates=_root(config) / self.config.templates_dir if self.config.templates_dir else None,
        )

    def _generated(self, page: Page) -> frozenset[str]:
        """The paths of our pages, without those that a hand-written page stands in for."""
        if self._site is None or page.file.generated_by is None:
            return frozenset()
        return frozenset(item.path for item in self._site.pages)

    def _nav(self, files: Files) -> list[Any]:
        """The navigation: the story's pages in their order, then those written by hand."""
        assert self._site is not None  # noqa: S101 - called from on_files alone
        own = [page for page in self._site.pages if page.listed and not page.path.startswith("sources/")]
        sources = [{page.title: page.path} for page in self._site.pages if page.path.startswith("sources/")]
        home, *rest, about = own
        known = {page.path for page in self._site.pages}
        written = [file.src_uri for file in files.documentation_pages() if file.src_uri not in known]
        return [
            {_("Home"): home.path},
            *({page.title: page.path} for page in rest),
            {_("Sources"): sources},
            *sorted(written),
            {about.title: about.path},
        ]


def _first_page(item: StructureItem) -> Page | None:
    """The page that stands for an entry of the navigation: itself, or a section's first."""
    if isinstance(item, Page):
        return item
    children = item.children if isinstance(item, Section) else []
    return next((child for child in children if isinstance(child, Page)), None)


def _bundle_styles(files: Files, config: MkDocsConfig) -> None:
    """Put one style sheet in the place of each of the theme's lists of parts, where the theme has them."""
    if files.get_file_from_path("index.md"):
        # A home page written by hand may use what any page uses.
        config.theme["home_styles"] = []
    listed = {
        name: [files.get_file_from_path(path) for path in config.theme.get(name) or ()] for name in STYLES
    }
    sheets = {name: [part.content_string for part in parts if part] for name, parts in listed.items()}
    for part in {part.src_uri: part for parts in listed.values() for part in parts if part}.values():
        files.remove(part)
    for name, texts in sheets.items():
        if texts:
            css = bundle([*texts, running_title(config.site_name)])
            files.append(File.generated(config, STYLES[name], content=css))
            config.theme[name] = [STYLES[name]]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _host_logger() -> logging.Logger:
    """The logger above all those of MkDocs, or of ProperDocs."""
    return logging.getLogger(log.logger.name.split(".")[0])


def _warned() -> bool:
    """Whether MkDocs has counted warnings, which it does in a strict build."""
    return any(isinstance(item, CountHandler) and item.get_counts() for item in _host_logger().handlers)


def _end(*_: object) -> NoReturn:
    """End as Ctrl-C does, through every `finally`."""
    sys.exit(128 + signal.SIGTERM)
