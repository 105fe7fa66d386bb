"""What each block of the page must have done. A block without a step fails, and so does the opposite."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from account import reader, restore, restore_aurora, surroundings
from account.desk import Desk
from end_to_end.facts import ENVIRONMENTS
from end_to_end.processes import Finished

_DEV = ENVIRONMENTS["dev"]
_PREFIX = _DEV.prefix
_USER = "healthcare-app-bootstrap-pipelines"
_GIVEN = "what the laboratory gave us"
_STATES = f"healthcare-app-terraform-state-{reader.ACCOUNT}"


def _nothing(_: Desk) -> None:
    pass


@dataclass(frozen=True)
class Step:
    """A block by its last command, what the page has the reader do before it, and what is so after it."""

    name: str
    after: Callable[[Desk, Finished], None]
    before: Callable[[Desk], None] = _nothing
    times: int = 2


def _ask_too_early(desk: Desk) -> None:
    """Before anything is filled in, one message says all that is missing."""
    asked = desk.attempt(".github/scripts/account/check.sh a-reviewer nobody-at-all")
    desk.expect.equal("exit code of the check before anything is there", asked.code, 1)
    for missing in (
        "environments/shared/defaults.toml:7: `123456789012` is the example's",
        ": `dev.healthcare.example.com` is the example's",
        f"they are of account {reader.ACCOUNT}, and account.id",
        "`gh` does not see example-org/healthcare-app",
    ):
        desk.expect.true(f"the check says {missing!r}", missing in asked.text)
    desk.expect.equal("messages of the check", asked.text.count("missing or wrong; nothing was changed"), 1)
    reader.put_in(desk.repository / "environments")
    again = desk.attempt("cargo run -p iac -- render && .github/scripts/account/check.sh a-reviewer nobody")
    for missing in (f"there is no public hosted zone {reader.DOMAIN}", "GitHub knows no nobody"):
        desk.expect.true(f"the check says {missing!r}", missing in again.text)
    desk.expect.equal("what else the check says", again.text.count("\n  - "), 2)
    # Not this script's business, but the reader's registrar's.
    desk.client("route53").create_hosted_zone(Name=reader.DOMAIN, CallerReference="the reader")


def _checked(desk: Desk, finished: Finished) -> None:
    desk.expect.true("all that is asked for is there", "All that is asked for is there." in finished.text)


def _bootstrapped(desk: Desk, _: Finished) -> None:
    expect = desk.expect
    head = desk.client("s3").head_object(Bucket=_STATES, Key="bootstrap/terraform.tfstate")
    expect.true("the state of bootstrap is in the bucket", head["ContentLength"] > 0)
    key = desk.client("kms").describe_key(KeyId="alias/healthcare-app-state")["KeyMetadata"]["Arn"]
    written = (desk.repository / "environments/shared/defaults.toml").read_text()
    expect.true("the files name the key that there is", f'kms_key_arn = "{key}"' in written)
    backend = json.loads((desk.repository / "generated/dev/backend.tf.json").read_text())
    expect.equal("key of dev's state", backend["terraform"]["backend"]["s3"]["kms_key_id"], key)
    left = sorted(file.name for file in (desk.repository / "generated/bootstrap").glob("*tfstate*"))
    expect.equal("states left on the machine", left, [])
    trusted = desk.client("iam").get_role(RoleName="healthcare-app-bootstrap-dev-apply")["Role"]
    subject = (
        f"repo:{reader.OWNER}@{reader.OWNER_ID}/{reader.REPOSITORY}@{reader.REPOSITORY_ID}:environment:dev"
    )
    expect.true("whom the apply role trusts", subject in json.dumps(trusted["AssumeRolePolicyDocument"]))


def _github_set_up(desk: Desk, _: Finished) -> None:
    expect = desk.expect
    for name, reviewers in (("dev", []), ("prod", [("Team", 2001), ("User", 1002)])):
        rules = desk.github(f"environments/{name}")["protection_rules"]
        found = [
            (reviewer["type"], reviewer["reviewer"]["id"])
            for rule in rules
            if rule["type"] == "required_reviewers"
            for reviewer in rule["reviewers"]
        ]
        expect.equal(f"who approves what reaches {name}", sorted(found), reviewers)
        policies = desk.github(f"environments/{name}/deployment-branch-policies")["branch_policies"]
        expect.equal(f"branches that reach {name}", [policy["name"] for policy in policies], ["main"])
    variables = {one["name"]: one["value"] for one in desk.github("actions/variables")["variables"]}
    expect.equal("variables", variables, {"AWS_CREDENTIALS": "oidc"})
    labels = {label["name"] for label in desk.github("labels")}
    expect.equal("labels", labels, {"allow-destroy", "drift"})
    expect.equal("rulesets", [one["name"] for one in desk.github("rulesets")], ["main"])
    rules = {rule["type"]: rule.get("parameters", {}) for rule in desk.github("rules/branches/main")}
    expect.equal(
        "rules of main",
        set(rules),
        {"deletion", "non_fast_forward", "pull_request", "required_status_checks"},
    )
    required = [check["context"] for check in rules["required_status_checks"]["required_status_checks"]]
    expect.equal("required checks", sorted(required), _last_jobs(desk))


def _last_jobs(desk: Desk) -> list[str]:
    """The job that each workflow of a pull request always ends in: it has the workflow's own name."""
    found = []
    for file in sorted((desk.repository / ".github/workflows").glob("*.yml")):
        workflow = yaml.safe_load(file.read_text())
        # YAML takes the key `on` for a truth value.
        if "pull_request" in workflow[True]:
            last = workflow["jobs"][workflow["name"]]
            desk.expect.equal(f"when {workflow['name']} ends", last["if"], "always()")
            desk.expect.equal(f"name of the last job of {file.name}", last["name"], workflow["name"])
            found.append(last["name"])
    return found


