"""The master password: RDS makes it and keeps it, and nothing of Terraform's has it."""

import json
import zipfile

from end_to_end.architecture.database.server import Found
from end_to_end.architecture.encryption import Keys
from end_to_end.facts import MASTER_USER, REGION
from end_to_end.stage import Stage


def check(stage: Stage, keys: Keys, found: Found) -> None:
    secrets = stage.client("secretsmanager", REGION)
    names = [secret["ARN"] for secret in secrets.list_secrets()["SecretList"]]
    stage.expect.equal("secrets", names, [found.secret])
    secret = secrets.describe_secret(SecretId=found.secret)
    stage.expect.equal("who manages the master password", secret.get("OwningService"), "rds")
    stage.expect.equal("key of the master password", secret.get("KmsKeyId"), keys.of("database"))
    kept = json.loads(secrets.get_secret_value(SecretId=found.secret)["SecretString"])
    stage.expect.equal("whose password it is", kept["username"], MASTER_USER)
    for what, text in (("the state", stage.state_bytes()), ("a saved plan", _plan(stage))):
        stage.expect.true(f"{what} can be read", kept["username"].encode() in text)
        # Not shown: what is printed is kept.
        stage.expect.true(f"{what} does not know the password", kept["password"].encode() not in text)


def _plan(stage: Stage) -> bytes:
    """All that is in the plan that was made last."""
    with zipfile.ZipFile(stage.terraform.plan_file) as plan:
        return b"".join(plan.read(name) for name in plan.namelist())
