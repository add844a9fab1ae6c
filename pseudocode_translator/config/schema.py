"""The JSON schema of the settings file, from which editors complete and check."""

from __future__ import annotations

import json

from pseudocode_translator.config.settings import Config


def schema_text() -> str:
    """The schema as ``config/config.schema.json`` holds it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Config.model_json_schema(),
        "title": "Settings of pseudocode_translator",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
