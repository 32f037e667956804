"""The published JSON schema of the cases, made from the models."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from evals.casebook.load import CASES
from evals.casebook.models import CASE_MODELS, Case

SCHEMA_FILE = CASES / "schema.json"


def schema_text() -> str:
    """The schema as it stands in the file: `$defs` has one entry per case model, `folders` says which holds which."""
    schema = TypeAdapter(Case).json_schema(ref_template="#/$defs/{model}")
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Evaluation cases",
        "description": "A case file is a YAML list, or JSON lines, of cases of the model that its folder names.",
        "folders": {suite.value: f"#/$defs/{model.__name__}" for suite, model in CASE_MODELS.items()},
        **schema,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def write_schema() -> None:
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
