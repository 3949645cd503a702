"""The explanations of diagnostic codes: there is one for each, and its examples are true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import flashcards
from flashcards.content.codes import explain_code, list_codes
from flashcards.content.levels import Level
from tests.content.test_cases import NOT_IN_A_YAML_BLOCK
from tests.pipeline import diagnose

PACKAGE = Path(flashcards.__file__).parent

FALLBACK = "chapter-start-fallback"

SHOWN_AS_TEXT = NOT_IN_A_YAML_BLOCK | {"invalid-content-id"}
"""Codes about files themselves, or about what drafts are made from: no YAML block can show them."""

_FORM = re.compile(
    r"# (?P<code>[a-z0-9-]+)\n\n(?P<severity>error|warning|info)\n\n(?P<what>.+?)\n\n"
    r"## Why\n\n(?P<why>.+?)\n\n"
    r"## Bad\n\n```(?P<bad_kind>yaml|text)\n(?P<bad>.*?\n)```\n\n"
    r"## Good\n\n```(?P<good_kind>yaml|text)\n(?P<good>.*?\n)```\n",
    re.DOTALL,
)


class _CodeFinder(ast.NodeVisitor):
    """Finds every string that reaches a parameter named `code`.

    `parameters` says at which position each function of the package takes its `code`.
    """

    def __init__(self, path: Path, parameters: dict[str, int]) -> None:
        self._path = path
        self._parameters = parameters
        self._functions: list[ast.FunctionDef] = []
        self.codes: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        position = self._parameters.get(name)
        if position is not None and position < len(node.args):
            self.codes.update(self._resolve(node.args[position]))
        for keyword in node.keywords:
            if keyword.arg == "code":
                self.codes.update(self._resolve(keyword.value))
        self.generic_visit(node)

    def _resolve(self, value: ast.expr) -> Iterator[str]:
        match value:
            case ast.Constant(value=str(code)):
                yield code
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._resolve(body)
                yield from self._resolve(orelse)
            case ast.Attribute(attr="code"):
                pass  # handed on from a value that was made elsewhere
            case ast.Name(id=name):
                yield from self._resolve_name(name)
            case _:
                pytest.fail(f"{self._path}:{value.lineno}: which code is this?")

    def _resolve_name(self, name: str) -> Iterator[str]:
        for function in reversed(self._functions):
            arguments = [*function.args.args, *function.args.kwonlyargs]
            if name == "code" and any(argument.arg == name for argument in arguments):
                return  # handed on from a caller, which is looked at itself
            for loop in ast.walk(function):
                match loop:
                    case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                        for index, target in enumerate(targets):
                            if isinstance(target, ast.Name) and target.id == name:
                                for row in rows:
                                    assert isinstance(row, ast.Tuple)
                                    yield from self._resolve(row.elts[index])
                                return
        pytest.fail(f"{self._path}: where does the code `{name}` come from?")


def _emitted_codes() -> set[str]:
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
        # The command line only shows what others have found; its codes are exit codes, too.
        if path.relative_to(PACKAGE).parts[0] != "cli"
    }
    parameters = {
        node.name: [argument.arg for argument in node.args.args].index("code")
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(argument.arg == "code" for argument in node.args.args)
        and node.name != explain_code.__name__
    }
    found: set[str] = set()
    for path, tree in trees.items():
        finder = _CodeFinder(path.relative_to(PACKAGE), parameters)
        finder.visit(tree)
        found |= finder.codes
    return found


def _form(code: str) -> re.Match[str]:
    form = _FORM.fullmatch(explain_code(code))
    assert form is not None, f"codes/{code}.md doesn't have the form of an explanation"
    return form


def _levels(code: str) -> dict[str, Level]:
    """Judge an example by all craft rules; only examples of its own need give every time."""
    return {} if code == FALLBACK else {FALLBACK: Level.OFF}


def test_every_code_that_can_be_reported_is_explained_and_no_other() -> None:
    assert _emitted_codes() == set(list_codes())


@pytest.mark.parametrize("code", sorted(_emitted_codes()))
def test_a_code_is_lower_case_words_joined_by_hyphens(code: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)


@pytest.mark.parametrize("code", list_codes())
def test_an_explanation_says_what_and_why_with_two_examples(code: str) -> None:
    form = _form(code)
    assert form["code"] == code
    for part in ("what", "why"):
        assert form[part].endswith(".")
    assert (form["bad_kind"] == "text") == (code in SHOWN_AS_TEXT)
    assert form["bad"] != form["good"]


@pytest.mark.parametrize("code", [code for code in list_codes() if code not in SHOWN_AS_TEXT])
def test_the_bad_example_gives_this_diagnostic_alone(code: str) -> None:
    form = _form(code)
    _, diagnostics = diagnose(form["bad"], levels=_levels(code))
    found = [(each.severity.value, each.code) for each in diagnostics]
    assert found == [(form["severity"], code)]


@pytest.mark.parametrize("code", [code for code in list_codes() if code not in SHOWN_AS_TEXT])
def test_the_good_example_gives_no_diagnostic(code: str) -> None:
    _, diagnostics = diagnose(_form(code)["good"], levels=_levels(code))
    assert diagnostics == ()
