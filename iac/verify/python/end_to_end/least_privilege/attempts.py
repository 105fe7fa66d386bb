"""What each role tries in vain: whatever is not its own, and whatever would make it more than it is."""

from collections.abc import Iterator

from end_to_end import roles
from end_to_end.least_privilege import databases, escalations, neighbours, states
from end_to_end.least_privilege.denials import Attempt
from end_to_end.least_privilege.place import Place, Trial
from end_to_end.roles import Role

_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def of(place: Place) -> Iterator[Attempt]:
    """Every attempt, role by role."""
    planning, merging = roles.pull_request(place.name), roles.main(place.name)
    applying, deploying = roles.apply(place.name), roles.deploy(place.name)
    trials = {
        planning: [
            *states.others_states(place, write=True),
            *states.own_state(place),
            *_changes(place),
            *databases.changes(place),
            *states.plans(place),
        ],
        merging: [
            *states.others_states(place, write=True),
            *states.own_state(place),
            *_changes(place),
            *databases.changes(place),
        ],
        applying: [
            *states.others_states(place, write=True),
            *states.bucket_of_states(),
            *escalations.public(place),
            *escalations.more_than_it_is(place),
            *escalations.bootstrap(place),
            *escalations.passed_on(place),
            *databases.others(place),
            *neighbours.others(place),
            *neighbours.unnamed(place),
        ],
        deploying: [
            *states.others_states(place, write=False),
            *states.own_state(place),
            *_changes(place),
            *databases.changes(place),
            *neighbours.others_services(place),
            *databases.one_off_tasks(place),
        ],
    }
    for role, tried in trials.items():
        for what, service, operation, parameters, action in tried:
            yield Attempt(role, what, service, operation, parameters, action)
        for other in _others_roles(place, role):
            parameters = {"RoleArn": other.arn, "RoleSessionName": "somebody"}
            yield Attempt(role, f"become {other.name}", "sts", "assume_role", parameters, "sts:AssumeRole")


def _others_roles(place: Place, role: Role) -> Iterator[Role]:
    others = [*roles.all_of(place.name), *roles.all_of(place.other.name)[:3]]
    yield from (other for other in others if other != role)


def _changes(place: Place) -> Iterator[Trial]:
    """One change of every kind, to what is the environment's own."""
    prefix, service = place.environment.prefix, place.environment.services[0]
    yield "make a network", "ec2", "create_vpc", {"CidrBlock": "10.9.0.0/16"}, "ec2:CreateVpc"
    yield "delete the network", "ec2", "delete_vpc", {"VpcId": place.own_network}, "ec2:DeleteVpc"
    yield "delete a bucket", "s3", "delete_bucket", {"Bucket": f"{prefix}-x"}, "s3:DeleteBucket"
    yield "delete a cluster", "ecs", "delete_cluster", {"cluster": prefix}, "ecs:DeleteCluster"
    stopped = {"cluster": prefix, "service": place.environment.service(service)}
    yield "delete a service", "ecs", "delete_service", stopped, "ecs:DeleteService"
    repository = {"repositoryName": place.environment.service(service)}
    yield "delete a repository", "ecr", "delete_repository", repository, "ecr:DeleteRepository"
    given = {"RoleName": place.task_role, "PolicyArn": _ADMINISTRATOR}
    yield "give a role a policy", "iam", "attach_role_policy", given, "iam:AttachRolePolicy"
    named = {"Name": place.environment.image(service)}
    yield "delete an image's name", "ssm", "delete_parameter", named, "ssm:DeleteParameter"
