"""Whose variables or secrets are meant."""

from local_github.repository import Settings
from local_github.routing import NotFound, Request


def settings(request: Request) -> Settings:
    """Those of the environment that the path names, or the repository's."""
    name = request.parameters.get("environment_name")
    if name is None:
        return request.repository.settings
    if name not in request.repository.environments:
        raise NotFound
    return request.repository.environments[name].settings
