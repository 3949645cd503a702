"""The workflow of a new project: its steps are run as scripts, as GitHub's runner runs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command import environment, flashcards

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="runs scripts of bash"
)

GH = """\
#!/bin/sh
echo "$*" >>"$GH_CALLS"
case "$1 $2" in
  "release view") test -e "$GH_CALLS.released" ;;
  "release create") mkdir "$GH_CALLS.released" ;;
  "release upload") cp "$4" "$GH_CALLS.released" ;;
  "release download") test -e "$GH_CALLS.released" && cp "$GH_CALLS.released"/* "$7" ;;
esac
"""
ANSWER = "answer: Hermann Ebbinghaus."


class Runner:
    """A project in git, and a place where the workflow's steps run on what is checked out there."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.checkout = folder / "checkout"
        self.calls = folder / "calls"
        self.summary = folder / "summary.md"
        binaries = folder / "bin"
        binaries.mkdir()
        self._add(binaries / "gh", GH)
        self._add(binaries / "flashcards", f'#!/bin/sh\nexec {sys.executable} -m flashcards "$@"\n')
        self._environment = environment() | {
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
            "GH_CALLS": str(self.calls),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_SHA": "0" * 40,
            "RUNNER_TEMP": str(folder / "temporary"),
        }
        flashcards(folder, "init", "project")
        self.git("init", "--quiet", "-b", "main")

    @staticmethod
    def _add(path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    @property
    def workflow(self) -> dict[str, Any]:
        """The workflow, with `on` for what YAML 1.1 takes for a truth value."""
        path = self.project / ".github" / "workflows" / "flashcards.yml"
        found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {("on" if key is True else key): value for key, value in found.items()}

    def git(self, *arguments: str) -> None:
        """Run git in the project."""
        author = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(
            ["git", *author, *arguments],
            cwd=self.project,
            env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
            check=True,
            capture_output=True,
        )

    def commit(self, message: str) -> None:
        """Commit all that git takes."""
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", message)

    def edit(self, old: str, new: str) -> None:
        """Change the example."""
        path = self.project / "content" / "example.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def open_pull_request(self) -> None:
        """Check out the merge of the branch into `main`, as the runner does."""
        self.git("checkout", "--quiet", "-b", "merge", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", "change")

    def run(self, job: str) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
        """Run a job's steps on a fresh clone until one fails, and then those that don't mind."""
        shutil.rmtree(self.checkout, ignore_errors=True)
        shutil.rmtree(self._environment["RUNNER_TEMP"], ignore_errors=True)
        Path(self._environment["RUNNER_TEMP"]).mkdir()
        depth = "2" if job == "review" else "1"
        self.git("clone", "--quiet", "--depth", depth, self.project.as_uri(), str(self.checkout))
        has_failed = False
        for step in self.workflow["jobs"][job]["steps"]:
            is_meant = not has_failed or step.get("if") == "${{ !cancelled() }}"
            if "run" not in step or step["name"] == "Install" or not is_meant:
                continue
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.checkout,
                env=self._environment | {"DECKS": self.workflow["env"]["DECKS"]},
                capture_output=True,
                text=True,
                check=False,
            )
            has_failed = has_failed or done.returncode != 0
            yield step["name"], done


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Give a runner whose project was built and committed on `main`."""
    runner = Runner(tmp_path)
    assert flashcards(runner.project, "build").returncode == 0
    runner.commit("Begin")
    runner.git("checkout", "--quiet", "-b", "change")
    return runner


def _statuses(steps: Iterator[tuple[str, subprocess.CompletedProcess[str]]]) -> dict[str, int]:
    return {name: done.returncode for name, done in steps}


@pytest.mark.parametrize("is_built", [True, False])
def test_a_pull_request_shows_what_it_brings_whether_its_lock_is_built_or_not(
    runner: Runner, *, is_built: bool
) -> None:
    runner.edit(ANSWER, "answer: Hermann Ebbinghaus, in Berlin.")
    if is_built:
        flashcards(runner.project, "build")
    runner.commit("Say where")
    runner.open_pull_request()
    steps = dict(runner.run("review"))
    assert [each.returncode for each in steps.values()] == [0, 0, 0]
    summary = runner.summary.read_text(encoding="utf-8")
    assert "in Berlin" in summary
    assert "1 updated" in summary
    said = steps["Show what it brings to learners"].stdout
    assert ("::warning::The locks are behind" in said) is not is_built
    assert (runner.checkout / "decks" / "example.html").exists()


def test_a_pull_request_with_an_error_is_refused_at_its_line(runner: Runner) -> None:
    runner.edit("at: 0:40", "at: soon")
    runner.commit("Break it")
    runner.open_pull_request()
    steps = dict(runner.run("review"))
    assert steps["Check the content"].returncode == 1
    assert "::error file=content/example.yaml,line=" in steps["Check the content"].stdout


def test_a_history_that_would_be_lost_stops_a_pull_request_until_its_author_has_answered(
    runner: Runner,
) -> None:
    runner.edit(
        "Who measured forgetting on himself with lists of meaningless syllables?",
        "Which psychologist learnt nonsense by heart?",
    )
    runner.edit(ANSWER, "answer: Ebbinghaus of Berlin.")
    runner.commit("Reword")
    runner.open_pull_request()
    assert _statuses(runner.run("review"))["Show what it brings to learners"] == 1
    runner.git("checkout", "--quiet", "--force", "change")
    assert flashcards(runner.project, "build", "--retire", "all").returncode == 0
    runner.commit("Answer")
    runner.git("branch", "--quiet", "-D", "merge")
    runner.open_pull_request()
    assert set(_statuses(runner.run("review")).values()) == {0}


def test_a_first_pull_request_has_no_locks_to_compare_with(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    (runner.project / "content" / "example.yaml").rename(tmp_path / "example.yaml")
    runner.commit("Begin")
    runner.git("checkout", "--quiet", "-b", "change")
    (tmp_path / "example.yaml").rename(runner.project / "content" / "example.yaml")
    flashcards(runner.project, "build")
    runner.commit("Add a video")
    runner.open_pull_request()
    assert set(_statuses(runner.run("review")).values()) == {0}
    assert "9 new" in runner.summary.read_text(encoding="utf-8")


def test_what_lands_on_main_is_released_under_a_name_that_stays(runner: Runner) -> None:
    assert _statuses(runner.run("release")) == {
        "Refuse locks that are behind the content": 0,
        "Refuse updates that Anki would skip": 0,
        "Build": 0,
        "Release": 0,
    }
    download, view, create, upload = runner.calls.read_text(encoding="utf-8").splitlines()
    assert download.startswith("release download decks --pattern *.apkg --dir ")
    assert view == "release view decks"
    assert create.startswith(f"release create decks --target {'0' * 40} --title Decks --notes The")
    assert upload == "release upload decks decks/example.apkg --clobber"
    runner.calls.unlink()
    assert set(_statuses(runner.run("release")).values()) == {0}
    assert runner.calls.read_text(encoding="utf-8").splitlines() == [download, view, upload]


def test_a_release_that_was_reverted_without_its_packages_is_not_released(runner: Runner) -> None:
    """The lock went back on another machine; the package that was released puts it right."""
    runner.git("checkout", "--quiet", "main")
    runner.edit(ANSWER, "answer: Hermann Ebbinghaus, in Berlin.")
    flashcards(runner.project, "build")
    runner.commit("Say where")
    assert set(_statuses(runner.run("release")).values()) == {0}
    released = runner.project / "decks" / "example.apkg"
    package = released.read_bytes()
    released.unlink()
    runner.git("revert", "--no-edit", "HEAD")
    steps = dict(runner.run("release"))
    refused = steps["Refuse updates that Anki would skip"]
    assert (list(steps)[-1], refused.returncode) == ("Refuse updates that Anki would skip", 1)
    assert refused.stdout == (
        "::error::example.apkg was released later than its lock says: put it into decks, run "
        "flashcards build there, and commit the lock.\n"
    )
    released.write_bytes(package)
    assert "1 note later than the lock knows" in flashcards(runner.project, "build").stderr
    runner.commit("Lift the lock")
    assert set(_statuses(runner.run("release")).values()) == {0}


def test_content_whose_lock_is_behind_is_not_released(runner: Runner) -> None:
    runner.edit(ANSWER, "answer: Hermann Ebbinghaus, in Berlin.")
    runner.commit("Forget to build")
    steps = dict(runner.run("release"))
    assert list(steps) == ["Refuse locks that are behind the content"]
    refused = steps["Refuse locks that are behind the content"]
    assert (refused.returncode, refused.stdout) == (1, "decks/example.lock: out of date\n")
    assert not runner.calls.exists()


def test_no_text_of_a_pull_request_becomes_part_of_a_script(runner: Runner) -> None:
    for job in runner.workflow["jobs"].values():
        assert all("${{" not in step.get("run", "") for step in job["steps"])
    assert runner.workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in runner.workflow["jobs"]["review"]
    assert runner.workflow["on"] == {
        "pull_request": None,
        "push": {"branches": ["main", "master"]},
    }
