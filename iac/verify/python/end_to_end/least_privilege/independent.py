"""Whether another's evaluator comes to the same verdicts: `iac/verify/independent`, which runs on Node."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from end_to_end.expectations import Unexpected
from end_to_end.least_privilege.cases import Case
from local_aws.access.documents import Document
from local_aws.access.verdicts import judge

# Of which the other's list of actions names no such resource, and AWS's own documentation does; or which it
# takes to be asked about a recovery point as well, whose ARN may be any.
_UNLISTED = {
    "backup:ListTags",
    "backup:TagResource",
    "backup:UntagResource",
    "elasticloadbalancing:AddTags",
    "elasticloadbalancing:RemoveTags",
    "elasticloadbalancing:SetWebAcl",
}
_PROGRAM = Path(__file__).parents[3] / "independent/judge.mjs"
_LIMIT = 300.0


@dataclass(frozen=True)
class Compared:
    """How many verdicts were the same, how many of them were to allow, and which were not the same."""

    allowed: int
    denied: int
    different: list[str]


def compare(cases: Iterable[Case], installed: Path) -> Compared:
    """Judge every case twice; `installed` is where the other evaluator is."""
    listed = list(cases)
    counts, different = {True: 0, False: 0}, []
    for case, said in zip(listed, _judged(listed, installed), strict=True):
        own = judge(case.question, case.principal, case.guard).allowed
        if said.get("allowed") == own:
            counts[own] += 1
        else:
            asked = case.question
            different.append(f"{asked.action} on {asked.resource} {dict(asked.context)}: {own}, {said}")
    return Compared(counts[True], counts[False], different)


def _judged(cases: list[Case], installed: Path) -> Iterator[dict[str, object]]:
    documents = {document.name: document for case in cases for document in _documents(case)}
    lines = [json.dumps({"policies": {name: json.loads(each.text) for name, each in documents.items()}})]
    lines += [json.dumps(_asked(case)) for case in cases]
    command = ["node", str(_PROGRAM), str(installed)]
    finished = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, timeout=_LIMIT, check=False
    )
    if finished.returncode != 0:
        raise Unexpected(f"the other evaluator failed:\n{finished.stderr}")
    yield from map(json.loads, finished.stdout.splitlines())


def _asked(case: Case) -> dict[str, object]:
    principal = case.principal
    return {
        "principal": f"arn:aws:sts::{principal.account}:assumed-role/{principal.arn.rsplit('/', 1)[-1]}/x",
        "action": case.question.action,
        "unlisted": case.question.action in _UNLISTED,
        "resource": case.question.resource,
        "context": {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in case.question.context.items()
        },
        "identity": [document.name for document in principal.policies],
        "boundary": principal.boundary.name if principal.boundary else None,
        "guard": case.guard.document.name if case.guard else None,
    }


def _documents(case: Case) -> Iterator[Document]:
    yield from case.principal.policies
    if case.principal.boundary:
        yield case.principal.boundary
    if case.guard:
        yield case.guard.document
