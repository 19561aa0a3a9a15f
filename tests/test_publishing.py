"""The workflows, their steps run by hand, and the address a site is published with."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import BUNDLED_ARTICLES, ROOT, run

from generator.cli import main

ARTICLE = (
    "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge in Oslo was closed on Tuesday, the mayor said.\n"
)
SCAFFOLD = ROOT / "generator/data/scaffold/publish.yml"
WORKFLOWS = [*sorted(ROOT.joinpath(".github/workflows").glob("*.yml")), SCAFFOLD]
PINNED = re.compile(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")


def jobs(path):
    return yaml.safe_load(path.read_text("utf-8"))["jobs"].values()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parent.name + "-" + path.stem)
def test_actions_are_pinned_and_get_no_more_than_they_need(path):
    used = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.search(line)] == []
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {}
    for job in jobs(path):
        writes = [name for name, level in job["permissions"].items() if level == "write"]
        assert not writes or len(job["steps"]) == 1, "what installs packages has no right to publish"
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_no_workflow_names_a_branch():
    for path in WORKFLOWS:
        assert not re.search(r"\b(main|master)\b", path.read_text("utf-8")), path


def test_a_new_project_publishes_as_this_one_does():
    ours, theirs = (
        # This project's pages for editors are its own.
        [line for line in path.read_text("utf-8").splitlines()[1:] if "docs/mkdocs.yml" not in line]
        for path in (ROOT / ".github/workflows/publish.yml", SCAFFOLD)
    )
    different = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    assert [(one.strip(), other.strip()) for one, other in different] == [
        ("run: python -m pip install .", "run: python -m pip install -r requirements.txt")
    ]


def steps(path, folder):
    """Run the commands of the job that builds, after the installation, as the runner's shell would."""
    build = next(job for job in jobs(path) if any("explainer check" in str(step) for step in job["steps"]))
    commands = [step["run"] for step in build["steps"] if "run" in step and "pip install" not in step["run"]]
    environment = os.environ | {
        "CI": "true",
        "SITE_URL": "https://example.org/repo/",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for command in commands:
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        yield subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def committed(folder):
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message=Story"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


@pytest.fixture
def fork(tmp_path):
    """This repository with another story in it; what its tests need beside."""
    folder = tmp_path / "fork"
    for name in ("mkdocs.yml", "pyproject.toml", "site_src", "seeds", "tests"):
        copy = shutil.copytree if ROOT.joinpath(name).is_dir() else shutil.copyfile
        folder.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    for path in folder.joinpath("seeds").iterdir():
        path.unlink()
    folder.joinpath("seeds/daily.txt").write_text(ARTICLE)
    settings = folder / "mkdocs.yml"
    named = re.sub(r"(?m)^site_name: .*", "site_name: The bridge", settings.read_text("utf-8"))
    address = 'site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]'
    settings.write_text(re.sub(r"(?m)^site_url: .*", address, named), "utf-8")
    return folder


def test_a_fork_with_another_story_publishes_it(fork):
    committed(fork)
    for done in steps(ROOT / ".github/workflows/publish.yml", fork):
        assert done.returncode == 0, done.stdout + done.stderr
    home = fork.joinpath("site/index.html").read_text("utf-8")
    assert "closed on Tuesday" in home
    assert '<link rel="canonical" href="https://example.org/repo/">' in home


def test_a_new_project_publishes(tmp_path):
    assert CliRunner().invoke(main, ["new", str(tmp_path)]).exit_code == 0
    tmp_path.joinpath("seeds/daily.txt").write_text(ARTICLE)
    committed(tmp_path)
    for done in steps(tmp_path / ".github/workflows/publish.yml", tmp_path):
        assert done.returncode == 0, done.stdout + done.stderr
    assert "127.0.0.1" not in tmp_path.joinpath("site/index.html").read_text("utf-8")


def test_the_log_names_file_and_line(fork):
    fork.joinpath("seeds/story.yml").write_text(
        "story: {title: The bridge}\nsources: {daily.txt: {id: daily}}\nclaims:\n"
        "  - {id: shut, text: It was shut., evidence: [{source: daily, quote: was shut}]}\n"
    )
    committed(fork)
    first = next(steps(ROOT / ".github/workflows/publish.yml", fork))
    assert first.returncode == 1
    assert first.stderr.startswith('seeds/story.yml:4: the quotation "was shut" is not in "daily"')


def run_tests(folder):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/dates/test_dates_seeds.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_in_a_fork_tests_of_the_bundled_story_say_why_they_are_skipped(fork):
    code, told = run_tests(fork)
    assert code == 0
    assert "a test of the bundled story: seeds/ and mkdocs.yml hold another one" in told


def test_a_bundled_story_without_its_articles_fails(fork, bundled_root):
    shutil.copyfile(bundled_root / "mkdocs.yml", fork / "mkdocs.yml")
    assert run_tests(fork)[0] == 1
    fork.joinpath("mkdocs.yml").write_text("site_name: The bridge\n")
    shutil.copyfile(bundled_root / "seeds" / BUNDLED_ARTICLES[0], fork / "seeds" / BUNDLED_ARTICLES[0])
    assert run_tests(fork)[0] == 1


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "0.0.0.0:8000"])
def test_a_build_in_ci_warns_of_an_address_of_this_machine(project, host):
    folder = project({"daily.txt": ARTICLE})
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://example.org/repo/", f"http://{host}/"))
    done = run("mkdocs", folder, "--strict", check=False, CI="true")
    assert done.returncode == 1
    assert f'mkdocs.yml: the site is to be published with the address "http://{host}/" [site-url-local]' in (
        done.stderr
    )
    assert "site-url-local" not in run("mkdocs", folder, "--strict", CI="").stderr


def test_gh_deploy_warns_of_an_address_of_this_machine(tmp_path):
    folder, bare = tmp_path / "story", tmp_path / "bare.git"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    folder.joinpath("seeds/daily.txt").write_text(ARTICLE)
    committed(folder)
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    subprocess.run(["git", "-C", str(folder), "remote", "add", "origin", str(bare)], check=True)
    who = {
        f"GIT_{role}_{what}": "n@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }

    def deploy(**more):
        command = [sys.executable, "-m", "mkdocs", "gh-deploy"]
        environment = os.environ | who | {"CI": "", "SITE_URL": "http://localhost:8000/"} | more
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        return done.stderr

    told = deploy()
    assert "[site-url-local]" in told
    assert "http://localhost:8000/" in told
    assert "[site-url-local]" not in deploy(SITE_URL="https://example.org/repo/")


def test_the_readmes_story_file_builds(project, monkeypatch):
    told = ROOT.joinpath("README.md").read_text("utf-8")
    sample = re.search(r"```yaml\n(story: .*?)```", told, re.DOTALL)[1]
    day, said = re.search(r"`seeds/daily.txt` with the lines “(.+?)” and “(.+?)”:", told, re.DOTALL).groups()
    folder = project({"daily.txt": f"{day}\n{' '.join(said.split())}\n"}, sample)
    run("mkdocs", folder, "--strict")
    monkeypatch.chdir(folder)
    assert "\n1 claim, " in CliRunner().invoke(main, ["check"]).output
    assert "The bridge was closed on Tuesday" in folder.joinpath("site/index.html").read_text("utf-8")
