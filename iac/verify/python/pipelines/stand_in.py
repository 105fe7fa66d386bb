"""`python -m pipelines.stand_in`: what a stand-in does when a workflow gets to it."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pipelines import interfaces, record
from pipelines.acting import artifacts, attestation, checkout, credentials

Outputs = dict[str, str]
# What is there to be done, where it is not enough to have been asked.
_ACTS: dict[str, Callable[[dict[str, str]], Outputs]] = {
    "actions/checkout": checkout.act,
    "actions/attest": attestation.act,
    "actions/download-artifact": artifacts.download,
    "actions/upload-artifact": artifacts.upload,
    "aws-actions/configure-aws-credentials": credentials.act,
    # Terraform is there already.
    "hashicorp/setup-terraform": lambda _: {},
}


def main() -> int:
    interface = interfaces.all_of_them()[os.environ["STAND_IN"]]
    inputs = json.loads(os.environ["STAND_IN_INPUTS"])
    given = {name: str(value) for name, value in inputs.items() if value not in {"", None}}
    record.write({"action": interface.action, "inputs": given})
    if wrong := interface.mistakes(given):
        print("\n".join(f"::error::{mistake}" for mistake in wrong))
        return 1
    outputs = _ACTS[interface.action](given)
    if unknown := set(outputs) - set(interface.outputs):
        print(f"::error::the stand-in gives what {interface.action} does not give: {sorted(unknown)}")
        return 1
    with Path(os.environ["GITHUB_OUTPUT"]).open("a") as file:
        file.writelines(f"{name}={value}\n" for name, value in outputs.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
