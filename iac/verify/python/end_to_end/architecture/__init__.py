"""The architecture, read back through the API of AWS and held against the facts.

One module per concern; what one finds and another needs is passed on as an argument.
"""

from end_to_end import spoiled
from end_to_end.architecture import (
    compute,
    database,
    encryption,
    identity,
    images,
    load_balancing,
    network,
    observability,
    scaling,
)
from end_to_end.architecture.database import mistakes
from end_to_end.facts import Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment) -> None:
    found = network.check(stage, environment)
    keys = encryption.check(stage, environment)
    of_database = database.check(stage, environment, found, keys)
    spoiled.check(
        stage,
        lambda one: database.check(one, environment, found, keys),
        mistakes.of(environment),
    )
    target_groups = load_balancing.check(stage, environment, found, of_database.group)
    compute.check(stage, environment, found, target_groups, of_database)
    scaling.check(stage, environment)
    images.check(stage, environment, keys)
    identity.check(stage, environment)
    observability.check(stage, environment, keys)
    stage.expect.settle()
