"""The proof, in two parts: while the environment stands, and when it is gone and its calls are recorded."""

from dataclasses import dataclass
from pathlib import Path

from end_to_end import roles
from end_to_end.architecture.database import server
from end_to_end.facts import ENVIRONMENTS, REGION, Environment
from end_to_end.least_privilege import (
    attempts,
    cases,
    denials,
    independent,
    limits,
    listed,
    logins,
    recorded,
    removals,
    snapshot,
    trust,
)
from end_to_end.least_privilege.place import Place
from end_to_end.least_privilege.removals import Grant
from end_to_end.roles import Role
from end_to_end.stage import Stage
from local_aws.access.documents import Document
from local_aws.access.verdicts import Principal


@dataclass(frozen=True)
class Standing:
    """The roles and the policies of what they use, as they were while the environment stood."""

    principals: dict[Role, Principal]
    guards: dict[str, Document]
    denied: int
    # Which lines of the log are of attempts.
    attempts: range


def deny(stage: Stage, environment: Environment) -> Standing:
    """Try all that must be denied."""
    before = recorded.lines(stage.calls)
    turned_away = trust.check(stage, environment.name)
    place = _place(stage, environment)
    denied = denials.expect(stage, attempts.of(place)) + logins.check(stage, environment)
    stage.client("ec2", REGION).delete_vpc(VpcId=place.network)
    print(f"{turned_away} tokens turned away, {denied} attempts denied", flush=True)
    principals = {role: snapshot.of(stage, role) for role in roles.all_of(environment.name)}
    tried = range(before, recorded.lines(stage.calls))
    return Standing(principals, snapshot.guards(stage), turned_away + denied, tried)


def take_away(stage: Stage, environment: Environment, standing: Standing, installed: Path) -> None:
    """Take away everything that a role may, and everything that limits it; and have another judge as well."""
    unasked = listed.of(stage.sources.readme("bootstrap"))
    outside = recorded.denied_outside(stage.calls, standing.attempts)
    stage.expect.equal("what was denied although nobody tried in vain", outside, [])
    removed, limited = 0, 0
    for role, principal in standing.principals.items():
        questions = recorded.of(stage.calls, role.arn)
        removed += _actions(stage, role, principal, unasked)
        limited += _limits(stage, role, principal, unasked)
        print(f"{role.name}: {len(questions)} questions", flush=True)
    asked = {role.arn: recorded.of(stage.calls, role.arn) for role in standing.principals}
    other = next(name for name in ENVIRONMENTS if name != environment.name)
    tried = cases.of(asked, standing.principals.values(), standing.guards, (environment.name, other))
    compared = independent.compare(tried, installed)
    stage.expect.equal("verdicts of the other evaluator that are others", compared.different[:10], [])
    stage.expect.true("it allows and it denies", min(compared.allowed, compared.denied) > 500, compared)
    stage.expect.settle()
    print(
        f"{recorded.judged(stage.calls)} requests judged, {removed} actions and {limited} limits taken away, "
        f"{standing.denied} denials; another evaluator allows {compared.allowed} cases as we do, "
        f"and denies {compared.denied}",
        flush=True,
    )


def _actions(stage: Stage, role: Role, principal: Principal, unasked: set[Grant]) -> int:
    """Every action is missed, or is on the list of what nothing here asks for."""
    tried = removals.tried(principal)
    unnoticed = removals.unnoticed(principal, recorded.of(stage.calls, role.arn))
    missing = sorted(unnoticed - unasked)
    stage.expect.equal(f"what {role.name} has, would not miss, and is not on the list", missing, [])
    needed = sorted((unasked & tried) - unnoticed)
    stage.expect.equal(f"what is on the list although {role.name} asks for it", needed, [])
    return len(tried)


def _limits(stage: Stage, role: Role, principal: Principal, unasked: set[Grant]) -> int:
    """Every denial and every condition keeps something from the role."""
    needless = limits.needless_denials(principal, recorded.denied(stage.calls, role.arn))
    stage.expect.equal(f"denials that keep nothing from {role.name}", sorted(needless), [])
    nothing = limits.needless_conditions(principal, recorded.of(stage.calls, role.arn))
    never = {grant.sid for grant in unasked}
    nothing = {limit for limit in nothing if limit.sid not in never}
    stage.expect.equal(f"conditions that keep nothing from {role.name}", sorted(nothing), [])
    return len(limits.denials(principal)) + len(limits.conditions(principal))


def _place(stage: Stage, environment: Environment) -> Place:
    ec2, route53 = stage.client("ec2", REGION), stage.client("route53", REGION)
    named = [{"Name": "tag:environment", "Values": [environment.name]}]
    own = stage.expect.one("network", ec2.describe_vpcs(Filters=named)["Vpcs"])["VpcId"]
    other = next(name for name in ENVIRONMENTS if name != environment.name)
    tags = [{"Key": "application", "Value": "healthcare-app"}, {"Key": "environment", "Value": other}]
    specified = [{"ResourceType": "vpc", "Tags": tags}]
    foreign = ec2.create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=specified)["Vpc"]["VpcId"]
    zone = stage.expect.one("zone", route53.list_hosted_zones()["HostedZones"])
    backend = stage.expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    return Place(
        environment=environment,
        state_key=backend["kms_key_id"],
        network=foreign,
        own_network=own,
        zone=zone["Id"],
        secret=server.find(stage, environment).secret,
    )
