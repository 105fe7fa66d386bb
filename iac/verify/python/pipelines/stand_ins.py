"""Puts a stand-in in the place of every action, before act looks for the real one."""

from pathlib import Path
from typing import Any

from pipelines import documents, interfaces


def prepare(directory: Path) -> list[str]:
    """Write the stand-ins; act's arguments that put them in place."""
    arguments = []
    for used_as, interface in interfaces.all_of_them().items():
        place = directory / used_as.replace("/", "+")
        place.mkdir(parents=True)
        documents.write(place / "action.yml", _stand_in(interface))
        arguments += ["--local-repository", f"{used_as}={place}"]
    return arguments


def _stand_in(interface: interfaces.Interface) -> dict[str, Any]:
    inputs = {
        name: {"description": name, "required": declared["required"]}
        | ({} if declared["default"] is None else {"default": declared["default"]})
        for name, declared in interface.inputs.items()
    }
    outputs = {
        name: {"description": name, "value": f"${{{{ steps.run.outputs.{name} }}}}"}
        for name in interface.outputs
    }
    step = {
        "id": "run",
        "shell": "bash",
        "env": {"STAND_IN": interface.used_as, "STAND_IN_INPUTS": "${{ toJSON(inputs) }}"},
        "run": 'exec "$PIPELINES_PYTHON" -m pipelines.stand_in',
    }
    return {
        "name": interface.action,
        "description": f"Stands in for {interface.action} {interface.version}",
        "inputs": inputs,
        "outputs": outputs,
        "runs": {"using": "composite", "steps": [step]},
    }


def mistakes(repository: Path) -> list[str]:
    """What our files give to actions and actions do not take, or the other way round, by file."""
    known = interfaces.all_of_them()
    found = []
    files = [*repository.glob(".github/workflows/*.yml"), *repository.glob(".github/actions/*/action.yml")]
    for file in sorted(files):
        for step in documents.steps(documents.read(file)):
            used = step.get("uses", "")
            if not used or used.startswith("./"):
                continue
            if used not in known:
                found.append(f"{file.name}: no stand-in knows `{used}`: declare it with pipelines/declare.py")
                continue
            found += [f"{file.name}: {mistake}" for mistake in known[used].mistakes(step.get("with", {}))]
    return found
