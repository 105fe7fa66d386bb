"""`python -m pipelines.declare OWNER/NAME VERSION COMMIT < action.yml`: what a stand-in takes and gives.

Reads the real action's own file at that commit, and writes `actions/OWNER+NAME.json`. Done once for each pin.
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

DIRECTORY = Path(__file__).parent / "actions"


def declare(action: str, version: str, commit: str, described: dict[str, Any]) -> dict[str, Any]:
    inputs = {}
    for name, given in (described.get("inputs") or {}).items():
        default = (given or {}).get("default")
        inputs[name] = {
            "required": bool((given or {}).get("required", False)) and default is None,
            "default": None if default is None else _text(default),
        }
    outputs = sorted(described.get("outputs") or {})
    return {"action": action, "version": version, "commit": commit, "inputs": inputs, "outputs": outputs}


def _text(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


if __name__ == "__main__":
    name, its_version, its_commit = sys.argv[1:]
    declared = declare(name, its_version, its_commit, yaml.safe_load(sys.stdin))
    file = DIRECTORY / f"{name.replace('/', '+')}.json"
    file.write_text(json.dumps(declared, indent=2) + "\n")
