"""Try to do harm: folders that overlap, kills while building, full disks; count what was lost.

    python benchmarks/harm.py [overlaps] [kills] [disks] [--kills N] [--disks N] [--seed N]

Everything happens in copies of the bundled project below the temporary folder. The full disks want Linux and
`unshare -rm`. Exits with 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
BUILD = [PYTHON, "-m", "mkdocs", "build", "--quiet"]
SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": "1769558400", "PYTHONPATH": str(ROOT)}
# Settings that lay folders over each other; what must be there first; options of the command.
OVERLAPS = (
    ("site_dir: seeds", {}, ()),
    ("site_dir: seeds/site", {}, ()),
    ("plugins: [{explainer: {seeds_dir: site/seeds}}]", {"move": ("seeds", "site/seeds")}, ()),
    ("site_dir: .", {}, ()),
    ("site_dir: ..", {}, ()),
    ("site_dir: site_src/site", {}, ()),
    ("docs_dir: seeds", {}, ()),
    ("plugins: [{explainer: {templates_dir: site/templates}}]", {"write": ("site/templates/a.md.jinja", "mine")}, ()),
    ("site_dir: linked", {"link": ("linked", "seeds")}, ()),
    ("site_dir: notes", {"write": ("notes/mine.txt", "mine")}, ()),
    ("# on the command line", {}, ("--site-dir", "seeds")),
    ("plugins: [{explainer: {seeds_dir: site_src/seeds}}]", {"move": ("seeds", "site_src/seeds")}, ()),
)  # fmt: skip


def project(place: Path, settings: str = "") -> Path:
    """A copy of the bundled project; settings given anew take the place of the old ones."""
    folder = place / "project"
    folder.mkdir(parents=True)
    for name in ("seeds", "site_src"):
        shutil.copytree(ROOT / name, folder / name)
    lines = (ROOT / "mkdocs.yml").read_text("utf-8").splitlines()
    key = settings.partition(":")[0]
    if key == "plugins":
        lines = [line for line in lines if line not in ("plugins:", "  - explainer")]
    lines = [line for line in lines if not line.startswith(f"{key}:")]
    folder.joinpath("mkdocs.yml").write_text("\n".join([*lines, settings, ""]), "utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Each file with what it holds; places where builds work are none of a site's own."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".explainer-build" not in path.as_posix()
    }


def build(folder: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, *options], cwd=folder, env=ENVIRONMENT | env, capture_output=True, text=True, check=False
    )


def overlaps(place: Path) -> int:
    """How many of the overlapping folders lost or published something, or were not refused."""
    lost = 0
    for number, (settings, first, options) in enumerate(OVERLAPS):
        folder = project(place / str(number), settings)
        if "move" in first:
            target = folder / first["move"][1]
            target.parent.mkdir(exist_ok=True)
            folder.joinpath(first["move"][0]).rename(target)
        if "write" in first:
            path = folder / first["write"][0]
            path.parent.mkdir(parents=True)
            path.write_text(first["write"][1])
        if "link" in first:
            folder.joinpath(first["link"][0]).symlink_to(first["link"][1])
        before = digests(folder)
        done = build(folder, *options)
        harmed = digests(folder) != before or done.returncode == 0 or "Traceback" in done.stderr
        lost += harmed
        why = next((line for line in done.stderr.splitlines() if "]" in line or "'docs_dir'" in line), "")
        print(f"  {'LOST   ' if harmed else 'refused'} {settings} {' '.join(options)}")
        print(f"          {why.strip()}")
    return lost


def two_sites(folder: Path) -> tuple[str, str, list[dict[str, str]], float]:
    """Two story files, the two sites they make, and how long a build takes."""
    story = folder / "seeds/story.yml"
    one = story.read_text("utf-8")
    other = one.replace("\nstory:\n  title: ", "\nstory:\n  title: Again - ", 1)
    if other == one:
        raise SystemExit("the bundled story has no title in its first lines")
    sites = []
    for text in (other, one):
        story.write_text(text, "utf-8")
        build(folder).check_returncode()
        sites.append(digests(folder / "site"))
    started = time.monotonic()
    build(folder).check_returncode()
    return other, one, sites, time.monotonic() - started


def kills(place: Path, count: int, chance: random.Random) -> int:
    """How many builds ended by a signal left another site than the old or the new one, or a copy for good."""
    folder, temporary = project(place), place / "temporary"
    temporary.mkdir()
    *stories, sites, seconds = two_sites(folder)
    broken = ended = after = left = 0
    for number in range(count):
        folder.joinpath("seeds/story.yml").write_text(stories[number % 2], "utf-8")
        before = digests(folder / "site")
        process = subprocess.Popen(
            BUILD, cwd=folder, env=ENVIRONMENT | {"TMPDIR": str(temporary)}, stderr=subprocess.DEVNULL
        )
        # Two in three fall into the last part, in which files are written.
        first = 0.6 if number % 3 else 0.0
        time.sleep(seconds * chance.uniform(first, 1.05))
        process.send_signal(SIGNALS[number % len(SIGNALS)])
        ended += process.wait() != 0
        now = digests(folder / "site")
        whole = now in sites
        broken += not whole
        after += now != before
        build(folder, TMPDIR=str(temporary)).check_returncode()
        copies = [*temporary.iterdir(), *folder.glob(".*build*"), *folder.joinpath("site").glob(".*build*")]
        left += bool(copies)
        if not whole or copies:
            print(f"  BROKEN by {SIGNALS[number % 3].name}, number {number}: {copies}")
    print(f"  {count} signals, {ended} ended a build, {after} of them with the new site in place")
    return broken + left


def disks(place: Path, count: int, chance: random.Random) -> int:
    """How many builds and drafts on full or read-only disks changed something, or ended in a traceback."""
    kinds = (mounted_site, full_project, read_only_site, full_cache, full_temporary, full_seeds)
    harmed = 0
    for number in range(count):
        kind = kinds[number % len(kinds)]
        folder = place / str(number)
        folder.mkdir()
        script = kind(folder, chance)
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-eu", "-c", script],
            env=ENVIRONMENT | {"PYTHON": PYTHON}, cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        bad = done.returncode != 0 or "Traceback" in done.stdout + done.stderr
        harmed += bad
        print(f"  {'HARMED' if bad else 'whole '} {kind.__name__}: {said(done)}")
    return harmed


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The line of a message, or everything where harm was done."""
    if done.returncode:
        return f"\n{done.stdout}{done.stderr}"
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.endswith("]")]
    return lines[-1] if lines else "built"


