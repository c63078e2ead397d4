"""JSON Schema of each kind of rule file, for editors that know `# yaml-language-server: $schema=...`.

The schemas are made from the models that read the files; `make made` writes those of this repository. For a rule
folder of one's own (PASSEND_RULES):

    python -m compensation.rulebook.json_schema
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from compensation.rulebook.loader import rules_folder
from compensation.rulebook.models import PracticeFile, RuleFile, SectorFile
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.words import WordFile
from compensation.staging import put

#: File of each schema below the rule folder, and its model.
SCHEMAS: Mapping[str, type[BaseModel]] = {
    "rules/schemas/rules.schema.json": RuleFile,
    "sector_data/schemas/sectors.schema.json": SectorFile,
    "sector_data/schemas/practice.schema.json": PracticeFile,
    "sector_data/schemas/words.schema.json": WordFile,
    "sector_data/schemas/scheme.schema.json": Scheme,
}


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a file whose content is `model`."""
    made = model.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **made}


def schema_text(model: type[BaseModel]) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(model), indent=2, ensure_ascii=False) + "\n"


def schema_of(name: str) -> str:
    """The schema that belongs to a rule file, given its name below the rule folder.

    >>> schema_of("sector_data/schemes/horeca.yaml")
    'sector_data/schemas/scheme.schema.json'
    """
    if name.startswith("rules/"):
        return "rules/schemas/rules.schema.json"
    kind = "scheme" if name.startswith("sector_data/schemes/") else Path(name).stem
    return f"sector_data/schemas/{kind}.schema.json"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas below a rule folder; the files that were written."""
    written = []
    for name, model in SCHEMAS.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, schema_text(model).encode("utf-8"))
        written.append(file)
    return written


def main() -> None:
    """Write the schemas of the rule folder and name them."""
    for file in write_schemas(rules_folder()):
        print(file)


if __name__ == "__main__":
    main()
