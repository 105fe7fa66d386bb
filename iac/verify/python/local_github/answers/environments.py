"""Environments: who must approve what enters one, and from which branches it may come."""

from typing import Any

from local_github.repository import PEOPLE, TEAMS, Environment
from local_github.routing import Invalid, NotFound, Request, answers

_ALL = "/repos/{owner}/{repo}/environments"
_ONE = f"{_ALL}/{{environment_name}}"
_POLICIES = f"{_ONE}/deployment-branch-policies"
_POLICY = f"{_POLICIES}/{{branch_policy_id}}"
_MOST_REVIEWERS = 6
_LONGEST_WAIT = 43_200
_BRANCHES = "deployment_branch_policy"


@answers(f"GET {_ALL}", "actions=read")
def _list(request: Request) -> Any:
    found = [_shown(environment) for environment in request.repository.environments.values()]
    return {"total_count": len(found), "environments": found}


@answers(f"GET {_ONE}", "actions=read")
def _get(request: Request) -> Any:
    return _shown(_find(request))


@answers(f"PUT {_ONE}", "administration=write")
def _put(request: Request) -> Any:
    """Make it, or change it: what is not said is taken away."""
    repository, name, rules = request.repository, request.parameters["environment_name"], request.body or {}
    reviewers = rules.get("reviewers") or []
    if len(reviewers) > _MOST_REVIEWERS:
        raise Invalid(f"at most {_MOST_REVIEWERS} reviewers")
    for reviewer in reviewers:
        _reviewer(reviewer)
    if not 0 <= rules.get("wait_timer", 0) <= _LONGEST_WAIT:
        raise Invalid(f"wait_timer is at most {_LONGEST_WAIT} minutes")
    branches = rules.get(_BRANCHES)
    if branches and branches["protected_branches"] == branches["custom_branch_policies"]:
        raise Invalid("protected_branches and custom_branch_policies cannot have the same value")
    environment = repository.environments.get(name) or Environment(repository.next_id(), name)
    repository.environments[name] = environment
    environment.rules = rules
    if not (branches and branches["custom_branch_policies"]):
        environment.branch_policies.clear()
    return _shown(environment)


@answers(f"DELETE {_ONE}", "administration=write")
def _delete(request: Request) -> None:
    del request.repository.environments[_find(request).name]


@answers(f"GET {_POLICIES}", "actions=read")
def _policies(request: Request) -> Any:
    found = list(_find(request).branch_policies.values())
    return {"total_count": len(found), "branch_policies": found}


@answers(f"POST {_POLICIES}", "administration=write")
def _add_policy(request: Request) -> Any:
    environment = _find(request)
    if not (environment.rules.get(_BRANCHES) or {}).get("custom_branch_policies"):
        raise NotFound
    policy = {"id": request.repository.next_id(), "type": "branch", **request.body}
    same = [found for found in environment.branch_policies.values() if found["name"] == policy["name"]]
    if same:
        return same[0]
    environment.branch_policies[policy["id"]] = policy
    return policy


@answers(f"GET {_POLICY}", "actions=read")
def _get_policy(request: Request) -> Any:
    return _find_policy(request)


@answers(f"PUT {_POLICY}", "administration=write")
def _change_policy(request: Request) -> Any:
    policy = _find_policy(request)
    policy["name"] = request.body["name"]
    return policy


@answers(f"DELETE {_POLICY}", "administration=write")
def _delete_policy(request: Request) -> None:
    del _find(request).branch_policies[_find_policy(request)["id"]]


def _find(request: Request) -> Environment:
    found = request.repository.environments.get(request.parameters["environment_name"])
    if found is None:
        raise NotFound
    return found


def _find_policy(request: Request) -> dict[str, Any]:
    found = _find(request).branch_policies.get(int(request.parameters["branch_policy_id"]))
    if found is None:
        raise NotFound
    return found


def _reviewer(asked: dict[str, Any]) -> dict[str, Any]:
    known = PEOPLE if asked["type"] == "User" else TEAMS
    for found in known:
        if found["id"] == asked["id"]:
            return {"type": asked["type"], "reviewer": found}
    raise Invalid(f"there is no {asked['type']} {asked['id']} with access to the repository")


def _shown(environment: Environment) -> dict[str, Any]:
    rules: list[dict[str, Any]] = []
    if wait := environment.rules.get("wait_timer"):
        rules.append({"id": environment.id * 10 + 1, "type": "wait_timer", "wait_timer": wait})
    if reviewers := environment.rules.get("reviewers"):
        rules.append(
            {
                "id": environment.id * 10 + 2,
                "type": "required_reviewers",
                "prevent_self_review": environment.rules.get("prevent_self_review", False),
                "reviewers": [_reviewer(reviewer) for reviewer in reviewers],
            }
        )
    branches = environment.rules.get(_BRANCHES)
    if branches:
        rules.append({"id": environment.id * 10 + 3, "type": "branch_policy"})
    return {
        "id": environment.id,
        "name": environment.name,
        "protection_rules": rules,
        _BRANCHES: branches,
    }
