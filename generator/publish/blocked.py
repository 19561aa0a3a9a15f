"""What on a page its Content Security Policy would keep from working, so that nothing breaks in silence."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from generator.publish.csp import csp_origin

_LOADS = {
    ("script", "src"): "script-src",
    ("link", "href"): "style-src",
    ("img", "src"): "img-src",
    ("iframe", "src"): "frame-src",
    ("audio", "src"): "media-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
}
# Any other type makes a script a block of data, which no policy concerns.
_RUNS = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")


def blocked_by(policy: str, html: str) -> tuple[str, ...]:
    """What a page holds that its policy keeps from working, in the page's order, each once.

    Inline scripts, styles and event handlers, and what would be loaded from hosts the policy does not name.
    """
    reader = _Reader({rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")})
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    """Collects what the rules do not allow."""

    def __init__(self, rules: Mapping[str, list[str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.rules = rules
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "style":
            self.found.append("a <style> element (style-src)")
        if tag == "script" and "src" not in values and values.get("type", "").lower() in _RUNS:
            self.found.append("an inline script (script-src)")
        for name, value in values.items():
            if name == "style":
                self.found.append(f'style="{value}" (style-src)')
            elif name.startswith("on"):
                self.found.append(f'{name}="{value}" (script-src)')
            elif (tag, name) == ("a", "href") and value.strip().lower().startswith("javascript:"):
                self.found.append(f"{value.strip()} (script-src)")
            elif rule := self._loads(tag, name, values):
                self.found.append(f"{value} ({rule})")

    def _loads(self, tag: str, name: str, values: Mapping[str, str]) -> str:
        """The directive that keeps the address of this attribute from being loaded, or ``""``."""
        rule = _LOADS.get((tag, name), "")
        if not rule or (tag == "link" and "stylesheet" not in values.get("rel", "").lower().split()):
            return ""
        address = values[name].strip()
        # An address without a scheme but with a host takes the page's.
        origin = csp_origin(f"https:{address}" if address.startswith("//") else address)
        return rule if origin and not self._allowed(rule, origin) else ""

    def _allowed(self, rule: str, origin: str) -> bool:
        scheme, host = origin.split("://")
        for source in self.rules.get(rule, ()):
            if source in (origin, f"{scheme}:", "*", host) or source.startswith(origin + "/"):
                return True
            if "*." in source and host.endswith(source.partition("*")[2]):
                return True
        return False