def _choose_keys(desk: Desk) -> None:
    """Without the choice, there is nobody to give a key to."""
    refused = desk.attempt(".github/scripts/account/static-keys.sh")
    desk.expect.equal("exit code without the choice", refused.code, 1)
    desk.expect.true("it says how to choose", "write `static_keys = true` under [github]" in refused.text)
    reader.choose_keys(desk.repository / "environments")


def _keys_given(desk: Desk, finished: Finished) -> None:
    expect = desk.expect
    keys = desk.client("iam").list_access_keys(UserName=_USER)["AccessKeyMetadata"]
    key = expect.one("key of the user", keys)["AccessKeyId"]
    sealed = desk.sealed()
    expect.equal(
        "secrets that GitHub was given", sorted(sealed), ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
    )
    expect.equal("which key", sealed["AWS_ACCESS_KEY_ID"], key)
    expect.equal("letters of its secret", len(sealed["AWS_SECRET_ACCESS_KEY"]), 40)
    expect.equal(
        "what workflows use", desk.github("actions/variables/AWS_CREDENTIALS")["value"], "static-keys"
    )
    again = desk.run(".github/scripts/account/static-keys.sh")
    expect.true(
        "the secret is shown nowhere", sealed["AWS_SECRET_ACCESS_KEY"] not in finished.text + again.text
    )
    expect.equal(
        "keys after a second time",
        len(desk.client("iam").list_access_keys(UserName=_USER)["AccessKeyMetadata"]),
        1,
    )


def _keys_gone(desk: Desk, _: Finished) -> None:
    keys = desk.client("iam").list_access_keys(UserName=_USER)["AccessKeyMetadata"]
    desk.expect.equal("keys left", keys, [])
    desk.expect.equal("secrets left", desk.github("actions/secrets")["secrets"], [])
    found = desk.github("actions/variables/AWS_CREDENTIALS")["value"]
    desk.expect.equal("what workflows use", found, "oidc")


def _give_a_secret(desk: Desk) -> None:
    """A service needs a secret, as the table of changes says."""
    reader.need_a_secret(desk.repository / "environments")
    (desk.work / "secret").write_text(_GIVEN)
    put = f".github/scripts/account/secret.sh dev patient-service {reader.SECRET} <{desk.work / 'secret'}"
    for when in ("first", "again"):
        said = desk.run(f"cargo run -p iac -- render dev && {put}").text
        desk.expect.true(f"the secret is shown nowhere, {when}", _GIVEN not in said)
    name = f"healthcare-app/dev/patient-service/{reader.SECRET_NAME}"
    found = desk.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    desk.expect.equal(f"secret {name}", found, _GIVEN)


def _applied(desk: Desk, finished: Finished) -> None:
    desk.expect.true("Terraform applied", "Apply complete!" in finished.text)
    services = [f"{_PREFIX}-{service}" for service in reader.SERVICES]
    described = desk.client("ecs").describe_services(cluster=_PREFIX, services=services)["services"]
    desk.expect.equal("services", sorted(service["serviceName"] for service in described), services)
    head = desk.client("s3").head_object(Bucket=_STATES, Key="dev/terraform.tfstate")
    desk.expect.equal("what encrypts dev's state", head["ServerSideEncryption"], "aws:kms")


