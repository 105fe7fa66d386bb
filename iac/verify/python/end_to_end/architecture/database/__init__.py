"""The environment's own database: what it is, who reaches it, who logs in, and what is kept of it."""

from end_to_end.architecture.database import alarms, copies, isolation, parameters, password, server, tasks
from end_to_end.architecture.database.server import Found
from end_to_end.architecture.encryption import Keys
from end_to_end.architecture.network import Network
from end_to_end.facts import Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment, network: Network, keys: Keys) -> Found:
    found = server.check(stage, environment, network, keys)
    parameters.check(stage, environment, found)
    isolation.check(stage, environment, network, found)
    password.check(stage, keys, found)
    copies.check(stage, environment, keys, found)
    alarms.check(stage, environment)
    tasks.check(stage, environment, found)
    told = {
        "endpoint": found.address,
        "master_secret_arn": found.secret,
        "port": found.port,
        "resource_id": found.resource,
        **found.reader,
    }
    said = stage.state()["outputs"]["database"]["value"]
    stage.expect.equal("what the root says of the database", said, told)
    return found
