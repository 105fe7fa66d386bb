"""What GitHub documents of the calls that we answer: `documented.json`, cut out of its OpenAPI description.

To answer one more call, add its line to the file (an empty object will do), and make it anew:
`python -m local_github.documented api.github.com.json`, with the file of that name in the npm package
`@octokit/openapi`, which holds the description as GitHub publishes it.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

_FILE = Path(__file__).parent / "documented.json"
_SAID_TO_READERS = ("description", "title", "example", "examples", "default", "deprecated", "externalDocs")


@cache
def calls() -> dict[str, Any]:
    """Every call that is answered, as `METHOD /path/{with}/{parameters}`."""
    read: dict[str, Any] = json.loads(_FILE.read_text())["calls"]
    return read


def wrong_query(call: str, query: dict[str, str]) -> str | None:
    """The first of the query's parameters that is not documented, or has a value that is not."""
    known = calls()[call]["query"]
    for name, value in query.items():
        if name not in known:
            return f"the query parameter {name!r} is not documented"
        if wrong := _wrong(known[name], _read(known[name], value)):
            return f"the query parameter {name!r}: {wrong}"
    return None


def _read(schema: dict[str, Any], value: str) -> object:
    """What a query's letters mean."""
    if schema.get("type") == "integer" and value.isdigit():
        return int(value)
    if schema.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def wrong_body(call: str, body: object) -> str | None:
    """The first thing in the body that is not documented."""
    schema = calls()[call].get("body")
    if schema is None:
        return None if body in (None, {}) else "no body is documented"
    return _wrong(schema, {} if body is None else body)


def _wrong(schema: dict[str, Any], given: object) -> str | None:
    error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(given))
    return f"{error.json_path}: {error.message}" if error else None


def cut_out(description: Any, wanted: list[str]) -> dict[str, Any]:
    """The calls' queries, bodies and codes of success, made strict: what is not documented is not taken."""
    found = {}
    for call in sorted(wanted):
        method, path = call.split(" ")
        operation = description["paths"][path][method.lower()]
        parameters = [_resolved(description, parameter) for parameter in operation.get("parameters", [])]
        cut: dict[str, Any] = {
            "operation": operation["operationId"],
            "query": {
                parameter["name"]: _resolved(description, parameter["schema"])
                for parameter in parameters
                if parameter["in"] == "query"
            },
            "success": [int(code) for code in sorted(operation["responses"]) if code.startswith("2")],
        }
        if body := operation.get("requestBody"):
            cut["body"] = _resolved(description, body)["content"]["application/json"]["schema"]
        found[call] = cut
    return found


def _resolved(description: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_resolved(description, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        target = description
        for key in value["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        return _resolved(description, target)
    kept = {
        key: _resolved(description, item)
        for key, item in value.items()
        if isinstance(item, dict) or (key not in _SAID_TO_READERS and not key.startswith("x-"))
    }
    nullable = kept.pop("nullable", False) is True
    if isinstance(kept.get("properties"), dict):
        kept.setdefault("additionalProperties", False)
    return {"anyOf": [kept, {"type": "null"}]} if nullable else kept


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text())
    made = cut_out(source, list(calls()))
    lines = [f"{json.dumps(call)}: {json.dumps(said, sort_keys=True)}" for call, said in made.items()]
    _FILE.write_text('{"calls": {\n' + ",\n".join(lines) + "\n}}\n")
