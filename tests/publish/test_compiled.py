"""Templates compiled once: where their code is kept, and of what it is made."""

import importlib.util
import marshal
import sys
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from generator.publish import compiled
from generator.publish.compiled import Compiled
from generator.publish.rendering import environment


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package's folder, whose templates are kept."""
    monkeypatch.setattr(compiled, "_PACKAGE", tmp_path / "package")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    tmp_path.joinpath("package").mkdir()
    return tmp_path / "package"


def filled(folder: Path, name: str = "a.jinja") -> str:
    """A template, filled in an environment that knows nothing of earlier ones."""
    loader = jinja2.FileSystemLoader(folder)
    return jinja2.Environment(loader=loader, bytecode_cache=Compiled()).get_template(name).render(x=1)


def kept(template: Path) -> Path:
    return Path(importlib.util.cache_from_source(f"{template}.py"))


def test_a_template_of_the_package_is_compiled_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = package / "a.jinja"
    template.write_text("a {{ x }}")
    assert filled(package) == "a 1"
    assert kept(template).is_file()
    with monkeypatch.context() as without:
        without.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
        assert filled(package) == "a 1"
    template.write_text("b {{ x }}")
    assert filled(package) == "b 1"


@pytest.mark.parametrize("written", [b"", b"\x00" * 40, None])
def test_what_is_no_code_of_the_template_is_compiled_again(package: Path, written: bytes | None) -> None:
    template = package / "a.jinja"
    template.write_text("a {{ x }}")
    filled(package)
    own = kept(template).read_bytes()
    kept(template).write_bytes(own[:-20] if written is None else own[:32] + written)
    assert filled(package) == "a 1"
    kept(template).write_bytes(own[:32] + marshal.dumps("no code"))
    assert filled(package) == "a 1"


def test_nothing_compiled_is_kept_of_templates_of_a_project(package: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    project.joinpath("a.jinja").write_text("a {{ x }}")
    assert filled(project) == "a 1"
    assert [path.name for path in project.rglob("*")] == ["a.jinja"]
    assert not list(package.rglob("*"))


def test_python_that_writes_no_bytecode_keeps_none(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    package.joinpath("a.jinja").write_text("a {{ x }}")
    assert filled(package) == "a 1"
    assert [path.name for path in package.rglob("*")] == ["a.jinja"]


def test_no_filter_of_ours_is_put_to_what_is_known_when_a_template_is_compiled() -> None:
    """Its result would stand in the code, whatever becomes of the filter, and in one language."""
    env = environment(None)
    for name in env.list_templates(filter_func=lambda name: name.endswith(".jinja")):
        source, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
        for found in env.parse(source).find_all(nodes.Filter):
            ours = env.filters[found.name].__module__.startswith("generator")
            assert not (ours and isinstance(found.node, nodes.Const)), f"{name}:{found.lineno}"
