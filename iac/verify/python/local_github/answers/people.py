"""Users and teams, who can be reviewers."""

from typing import Any

from local_github.repository import ADMINISTRATOR, PEOPLE, TEAMS
from local_github.routing import NotFound, Refusal, Request, answers


@answers("GET /user")
def _myself(request: Request) -> Any:
    if not request.token.person:
        raise Refusal(403, "Resource not accessible by integration")
    return ADMINISTRATOR


@answers("GET /users/{username}")
def _user(request: Request) -> Any:
    for person in PEOPLE:
        if person["login"] == request.parameters["username"]:
            return person
    raise NotFound


@answers("GET /orgs/{org}/teams/{team_slug}", "members=read")
def _team(request: Request) -> Any:
    if request.parameters["org"] == request.repository.owner:
        for team in TEAMS:
            if team["slug"] == request.parameters["team_slug"]:
                return team
    raise NotFound


@answers("GET /repos/{owner}/{repo}/collaborators/{username}/permission", "metadata=read")
def _permission(request: Request) -> Any:
    for person in PEOPLE:
        if person["login"] == request.parameters["username"]:
            permission = "admin" if person is ADMINISTRATOR else "write"
            return {"permission": permission, "role_name": permission, "user": person}
    raise NotFound
