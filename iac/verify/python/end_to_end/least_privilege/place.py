"""Where attempts are made: the environment, what stands in it, and what is somebody else's."""

from dataclasses import dataclass
from typing import Any

from end_to_end.facts import ENVIRONMENTS, Environment

# What is tried, whose client, which operation, its parameters, and the action in IAM's words.
Trial = tuple[str, str, str, dict[str, Any], str]


@dataclass(frozen=True)
class Place:
    """What stands in the account: the environment, and what is somebody else's."""

    environment: Environment
    state_key: str
    network: str
    own_network: str
    zone: str
    # The secret that RDS keeps the master password in.
    secret: str

    @property
    def name(self) -> str:
        return self.environment.name

    @property
    def other(self) -> Environment:
        return next(other for other in ENVIRONMENTS.values() if other.name != self.name)

    @property
    def task_role(self) -> str:
        return f"{self.environment.service(self.environment.services[0])}-task"
