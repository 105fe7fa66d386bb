"""Somebody has put another plan in the place of the one that was made: it is not applied."""

import subprocess

from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect, commit = stage.expect, stage.origin.main
    directory = stage.work / "another-plan"
    stage.origin.clone(commit, directory)
    key = f"plans/{commit}/dev"
    stage.client("s3").put_object(
        Bucket=stage.bucket, Key=key, Body=b"another", ServerSideEncryption="aws:kms"
    )
    keys = stage.keys_of("healthcare-app-bootstrap-dev-apply", "environment:dev")
    checksum = "0" * 64
    for said, given in (("Not the plan that was made", key), ("there is no plan at", "plans/")):
        if given != key:
            stage.client("s3").delete_object(Bucket=stage.bucket, Key=key)
        applied = subprocess.run(
            [directory / ".github/scripts/infrastructure/apply.sh", "dev", checksum],
            env=stage.environment(directory / "home" / given.replace("/", "-")) | keys,
            check=False,
            capture_output=True,
            text=True,
        )
        expect.equal(f"exit code where {said}", applied.returncode, 1)
        expect.true(f"it says: {said}", said in applied.stderr, applied.stdout + applied.stderr)
        expect.true("Terraform was not started", "Initializing" not in applied.stdout, applied.stdout)
