"""The API described for programs: a whole document, whose schemas are schemas and whose words are those of the code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compensation.api.problems import STATUS
from compensation.texts import LANGUAGES, catalogue
from tests.api.calls import BOL, assess, assess_table, call

DOCUMENT = call("/api/v2/openapi.json?lang=en").data
SCHEMAS = DOCUMENT["components"]["schemas"]
METHODS = {"get", "post"}


def operations() -> Iterator[tuple[str, str, Any]]:
    """Path, method and description of everything that can be asked."""
    for path, item in DOCUMENT["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS & item.keys())


def nodes(node: Any) -> Iterator[Any]:
    """Every part of a document."""
    yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(part)


def test_every_reference_leads_somewhere() -> None:
    references = [node["$ref"] for node in nodes(DOCUMENT) if isinstance(node, dict) and "$ref" in node]
    assert len(references) > 50
    for reference in references:
        found = DOCUMENT
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_an_openapi_document(lang: str) -> None:
    document = call(f"/api/v2/openapi.json?lang={lang}").data
    assert re.fullmatch(r"3\.1\.\d", document["openapi"])
    assert {"title", "version"} <= document["info"].keys()
    assert document.keys() <= {"openapi", "info", "paths", "components"}
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(ids)) == len(ids) == 8
    for path, method, operation in operations():
        assert path.startswith("/api/v2/")
        assert operation.keys() <= {"operationId", "summary", "parameters", "requestBody", "responses"}
        assert ("requestBody" in operation) == (method == "post")
        placed = set(re.findall(r"\{(\w+)\}", path))
        assert placed == {part["name"] for part in DOCUMENT["paths"][path].get("parameters", [])}
        for status, answer in operation["responses"].items():
            assert re.fullmatch(r"[2-5]\d\d", status)
            assert answer["description"]
            assert all(media.keys() == {"schema"} for media in answer["content"].values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    limits = {"ge", "le", "gt", "lt"}
    assert [node for node in nodes(SCHEMAS[name]) if isinstance(node, dict) and limits & node.keys()] == []


def checked(name: str, data: Any) -> list[str]:
    """What is wrong with data by a schema of the document."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def test_what_goes_in_and_comes_out_fits() -> None:
    assert checked("Placement", BOL) == []
    assert checked("Placement", {**BOL, "foo": 1}) != []
    assert checked("Placement", {**BOL, "study_year": 7}) != []
    assert checked("Assessment", assess(BOL).data) == []
    assert checked("Problem", assess({}).data) == []
    assert checked("Table", assess_table(json.dumps(BOL).encode() + b"\n{}", "application/x-ndjson").data) == []
    assert checked("RuleList", call("/api/v2/rules").data) == []
    assert checked("RuleEntry", call("/api/v2/rules/km_rate").data) == []
    assert checked("SectorList", call("/api/v2/sectors").data) == []


def test_the_schemas_of_files_are_whole() -> None:
    for name, data in (("placement", BOL), ("assessment", assess(BOL).data)):
        schema = call(f"/api/v2/schema/{name}").data
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(data)) == []


def test_every_problem_has_its_words_and_every_word_its_problem() -> None:
    for lang in LANGUAGES:
        texts = catalogue(lang)
        titles = {key.removeprefix("api.titles.") for key in texts if key.startswith("api.titles.")}
        assert titles == set(STATUS)
        assert all(f"api.{code}" in texts for code in STATUS)


def test_every_rule_that_is_listed_can_be_asked() -> None:
    for line in call("/api/v2/rules?lang=en").data["rules"]:
        found = call(f"/api/v2/rules/{line['id']}?lang=en").data
        assert {name: found[name] for name in line} == line
        assert found["entry"]
