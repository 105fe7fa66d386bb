"""A deployment of a new image by its digest, as the pipeline does it: without Terraform, and in its peace."""

import hashlib
import json
from contextlib import suppress

from botocore.exceptions import ClientError

from end_to_end import one_off, revisions, roles
from end_to_end.facts import REGION, Environment, Service
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage


def deploy(stage: Stage, environment: Environment, service: Service) -> None:
    ecs = stage.client("ecs", REGION, roles.deploy(environment.name))
    image = _push(stage, environment, service)
    one_off.run(stage, environment, service, environment.setup(service), image)
    one_off.run(stage, environment, service, environment.migrate(service), image)
    one_off.stop(stage, environment, service, environment.migrate(service), image)
    # One that came to nothing is taken back.
    nothing = revisions.register(ecs, environment.service(service), service.name, "nothing")
    ecs.deregister_task_definition(taskDefinition=nothing)
    registered = revisions.register(ecs, environment.service(service), service.name, image)
    names = {"cluster": environment.prefix, "services": [environment.service(service)]}
    found = ecs.describe_services(**names)["services"][0]
    ecs.update_service(
        cluster=environment.prefix,
        service=environment.service(service),
        taskDefinition=registered,
        desiredCount=max(found["desiredCount"], environment.minimum_tasks),
    )
    ecs.get_waiter("services_stable").wait(**names, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    # A deployment that was rolled back is stable too.
    running = ecs.describe_services(**names)["services"][0]
    stage.expect.equal(f"revision of {service.name}", running["taskDefinition"], registered)
    stage.expect.equal(f"tasks of {service.name}", running["desiredCount"], environment.minimum_tasks)
    _point(stage, environment, service, image)
    _look_back(stage, environment, service, image)
    stage.expect.settle()


def _look_back(stage: Stage, environment: Environment, service: Service, image: str) -> None:
    """Ask for what a pipeline asks when it goes on, or goes wrong: the image, the tasks, their last words."""
    role, name = roles.deploy(environment.name), environment.service(service)
    ecr, ecs = stage.client("ecr", REGION, role), stage.client("ecs", REGION, role)
    logs, ssm = stage.client("logs", REGION, role), stage.client("ssm", REGION, role)
    pointed = ssm.get_parameter(Name=environment.image(service), WithDecryption=True)["Parameter"]["Value"]
    stage.expect.equal(f"image of {service.name} for Terraform", pointed, image)
    history = ssm.get_parameter_history(Name=environment.image(service))["Parameters"]
    stage.expect.equal(
        f"type of {service.name}'s images", {each["Type"] for each in history}, {"SecureString"}
    )
    stage.expect.true("there is a login", ecr.get_authorization_token()["authorizationData"])
    digest = {"imageDigest": image.rsplit("@", 1)[-1]}
    found = ecr.batch_get_image(repositoryName=name, imageIds=[digest])["images"]
    described = ecr.describe_images(repositoryName=name, imageIds=[digest])["imageDetails"]
    stage.expect.equal(f"images of {service.name} by that digest", (len(found), len(described)), (1, 1))
    with suppress(ecr.exceptions.ScanNotFoundException):
        ecr.describe_image_scan_findings(repositoryName=name, imageId=digest)
    ecr.put_image(repositoryName=name, imageTag="oldest", imageManifest=_manifest(service, "oldest"))
    gone = ecr.batch_delete_image(repositoryName=name, imageIds=[{"imageTag": "oldest"}])["imageIds"]
    stage.expect.true("the oldest image goes", gone)
    running = ecs.list_tasks(cluster=environment.prefix, serviceName=name)["taskArns"]
    looked_at = running or [f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{environment.prefix}/0a1b"]
    ecs.describe_tasks(cluster=environment.prefix, tasks=looked_at)
    group = {"logGroupName": environment.log_group(service)}
    stream = {**group, "logStreamName": "last-words"}
    stage.client("logs", REGION).create_log_stream(**stream)
    logs.get_log_events(**stream)


def _point(stage: Stage, environment: Environment, service: Service, image: str) -> None:
    """Say which image runs from now on; type and key stay, or the next plan would put them back."""
    ssm, name = stage.client("ssm", REGION, roles.deploy(environment.name)), environment.image(service)
    filters = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
    listed = stage.client("ssm", REGION).describe_parameters(ParameterFilters=filters)["Parameters"]
    pointer = stage.expect.one(f"image pointer {name}", listed)
    stage.expect.equal(f"type of {name}", pointer["Type"], "SecureString")
    ssm.put_parameter(Name=name, Type=pointer["Type"], KeyId=pointer["KeyId"], Value=image, Overwrite=True)


def _push(stage: Stage, environment: Environment, service: Service) -> str:
    """Push an image under a commit's tag, which nothing moves again; the image by its digest."""
    ecr = stage.client("ecr", REGION, roles.deploy(environment.name))
    target = {
        "repositoryName": environment.service(service),
        "imageTag": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    }
    pushed = ecr.put_image(**target, imageManifest=_manifest(service, "1"))
    try:
        ecr.put_image(**target, imageManifest=_manifest(service, "2"))
        refused = "nothing"
    except ClientError as error:
        refused = error.response["Error"]["Code"]
    # AWS says which of the two it was, the local one takes them for the same.
    expected = ("ImageTagAlreadyExistsException", "ImageAlreadyExistsException")
    stage.expect.true(f"a tag of {service.name} is never moved", refused in expected, refused)
    described = stage.client("ecr", REGION)
    repository = described.describe_repositories(repositoryNames=[target["repositoryName"]])["repositories"][
        0
    ]
    return f"{repository['repositoryUri']}@{pushed['image']['imageId']['imageDigest']}"


def _manifest(service: Service, content: str) -> str:
    digest = hashlib.sha256(f"{service.name} {content}".encode()).hexdigest()
    kind = "application/vnd.oci.image"
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{kind}.manifest.v1+json",
        "config": {"mediaType": f"{kind}.config.v1+json", "digest": f"sha256:{digest}", "size": 1},
        "layers": [{"mediaType": f"{kind}.layer.v1.tar", "digest": f"sha256:{digest}", "size": 1}],
    }
    return json.dumps(manifest)
