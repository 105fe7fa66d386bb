"""Runs of workflows: those that `runs.json`, beside the configuration of `gh`, says there were."""

import json
from typing import Any

from local_github.routing import Refusal, Request, answers

_KNOWN = {"page", "per_page", "branch", "event", "status", "head_sha"}


@answers("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", "actions=read")
def _runs(request: Request) -> Any:
    if unknown := set(request.query) - _KNOWN:
        raise Refusal(501, f"the local GitHub cannot list runs by {sorted(unknown)}")
    file = request.repository.runs
    happened = json.loads(file.read_text()) if file and file.exists() else []
    found = [run for run in happened if _is_asked_for(run, request)]
    return {"total_count": len(found), "workflow_runs": found}


def _is_asked_for(run: dict[str, Any], request: Request) -> bool:
    query = request.query
    # The status that one asks for may also be a conclusion.
    return (
        run["path"] == f".github/workflows/{request.parameters['workflow_id']}"
        and query.get("branch") in (None, run["head_branch"])
        and query.get("event") in (None, run["event"])
        and query.get("head_sha") in (None, run["head_sha"])
        and query.get("status") in (None, run["status"], run["conclusion"])
    )
