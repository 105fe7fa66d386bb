"""The architecture, read back through the API of AWS and held against the facts.

One module per concern; what one finds and another needs is passed on as an argument.
"""

from end_to_end.architecture import (
    compute,
    encryption,
    identity,
    images,
    load_balancing,
    network,
    observability,
    scaling,
)
from end_to_end.facts import Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment) -> None:
    found = network.check(stage, environment)
    target_groups = load_balancing.check(stage, environment, found)
    keys = encryption.check(stage, environment)
    compute.check(stage, environment, found, target_groups)
    scaling.check(stage, environment)
    images.check(stage, environment, keys)
    identity.check(stage, environment)
    observability.check(stage, environment, keys)
    stage.expect.settle()
