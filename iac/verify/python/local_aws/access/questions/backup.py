"""AWS Backup. A plan's ARN is made of no name."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.questions.passing import passed
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    tags = _tags(call)
    resources = list(_resources(call))
    yield from call.ask(f"backup:{call.operation}", resources, tags=tags)
    if call.operation in {"CreateBackupPlan", "CreateBackupVault"} and tags:
        yield from call.ask("backup:TagResource", resources, tags=tags)
    if call.operation == "CreateBackupVault":
        yield from call.ask("backup-storage:MountCapsule")
        for key in call.texts("EncryptionKeyArn"):
            for action in ("CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey", "RetireGrant"):
                yield from call.through("backup", f"kms:{action}", key)
    if call.operation == "CreateBackupSelection":
        yield from passed(call, call.parameters["BackupSelection"]["IamRoleArn"], "backup.amazonaws.com")


def _tags(call: Asking) -> dict[str, str]:
    return dict(
        call.parameters.get("BackupVaultTags") or call.parameters.get("BackupPlanTags") or call.tags()
    )


def _resources(call: Asking) -> Iterator[str]:
    yield from call.texts("ResourceArn")
    if vault := call.text("BackupVaultName"):
        yield call.arn("backup", f"backup-vault:{vault}")
    elif call.operation == "CreateBackupPlan":
        yield call.arn("backup", f"backup-plan:{NEW}")
    elif plan := call.text("BackupPlanId"):
        yield call.arn("backup", f"backup-plan:{plan}")
