"""The MkDocs adapter: runs the pipeline before a build, hands over its pages, checks the rendered ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from generator.catalog import ENGLISH, _, bound, speaking
from generator.characters import no_text
from generator.diagnostics import GeneratorError, Severity, error, format_all, warning
from generator.keptsite import KeptSite
from generator.pipeline import Build, Cache, build
from generator.publish.blocked import blocked_by
from generator.publish.csp import page_policy
from generator.publish.exports.identity import SEARCH, last_day, theme_facts
from generator.publish.exports.jsonld import PageFacts, page_jsonld
from generator.publish.exports.search import SearchRecord, page_records, search_index
from generator.publish.maps import Tiles, tiles_problem
from generator.publish.memo import Memo
from generator.publish.options import PublishOptions
from generator.publish.phrases import NOT_FOUND
from generator.publish.references import replace_citations
from generator.publish.site import Site, publish
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
        self._serving = False
        self._cache = Cache()
        self._memo: Memo | None = None
        self._kept: KeptSite | None = None
        self._built: Build | None = None
        self._site: Site | None = None
        self._records: list[SearchRecord] = []
        self._policy = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being here tells MkDocs to keep this instance, and so its cache, while serving."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tables say how they are aligned without `style`, which the policy of the pages forbids."""
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the story. An error here leaves the last good site as it is."""
        root = _root(config)
        try:
            built = build(root, root / self.config.seeds_dir, self._cache)
            site = publish(built.story, self._options(config))
        except GeneratorError as problem:
            if self._serving and self._site is not None:
                # A server that stopped answering would hide the last good site from its editor.
                log.error(f"\n{problem}\nThe last good site is shown until this is mended.")
                return
            raise PluginError(f"\n{problem}") from None
        self._built, self._site = built, site
        if not self._serving:
            self._kept = KeptSite(Path(config.site_dir))
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

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give every page its Content Security Policy; not while serving, where MkDocs adds a script."""
        self._policy = ""
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

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search's index; the new site stands, and the old one is not needed any more."""
        if self._site is not None and config.extra.get("search") == SEARCH:
            records = (*self._site.records, *self._records)
            with speaking(self._language()):
                index = search_index(records, directory_urls=config.use_directory_urls)
            path = Path(config.site_dir, SEARCH)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(index)
        if self._kept is not None:
            self._kept.drop()

    def on_build_error(self, *, error: Exception) -> None:
        """MkDocs has emptied the site's folder by now: put the last good site back."""
        if self._kept is not None:
            self._kept.put_back()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Build again when a seed, the story file or a template changes."""
        root = _root(config)
        server.watch(str(root / self.config.seeds_dir))
        server.watch(str(Path(__file__).parent / "publish" / "templates"))
        if self.config.templates_dir:
            server.watch(str(root / self.config.templates_dir))

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
