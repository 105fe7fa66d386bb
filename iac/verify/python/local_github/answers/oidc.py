"""What stands in the subject of a workflow's tokens."""

from typing import Any

from local_github.routing import Invalid, Request, answers

_CALL = "/repos/{owner}/{repo}/actions/oidc/customization/sub"


@answers(f"GET {_CALL}", "actions=read")
def _subject(request: Request) -> Any:
    return request.repository.subject


@answers(f"PUT {_CALL}", "actions=write")
def _set_subject(request: Request) -> Any:
    if not request.body["use_default"] and not request.body.get("include_claim_keys"):
        raise Invalid("include_claim_keys is missing")
    request.repository.subject = request.body
    return {}
