"""The shape of the house: imports point towards the plain rules, and the README's map is true."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = ("notices", "site_config")

# Each part may import only what stands in a row above its own; parts of one row are strangers.
LAYERS = [
    ["notices.canonical", "notices.characters", "notices.numbering"]
    + ["notices.refusal", "notices.roles", "notices.script", "notices.surfaces"]
    + ["notices.validity", "notices.working_days"],
    ["notices.file_types", "notices.importing", "notices.rich_text"],
    ["notices.arriving", "notices.pictures", "notices.viewing"],
    ["notices.checks", "notices.reading", "notices.searching", "notices.whole_text"],
    ["notices.describing", "notices.diff", "notices.printing", "notices.traces"],
    ["notices.comparing"],
    ["notices.querysets"],
    ["notices.fields"],
    ["notices.models"],
    ["notices.integrity", "notices.newsroom", "notices.receiving", "notices.sending"]
    + ["notices.template_filters"],
    ["notices.views"],
    ["notices.admin", "notices.set_up"],
    ["notices.apps", "notices.feeds", "notices.management", "notices.sitemaps"],
    ["notices.urls"],
    ["site_config.formats", "site_config.starting", "site_config.surfaces"]
    + ["site_config.survey"],
    ["site_config.generations", "site_config.headers", "site_config.models"]
    + ["site_config.settings"]
    + ["site_config.static_files"],
    ["site_config.admin", "site_config.compression", "site_config.doors"]
    + ["site_config.dress", "site_config.quickstart"]
    + ["site_config.sitemaps", "site_config.traditional"]
    + ["site_config.views", "site_config.watching"],
    ["site_config.templating"],
    ["site_config.errors", "site_config.page_cache"],
    ["site_config.apps", "site_config.management", "site_config.urls", "site_config.wsgi"],
]
PLAIN = [part for row in LAYERS[:6] for part in row]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_MODULES = 18


def part_of(module: str) -> str:
    """`notices.importing.tail` is in the part `notices.importing`."""
    return ".".join(module.split(".")[:2])


@cache
def modules() -> list[tuple[str, str, ast.Module]]:
    """(module, its text, its tree) for every module of the two rooms but migrations."""
    found = []
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            name = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
            if ".migrations" not in name:
                text = path.read_text(encoding="utf-8")
                found.append((name.removesuffix(".__init__"), text, ast.parse(text)))
    return found


def imports(name: str, tree: ast.Module) -> list[str]:
    """Every module an import statement anywhere in the tree names, in full."""
    is_package = (HOUSE / Path(*name.split("."))).is_dir()
    package = name.split(".") if is_package else name.split(".")[:-1]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join(base + ([node.module] if node.module else []))
            found += [origin] + [f"{origin}.{alias.name}" for alias in node.names]
    return found


def level_of(part: str) -> int:
    levels = {part: level for level, row in enumerate(LAYERS) for part in row}
    return levels[part]


def test_every_part_has_its_place():
    parts = {part_of(name) for name, _, _ in modules()} - set(ROOMS)
    assert sorted(parts) == sorted(part for row in LAYERS for part in row)


@pytest.mark.parametrize("name", [name for name, _, _ in modules()])
def test_imports_point_towards_the_plain_rules(name):
    tree = next(tree for other, _, tree in modules() if other == name)
    placed = {part for row in LAYERS for part in row}
    own = part_of(name)
    for target in {part_of(target) for target in imports(name, tree)} & placed:
        if target != own and own in placed:
            assert level_of(target) < level_of(own), f"{name} imports {target}"


@pytest.mark.parametrize("room", [name for name, _, _ in modules() if name.startswith("notices")])
def test_notices_never_knows_the_site(room):
    tree = next(tree for other, _, tree in modules() if other == room)
    assert [t for t in imports(room, tree) if t.split(".")[0] == "site_config"] == []


def test_the_rules_are_plain_python():
    for name, _, tree in modules():
        if part_of(name) in PLAIN:
            django = [t for t in imports(name, tree) if t.split(".")[0] == "django"]
            assert django == [], name


def test_the_site_package_imports_nothing():
    text = (HOUSE / "site_config" / "__init__.py").read_text(encoding="utf-8")
    assert imports("site_config", ast.parse(text)) == []


def test_no_import_stands_inside_a_function():
    for name, _, tree in modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                inner = [
                    n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)
                ]
                assert inner == [], f"{name}.{function.name}"


def test_no_module_and_no_function_is_too_long():
    for name, text, tree in modules():
        assert len(text.splitlines()) <= LONGEST_MODULE, name
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{name}.{node.name}: {length} lines"


def test_no_folder_is_crowded():
    for room in ROOMS:
        for folder in [HOUSE / room, *(HOUSE / room).rglob("*/")]:
            own = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
            assert len(own) <= MOST_MODULES, folder


def test_the_map_in_the_readme_names_every_part():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    drawn = re.search(r"## Map of the house\n.*?```\n(.*?)```", readme, re.S)[1]
    named = set(re.findall(r"^[ ]*(\S+?)/?(?:\s|$)", drawn, re.M))
    for name, _, _ in modules():
        part = part_of(name).split(".")[-1]
        if f"{part}.py" not in named:
            assert part in named, f"{name} is not on the map"
    for entry in named:
        places = [HOUSE / entry, *(HOUSE / room / entry for room in ROOMS)]
        assert any(place.exists() for place in places), f"{entry} is on the map and not there"