# What stands in the shell scripts below: the old site is kept for comparison, then the story changes.
PREPARED = """
build() { "$PYTHON" -m mkdocs build --quiet; }
same() { diff -r --exclude .explainer-build "$1" "$2" >&2; }
"""
CHANGED = """
sed -i 's/^  title: /  title: Again - /' seeds/story.yml
if build; then echo '[built]'; else same site ../before; fi
test -z "$(find . ../temporary -name '*explainer-build*' 2>/dev/null)"
"""


def kilobytes(folder: Path) -> int:
    done = subprocess.run(["du", "-sk", folder], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0])


def _made(place: Path) -> tuple[Path, int]:
    folder = project(place)
    build(folder).check_returncode()
    return folder, kilobytes(folder / "site")


def mounted_site(place: Path, chance: random.Random) -> str:
    """The site is a mount with room for less than two of it."""
    _, size = _made(place)
    room = size + 40 + chance.randrange(size)
    return f"""{PREPARED}
cp -a project/site before; cd project
mount -t tmpfs -o size={room}k none site; cp -a ../before/. site
{CHANGED}"""


def full_project(place: Path, chance: random.Random) -> str:
    """The whole project lies on a disk that fills while the site is built."""
    _, size = _made(place)
    room = chance.randrange(size)
    return f"""{PREPARED}
cp -a project/site before; mkdir disk; mount -t tmpfs -o size=100m none disk; cp -a project/. disk; cd disk
used=$(df -k --output=used . | tail -1)
mount -o remount,size=$((used + {room}))k .
sed -i 's/^  title: /  title: Again - /' seeds/story.yml || true
if build; then echo '[built]'; else same site ../before; fi
test -z "$(find . -name '*explainer-build*')"
"""


def read_only_site(place: Path, _: random.Random) -> str:
    """The site is a mount that nothing can be written to."""
    _made(place)
    return f"""{PREPARED}
cp -a project/site before; cd project
mount -t tmpfs none site; cp -a ../before/. site; mount -o remount,ro site
{CHANGED}"""


def full_cache(place: Path, chance: random.Random) -> str:
    """The cache's disk is full: the site is built all the same, and no part of a file stays."""
    folder, _ = _made(place)
    shutil.rmtree(folder / ".cache")
    return f"""{PREPARED}
cp -a project/site before; cd project; mkdir .cache
mount -t tmpfs -o size={chance.randrange(4, 200)}k none .cache
build; same site ../before
for name in .cache/explainer/*; do case "$name" in *'*'|*/????????????????????????????????*) ;; *) exit 1;; esac; done
test -z "$(find .cache -name '*.new')"
"""


def full_temporary(place: Path, _: random.Random) -> str:
    """There is no room for temporary files."""
    _made(place)
    return f"""{PREPARED}
cp -a project/site before; mkdir temporary; mount -t tmpfs -o size=4k none temporary
export TMPDIR="$PWD/temporary"; cd project
{CHANGED}
test -z "$(ls -A ../temporary)"
"""


def full_seeds(place: Path, chance: random.Random) -> str:
    """`explainer draft` on a full disk, or on one that cannot be written to, leaves the story file."""
    folder, _ = _made(place)
    story = folder / "seeds/story.yml"
    story.write_bytes(b"\xef\xbb\xbfstory: {title: T}\n# mine\n" + b"#" * 9000 + b"\n")
    full = (
        "mount -o remount,ro seeds"
        if chance.random() < 0.5
        else "cat /dev/zero >seeds/.fill 2>/dev/null || true"
    )
    return f"""{PREPARED}
cp -a project/seeds before; cd project
mount -t tmpfs -o size=64k none seeds; cp -a ../before/. seeds; {full}
if "$PYTHON" -m generator draft; then exit 1; fi
cmp seeds/story.yml ../before/story.yml; rm -f seeds/.fill 2>/dev/null || true; same seeds ../before
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", default=["overlaps", "kills", "disks"])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--disks", type=int, default=20)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    chance, harm = random.Random(options.seed), 0
    with tempfile.TemporaryDirectory() as name:
        for part in options.parts:
            place = Path(name, part)
            place.mkdir()
            if part == "overlaps":
                found, of = overlaps(place), len(OVERLAPS)
            elif part == "kills":
                found, of = kills(place, options.kills, chance), options.kills
            else:
                found, of = disks(place, options.disks, chance), options.disks
            print(f"{part}: {found} of {of} did harm")
            harm += found
    sys.exit(1 if harm else 0)


if __name__ == "__main__":
    main()
