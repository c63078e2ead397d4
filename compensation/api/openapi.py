"""`GET /api/v2/openapi.json`: the API described for programs (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from compensation.api.forms import CSV, ERRORS_HEADER, JSON, JSON_LINES, PROBLEM_JSON, WRONG_HEADER
from compensation.api.problems import STATUS
from compensation.api.schemas import components
from compensation.table.limits import PAGE_MEGABYTES, PAGE_ROWS
from compensation.texts import LANGUAGES, text
from compensation.version import package_version

Data = dict[str, Any]
_STRING: Data = {"type": "string"}
_COUNT: Data = {"type": "integer", "minimum": 0}
_ROW: Data = {"type": "object"}
#: What any request can end in.
_ALWAYS = ("language", "rate", "unexpected", "busy")
_BODY = ("json", "slow", "too_large", "content_type")


@cache
def document(lang: str) -> Data:
    """The whole document, its words in a language."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Passend",
            "version": package_version(),
            "summary": text("api.doc.summary", lang),
            "description": text("api.doc.description", lang, rows=PAGE_ROWS, megabytes=PAGE_MEGABYTES),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {f"/api/v2{path}": item for path, item in _paths(lang).items()},
        "components": {"schemas": {**components(), **_schemas()}, "parameters": {"lang": _language(lang)}},
    }


def _paths(lang: str) -> Data:
    return {
        "/assess": {"post": _assess(lang)},
        "/assess-table": {"post": _table(lang)},
        "/rules": {"get": _read("rules", _ref("RuleList"), lang)},
        "/rules/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": _STRING}],
            "get": _read("rule", _ref("RuleEntry"), lang, "rule_unknown"),
        },
        "/sectors": {"get": _read("sectors", _ref("SectorList"), lang)},
        "/schema/placement": {"get": _read("placement_schema", {"type": "object"}, lang, rules=False)},
        "/schema/assessment": {"get": _read("assessment_schema", {"type": "object"}, lang, rules=False)},
        "/openapi.json": {"get": _read("openapi", {"type": "object"}, lang, rules=False)},
    }


def _assess(lang: str) -> Data:
    asked = {"required": True, "content": {JSON: {"schema": _ref("Placement")}}}
    answer = {"description": text("api.doc.assess_answer", lang), "content": {JSON: {"schema": _ref("Assessment")}}}
    return _operation("assess", answer, lang, *_BODY, "placement", "rules") | {"requestBody": asked}


def _table(lang: str) -> Data:
    asked = {"required": True, "content": {CSV: {"schema": _STRING}, JSON_LINES: {"schema": _ref("Placement")}}}
    answer = {
        "description": text("api.doc.table_answer", lang),
        "headers": {
            ERRORS_HEADER: {"description": text("api.doc.errors_header", lang), "schema": _COUNT},
            WRONG_HEADER: {"description": text("api.doc.wrong_header", lang), "schema": _COUNT},
        },
        "content": {JSON: {"schema": _ref("Table")}, CSV: {"schema": _STRING}},
    }
    codes = (*_BODY, "too_many_rows", "table", "unsure", "rules")
    return _operation("assess_table", answer, lang, *codes) | {"requestBody": asked}


def _read(name: str, schema: Data, lang: str, *codes: str, rules: bool = True) -> Data:
    answer = {"description": text(f"api.doc.{name}", lang), "content": {JSON: {"schema": schema}}}
    return _operation(name, answer, lang, *codes, *(["rules"] if rules else []))


def _operation(name: str, answer: Data, lang: str, *codes: str) -> Data:
    return {
        "operationId": name,
        "summary": text(f"api.doc.{name}", lang),
        "parameters": [{"$ref": "#/components/parameters/lang"}],
        "responses": {"200": answer, **_problems((*_ALWAYS, *codes), lang)},
    }


def _problems(codes: tuple[str, ...], lang: str) -> Data:
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(text(f"api.titles.{code}", lang))
    return {
        str(status): {
            "description": "; ".join(dict.fromkeys(titles)),
            "content": {PROBLEM_JSON: {"schema": _ref("Problem")}},
        }
        for status, titles in sorted(by_status.items())
    }


def _language(lang: str) -> Data:
    return {
        "name": "lang",
        "in": "query",
        "description": text("api.doc.lang", lang),
        "schema": {"type": "string", "enum": list(LANGUAGES)},
    }


def _ref(name: str) -> Data:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Data:
    fault = _object({"path": _STRING, "code": _STRING, "message": _STRING})
    words = dict.fromkeys(("column", "value", "problem"), _STRING)
    error = _object({"row": {"type": "integer", "minimum": 1}, "id": {"type": ["string", "null"]}, **words})
    counts = ("rows", "results", "wrong_rows", "error_lines", "assumed_workdays")
    receipt = {"version": _STRING, "rules_hash": _STRING, "assessed_on": {"type": "string", "format": "date"}}
    day = {"type": ["string", "null"], "format": "date"}
    line: Data = {"id": _STRING, "kind": _STRING, "name": {"type": ["string", "null"]}, "from": day, "to": day}
    sector = _object({"key": _STRING, "name": _STRING, "schemes": _list(_STRING), "entry": _ROW})
    return {
        "Problem": _object(
            {"type": _STRING, "title": _STRING, "status": {"type": "integer"}, "detail": _STRING},
            {"faults": _list(fault), "more": _COUNT},
        ),
        "Table": _object(
            {
                "results": _list(_ROW),
                "errors": _list(error),
                "receipt": _object({**receipt, **dict.fromkeys(counts, _COUNT)}),
            }
        ),
        "RuleList": _object({"rules_hash": _STRING, "rules": _list(_object(line))}),
        "RuleEntry": _object({**line, "rules_hash": _STRING, "entry": _ROW}),
        "SectorList": _object({"rules_hash": _STRING, "sectors": _list(sector)}),
    }


def _object(fields: Mapping[str, Data], others: Mapping[str, Data] | None = None) -> Data:
    return {"type": "object", "properties": {**fields, **(others or {})}, "required": list(fields)}


def _list(items: Data) -> Data:
    return {"type": "array", "items": items}
