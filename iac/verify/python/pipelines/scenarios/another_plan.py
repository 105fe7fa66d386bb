"""Somebody has put another plan in the place of the one that was made, or it is gone: nothing is applied."""

from pipelines.stage import Stage


def play(stage: Stage) -> None:
    commit, s3 = stage.origin.main, stage.client("s3")
    directory = stage.work / "another-plan"
    stage.origin.clone(commit, directory)
    plan = {"Bucket": stage.bucket, "Key": f"plans/{commit}/dev"}
    s3.put_object(**plan, Body=b"another", ServerSideEncryption="aws:kms")
    _refused(stage, "Not the plan that was made")
    s3.delete_object(**plan)
    _refused(stage, "there is no plan at")


def _refused(stage: Stage, why: str) -> None:
    keys = stage.keys_of("healthcare-app-bootstrap-dev-apply", "environment:dev")
    where = stage.work / "another-plan"
    said = stage.script("infrastructure/apply.sh", "dev", "0" * 64, environment=keys, directory=where)
    stage.expect.equal(f"exit code where `{why}`", said.code, 1)
    stage.expect.true(f"it says `{why}`", why in said.text, said.text)
    stage.expect.true("Terraform was not started", "Initializing" not in said.text, said.text)
