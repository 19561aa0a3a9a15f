"""What a new project's requirements name: always what runs here, never what somebody else publishes."""

import json
import os
import subprocess
import sysconfig
import venv
import zipfile
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.editor import scaffold
from generator.editor.scaffold import NAME, make_wheel, pin

PACKAGE = Path(scaffold.__file__).parents[1]
PUBLIC = "https://example.org/desk/explainer.git"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def git(folder, *words):
    command = ["git", "-C", str(folder), "-c", "user.name=N", "-c", "user.email=n@example.org", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def checkout(tmp_path):
    """A checkout of a small package."""
    folder = tmp_path / "checkout"
    folder.joinpath("generator").mkdir(parents=True)
    folder.joinpath("generator", "__init__.py").write_text("ONE = 1\n")
    git(tmp_path, "init", "--quiet", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=One")
    return folder


@pytest.fixture
def pushed(checkout, tmp_path):
    """The same, its commit pushed to a public address."""
    git(tmp_path, "init", "--quiet", "--bare", str(tmp_path / "bare.git"))
    git(checkout, "remote", "add", "origin", str(tmp_path / "bare.git"))
    git(checkout, "push", "--quiet", "origin", "HEAD:trunk")
    git(checkout, "remote", "set-url", "origin", PUBLIC)
    return checkout


@pytest.fixture
def installed(tmp_path):
    """A function that makes what pip leaves of an installation: the package's files and how it came here."""

    def make(record, *, files=True):
        site = tmp_path / "site-packages"
        about = site / "explainer_microsite-1.2.dist-info"
        about.mkdir(parents=True)
        about.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.2\n")
        about.joinpath("WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        about.joinpath("RECORD").write_text(f"{about.name}/METADATA,,\n{about.name}/WHEEL,,\n")
        if files:
            site.joinpath("generator").mkdir()
            site.joinpath("generator", "__init__.py").write_text("ONE = 1\n")
        if record is not None:
            about.joinpath("direct_url.json").write_text(json.dumps(record))
        return PathDistribution(about), site / "generator"

    return make


def test_a_published_version_is_pinned_by_its_number(installed):
    found = pin(*installed(None))
    assert found.line == f"{NAME}==1.2"
    assert found.note.endswith("have pip ask the index that you installed it from.")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (PUBLIC, PUBLIC),
        ("https://desk:secret@example.org:8443/e.git", "https://example.org:8443/e.git"),
        ("ssh://git@example.org:22/desk/e.git", "https://example.org/desk/e.git"),
        ("git@example.org:desk/e.git", "https://example.org/desk/e.git"),
    ],
)
def test_a_commit_of_a_repository(installed, url, shown):
    record = {"url": url, "vcs_info": {"vcs": "git", "requested_revision": "trunk", "commit_id": COMMIT}}
    assert pin(*installed(record)).line == f"{NAME} @ git+{shown}@{COMMIT}"


def test_a_package_below_the_top_of_its_repository(installed):
    record = {"url": PUBLIC, "subdirectory": "tools/e", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    assert pin(*installed(record)).line == f"{NAME} @ git+{PUBLIC}@{COMMIT}#subdirectory=tools/e"


@pytest.mark.parametrize("known", [{"hashes": {"sha256": "ab12"}}, {"hash": "sha256=ab12"}])
def test_an_archive_is_pinned_by_its_digest(installed, known):
    record = {"url": "https://example.org/e-1.2.tar.gz", "archive_info": known}
    assert pin(*installed(record)).line == f"{NAME} @ https://example.org/e-1.2.tar.gz#sha256=ab12"


def test_a_file_of_this_machine_becomes_a_wheel(installed, tmp_path):
    record = {"url": (tmp_path / "e.whl").as_uri(), "archive_info": {"hashes": {"sha256": "ab12"}}}
    found = pin(*installed(record))
    assert found.line.startswith("file:vendor/explainer_microsite-1.2-py3-none-any.whl#sha256=")
    assert found.note.endswith(": it was installed from a file of this machine.")


def test_a_pushed_checkout_is_pinned_by_its_commit(installed, pushed):
    expected = f"{NAME} @ git+{PUBLIC}@{git(pushed, 'rev-parse', 'HEAD')}"
    about, files = installed({"url": pushed.as_uri(), "dir_info": {}})
    assert pin(about, files).line == expected
    # Editable: the files lie in the checkout.
    assert pin(about, pushed / "generator").line == expected
    # Windows' line ends are the same package.
    files.joinpath("__init__.py").write_bytes(b"ONE = 1\r\n")
    assert pin(about, files).line == expected


def test_a_local_repository_is_followed_to_its_remote(installed, pushed):
    commit = git(pushed, "rev-parse", "HEAD")
    record = {"url": pushed.as_uri(), "vcs_info": {"vcs": "git", "commit_id": commit}}
    assert pin(*installed(record)).line == f"{NAME} @ git+{PUBLIC}@{commit}"


def test_what_nobody_else_can_fetch_becomes_a_wheel(installed, pushed):
    about, files = installed({"url": pushed.as_uri(), "dir_info": {}})

    def reason():
        found = pin(about, files)
        assert list(found.files) == ["vendor/explainer_microsite-1.2-py3-none-any.whl"]
        told = found.note.partition(": ")[2].removesuffix(".")
        return told.partition('"')[0] + told.rpartition('"')[2]

    files.joinpath("__init__.py").write_text("ONE = 2\n")
    assert reason().startswith("what is installed is not what commit")
    files.joinpath("__init__.py").write_text("ONE = 1\n")
    git(pushed, "remote", "set-url", "origin", "/somewhere/here.git")
    assert reason() == "its remote is , which only this machine reaches"
    git(pushed, "commit", "--quiet", "--allow-empty", "--message=Two")
    assert reason().endswith("has not been pushed")
    git(pushed, "remote", "remove", "origin")
    assert reason() == "the repository in  has no remote"
    pushed.joinpath(".git").rename(pushed / "away")
    assert reason() == " is not a Git repository with a commit"


def test_without_git_it_becomes_a_wheel(installed, pushed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert pin(*installed({"url": pushed.as_uri(), "dir_info": {}})).files


def test_a_package_that_was_never_installed_is_a_message(monkeypatch):
    monkeypatch.setattr(scaffold, "NAME", "explainer-microsite-that-nobody-installed")
    with pytest.raises(GeneratorError, match="new-uninstalled"):
        pin()


def test_the_wheel_holds_what_runs_and_nothing_of_this_machine(installed, tmp_path):
    about, files = installed({"url": tmp_path.as_uri(), "dir_info": {}})
    files.joinpath("__pycache__").mkdir()
    files.joinpath("__pycache__", "x.pyc").write_bytes(b"")
    name, content = make_wheel(about, files)
    assert make_wheel(about, files) == (name, content)
    tmp_path.joinpath(name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / name) as wheel:
        stem = "explainer_microsite-1.2.dist-info"
        assert wheel.namelist() == [
            "generator/__init__.py", f"{stem}/METADATA", f"{stem}/WHEEL", f"{stem}/RECORD",
        ]  # fmt: skip


def test_the_vendored_line_installs_in_a_fresh_environment_without_network(tmp_path):
    """The real package, as pip of a new environment gets it; what it depends on is lent by this one."""
    name, content = make_wheel(distribution(NAME), PACKAGE)
    found = pin(_Local(), PACKAGE)
    assert found.files == {f"vendor/{name}": content}
    tmp_path.joinpath("vendor").mkdir()
    tmp_path.joinpath("vendor", name).write_bytes(content)
    tmp_path.joinpath("requirements.txt").write_text(f"{found.line}\n")
    place = tmp_path / "environment"
    venv.create(place, with_pip=True)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    bare = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PIP_CONFIG_FILE")}
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]

    def run(*words):
        return subprocess.run(
            [python, *words], cwd=tmp_path, env=bare, capture_output=True, text=True, check=False
        )

    done = run("-m", "pip", "install", *options, "-r", "requirements.txt")
    assert done.returncode == 0, done.stderr
    lent = run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    Path(lent, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    tmp_path.joinpath("seeds").mkdir()
    tmp_path.joinpath("seeds/a.txt").write_text(
        "A bridge closes\n\nThe bridge in Oslo was closed on 5 March.\n"
    )
    where = run("-c", "import generator; print(generator.__file__)").stdout
    assert where.startswith(str(place))
    checked = run("-m", "generator", "check")
    assert "every one exact" in checked.stdout, checked.stderr
    tmp_path.joinpath("vendor", name).write_bytes(content + b"\0")
    changed = run("-m", "pip", "install", *options, "--force-reinstall", "-r", "requirements.txt")
    assert changed.returncode != 0, "a wheel of another digest is not installed"


class _Local(Distribution):
    """The installed distribution, as if it had come from a wheel of this machine."""

    def __init__(self):
        self._real = distribution(NAME)

    def read_text(self, filename):
        if filename == "direct_url.json":
            return json.dumps({"url": "file:///gone/e.whl", "archive_info": {}})
        return self._real.read_text(filename)

    def locate_file(self, path):
        return PACKAGE if str(path) == "generator" else self._real.locate_file(path)