def _deployed(desk: Desk, finished: Finished) -> None:
    for service in reader.SERVICES:
        name = f"{_PREFIX}-{service}"
        found = desk.client("ecs").describe_services(cluster=_PREFIX, services=[name])["services"][0]
        desk.expect.equal(f"tasks of {service}", found["runningCount"], _DEV.minimum_tasks)
        desk.expect.true(f"{service} is shown", f"{service}: 1 of 1 tasks run " in finished.text)
        pointer = desk.client("ssm").get_parameter(
            Name=f"/healthcare-app/dev/{service}/image", WithDecryption=True
        )
        revision = desk.client("ecs").describe_task_definition(taskDefinition=found["taskDefinition"])
        images = [container["image"] for container in revision["taskDefinition"]["containerDefinitions"]]
        desk.expect.equal(f"image of {service}", images, [pointer["Parameter"]["Value"]])
        desk.expect.true(f"image of {service} is named by digest", "@sha256:" in images[0])
        desk.expect.equal(f"what ran once for {service}", _ran_once(desk, name), [(0, images[0])] * 2)


def _ran_once(desk: Desk, name: str) -> list[tuple[int, str]]:
    """How the tasks ended that set a service's database up and migrated it, and of which image they were."""
    ecs, found = desk.client("ecs"), []
    for family in (f"{name}-database-setup", f"{name}-migrate"):
        arns = ecs.list_tasks(cluster=_PREFIX, family=family, desiredStatus="STOPPED")["taskArns"]
        tasks = ecs.describe_tasks(cluster=_PREFIX, tasks=arns)["tasks"] if arns else []
        found += [(each["exitCode"], each["image"]) for task in tasks for each in task["containers"]]
    return found


def _restore_and_look(desk: Desk) -> None:
    """No plan takes the deployment back, and none what is restored."""
    _nothing_to_do(desk, "the deployment")
    restore.play(desk)
    restore_aurora.play(desk)
    surroundings.close(desk)
    _nothing_to_do(desk, "the restore")
    restore.clear_up(desk)


def _nothing_to_do(desk: Desk, what: str) -> None:
    planned = desk.run("terraform -chdir=generated/dev plan -no-color")
    desk.expect.true(f"no plan takes {what} back", "No changes." in planned.text)


def _dev_destroyed(desk: Desk, finished: Finished) -> None:
    desk.expect.true("Terraform destroyed", "Destroy complete!" in finished.text)
    networks = desk.client("ec2").describe_vpcs()["Vpcs"]
    desk.expect.equal("networks left", [one for one in networks if not one["IsDefault"]], [])
    desk.expect.equal("repositories left", desk.client("ecr").describe_repositories()["repositories"], [])


def _refuse_first(desk: Desk) -> None:
    """As long as nobody means it, bootstrap stays."""
    refused = desk.attempt(".github/scripts/account/bootstrap.sh destroy")
    desk.expect.equal("exit code of a destroy that is not meant", refused.code, 1)
    desk.expect.true("it says what to do", "set `deletion_protection = false` in" in refused.text)
    reader.mean_it(desk.repository / "environments")


def _all_gone(desk: Desk, _: Finished) -> None:
    iam = desk.client("iam")
    desk.expect.equal("buckets left", desk.client("s3").list_buckets()["Buckets"], [])
    desk.expect.equal("users left", iam.list_users()["Users"], [])
    desk.expect.equal("roles left", [role["RoleName"] for role in iam.list_roles()["Roles"]], [])
    providers = iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    desk.expect.equal("providers of identities left", providers, [])


CHOOSE_AFTER = ".github/scripts/account/github.sh a-reviewer team/operations"
PAGE = (
    Step(".github/scripts/account/check.sh a-reviewer team/operations", _checked, before=_ask_too_early),
    Step(".github/scripts/account/bootstrap.sh", _bootstrapped),
    Step(CHOOSE_AFTER, _github_set_up),
    Step("terraform -chdir=generated/dev apply", _applied, before=_give_a_secret),
    # That a deployment may be run again, the part `deployments` proves.
    Step(".github/scripts/account/look.sh dev", _deployed, before=surroundings.open_up, times=1),
    # Every command starts the provider, which is what this part costs.
    Step("terraform -chdir=generated/dev destroy", _dev_destroyed, before=_restore_and_look, times=1),
    Step(".github/scripts/account/bootstrap.sh destroy", _all_gone, before=_refuse_first),
)

CHOICE = (
    Step(".github/scripts/account/static-keys.sh", _keys_given, before=_choose_keys, times=1),
    Step(".github/scripts/account/static-keys.sh remove", _keys_gone),
)
