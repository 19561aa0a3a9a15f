"""The Jinja environment of the page templates."""

from __future__ import annotations

import html
from os import PathLike

import jinja2
from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.edtf_words import format_edtf
from generator.publish import phrases
from generator.publish.citations import anchor_link, quotation
from generator.publish.differing import marked_quotation
from generator.publish.vouchers import told_by, voucher_phrase


def environment(templates: str | PathLike[str] | None) -> jinja2.Environment:
    """The Jinja environment: everything is escaped, a missing name is an error."""
    package = jinja2.PackageLoader("generator.publish", "templates")
    loader: jinja2.BaseLoader = package
    if templates is not None:
        loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(templates), package])
    env = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    env.globals |= {"_": _message, "ngettext": _counted}
    env.filters |= {
        "edtf": format_edtf,
        "quotation": quotation,
        "voucher": voucher_phrase,
        "told_by": told_by,
        "marked": marked_quotation,
        "basis": phrases.basis_phrase,
        "published": phrases.published_phrase,
        "relation": phrases.RELATIONS.__getitem__,
        "removal": phrases.REMOVALS.__getitem__,
        "place_kind": phrases.PLACE_KINDS.__getitem__,
        "markdown": _markdown_text,
        "own_words": phrases.own_words,
        "curly": phrases.curly,
        "claim_text": phrases.claim_text,
        "anchor_link": anchor_link,
    }
    return env


def _message(message: str, **values: object) -> Markup:
    """A message of a template: its own HTML stands, values are escaped."""
    return Markup(_(message, **_escaped(values)))


def _counted(one: str, many: str, number: int, **values: object) -> Markup:
    """A message of a template that depends on a number, as `_message`."""
    return Markup(ngettext(one, many, number, **_escaped(values)))


def _escaped(values: dict[str, object]) -> dict[str, Markup]:
    return {name: escape(value) for name, value in values.items()}


def _markdown_text(text: str) -> Markup:
    """Plain text for a Markdown heading: HTML escaped, Markdown's own characters too."""
    escaped = html.escape(text, quote=False)
    return Markup("".join("\\" + char if char in "\\`*_{}[]#+|~" else char for char in escaped))
