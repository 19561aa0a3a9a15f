"""The MkDocs adapter: runs the pipeline before a build, hands over its pages, checks the rendered ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from generator.catalog import ENGLISH, _, bound, speaking
from generator.diagnostics import (
    Diagnostic,
    GeneratorError,
    Severity,
    format_all,
)
from generator.pipeline import Build, Cache, build
from generator.publish.exports.jsonld import page_jsonld
from generator.publish.host.csp import check_policy
from generator.publish.host.disk_cache import DiskCache
from generator.publish.host.failures import Failures
from generator.publish.host.keptsite import SitePlace
from generator.publish.host.look import look_problems
from generator.publish.host.minify import without_indentation
from generator.publish.host.mkdocs_pages import (
    bundle_styles,
    error_facts,
    hand_over,
    leave_out,
    page_facts,
    replace_citations,
)
from generator.publish.host.serving import LastGood, end_on_sigterm
from generator.publish.host.settings import (
    chosen_policy,
    overlaps,
    tile_server,
    unreachable_address,
    untextual,
)
from generator.publish.host.verify import verify_page
from generator.publish.options import PublishOptions, last_day
from generator.publish.pages import ABOUT
from generator.publish.pictures import placeholder_rules, read_pictures
from generator.publish.search import SEARCH, SearchRecord, page_records, write_index
from generator.publish.site import Site, publish

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

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
        self._drawings: DiskCache | None = None
        self._place = SitePlace()
        self._root = Path.cwd()
        self._failures = Failures(log)
        self._built: Build | None = None
        self._site: Site | None = None
        self._records: list[SearchRecord] = []
        self._policy = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being here tells MkDocs to keep this instance, and so its cache, while serving."""
        self._serving, self._dirty = command == "serve", dirty
        self._published = command == "gh-deploy" or (command == "build" and bool(os.environ.get("CI")))
        # So that `on_shutdown` is reached.
        end_on_sigterm()

    # First of all plugins: all of them are to see the folder that is written to.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse folders that overlap; have the site built beside the last good one."""
        if self._place.is_shared(config):
            return config
        # The pages give their headings names of their own.
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        # Tables say how they are aligned without `style`, which the policy of the pages forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        for item in unreachable_address(config.site_url or "") if self._published else ():
            log.warning(str(item))
        self._place.prepare(config)
        self._failures.working, self._root = "", _root(config)
        wait = f"Another build is writing {config.site_dir}; waiting for it to end"
        with _told_by_mkdocs():
            if problems := [*self._overlaps(config), *_look_problems(config)]:
                raise GeneratorError(problems)
            self._place.begin(config, copied=self._dirty, waiting=lambda: log.info(wait))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the story. An error here leaves the last good site as it is."""
        with _told_by_mkdocs():
            built = build(self._root, self._root / self.config.seeds_dir, self._cache)
            site = publish(built.story, self._options(config))
        self._built, self._site = built, site
        for item in built.diagnostics:
            (log.warning if item.severity is Severity.WARNING else log.info)(str(item))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over the pages and files; one of the same path written by hand wins."""
        self._records = []
        pictures = read_pictures(self._built.story, Path(config.docs_dir)) if self._built else {}
        bundle_styles(files, config, placeholder_rules(list(pictures.values())))
        if self._site is not None and self._built is not None:
            for item in leave_out(files, self._built.story):
                log.info(str(item))
            with speaking(self._language()):
                hand_over(self._site, self._built.story, files, config)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Remember what is worked on, to be named if something nobody foresaw happens."""
        self._failures.working = page.file.src_uri
        return page

    def on_pre_template(self, template: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Remember what is worked on."""
        self._failures.working = template_name
        return template

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give every page its Content Security Policy; not while serving, where MkDocs adds a script."""
        self._policy = self._failures.working = ""
        if not self._serving and self.config.csp is not False:
            scripts, styles = map(str, config.extra_javascript), map(str, config.extra_css)
            more = self.config.csp if isinstance(self.config.csp, dict) else {}
            with _told_by_mkdocs():
                self._policy = chosen_policy(more, scripts=scripts, styles=styles)
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
        if problems := verify_page(html, count, articles, page.file.src_uri):
            raise PluginError(f"\n{format_all(problems)}")
        # Of our own pages the records of the story hold what there is to find, but for one.
        text = not generated or page.file.src_uri == ABOUT.path
        self._records += page_records(html, str(page.title), page.file.src_uri, text=text)
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its JSON-LD, unless it brings some of its own."""
        self._failures.working = page.file.src_uri
        if self._built is not None and self._site is not None and "jsonld" not in page.meta:
            facts = page_facts(page, nav, config.site_description or "")
            page.meta["jsonld"] = page_jsonld(self._built.story, facts, self._site.identity)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The error page is no file of Markdown: its JSON-LD goes to its template."""
        if self._built is not None and self._site is not None and template_name == "404.html":
            with speaking(self._language()):
                facts = error_facts(config.site_description or "")
            context["jsonld"] = page_jsonld(self._built.story, facts, self._site.identity)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take the indentation off; say what the policy blocks, which would else break without a word."""
        for item in check_policy(self._policy, output, page.file.src_uri) if self._policy else ():
            log.warning(str(item))
        return without_indentation(output)

    def _write_search(self, *, config: MkDocsConfig) -> None:
        """Write the search's index."""
        self._failures.working = ""
        if self._site is not None and config.extra.get("search") == SEARCH:
            records = (*self._site.records, *self._records)
            with speaking(self._language()):
                write_index(config.site_dir, records, directory_urls=config.use_directory_urls)

    # Last of all plugins: what they write belongs to the site.
    @event_priority(-1000)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the last good one, unless warnings stop a strict build."""
        with _told_by_mkdocs():
            self._place.end(config, good=not (config.strict and self._failures.warned()))

    on_post_build = CombinedEvent(_write_search, _publish)

    # Last, because it may raise.
    @event_priority(-1000)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site; of what nobody foresaw tell what was worked on, without a traceback."""
        told = isinstance(error, MkDocsException)
        if not told:
            self._tell(error)
        self._place.let_go()
        if not told:
            raise Abort("Aborted with an error that is told above.") from None

    def on_shutdown(self) -> None:
        """Clear the place of a build that Ctrl-C ended, of which `on_build_error` is not told."""
        self._place.let_go()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Build again when a seed, the story file or a template changes; never leave a request waiting."""
        last_good = LastGood(self._failures.logger)
        server.builder = last_good.guarded(server.builder, self._tell)
        server.set_app(last_good.over(server.serve_request))
        server.watch(str(self._root / self.config.seeds_dir))
        server.watch(str(Path(__file__).parent / "publish" / "templates"))
        if self.config.templates_dir:
            server.watch(str(self._root / self.config.templates_dir))

    def _tell(self, problem: Exception) -> None:
        """Say what happened, where MkDocs has not."""
        self._failures.tell(problem, self._place.unusable(problem, self._root))

    def _overlaps(self, config: MkDocsConfig) -> list[Diagnostic]:
        root = self._root
        seeds, docs = root / self.config.seeds_dir, Path(config.docs_dir)
        more = {"templates_dir": self.config.templates_dir, "custom_dir": config.theme.custom_dir}
        kept = {"seeds_dir": seeds, "docs_dir": docs, **{key: root / at for key, at in more.items() if at}}
        return overlaps(root, Path(config.site_dir), kept, seeds, docs)

    def _language(self) -> str:
        """What the site speaks."""
        return self._built.story.language if self._built else ENGLISH

    def _options(self, config: MkDocsConfig) -> PublishOptions:
        names = ("site_name", "site_description", "site_author", "copyright")
        if problems := untextual({name: config[name] or "" for name in names}):
            raise GeneratorError(problems)
        if self._drawings is None:
            self._drawings = DiskCache(folder=self._root / ".cache" / "explainer")
        return PublishOptions(
            cache=self._drawings,
            directory_urls=config.use_directory_urls,
            site_url=config.site_url or "",
            site_name=config.site_name,
            author=config.site_author or "",
            tiles=tile_server(self.config.tiles or "", self.config.tiles_attribution),
            docs=Path(config.docs_dir),
            templates=self._root / self.config.templates_dir if self.config.templates_dir else None,
        )

    def _generated(self, page: Page) -> frozenset[str]:
        """The paths of our pages, without those that a hand-written page stands in for."""
        if self._site is None or page.file.generated_by is None:
            return frozenset()
        return frozenset(item.path for item in self._site.pages)


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """What is wrong with the editor's files ends the build as MkDocs' own errors do."""
    try:
        yield
    except GeneratorError as problem:
        raise PluginError(f"\n{problem}") from None


def _look_problems(config: MkDocsConfig) -> list[Diagnostic]:
    """What is wrong with an editor's ``theme:``; a theme of another name, or with own templates, has own options."""
    if config.theme.name != "explainer" or config.theme.custom_dir:
        return []
    own = set(Theme(name="explainer"))
    given = {key: config.theme[key] for key in config.theme if key not in own}
    return look_problems(given, Path(config.docs_dir))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
