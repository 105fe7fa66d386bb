"""A pull request would destroy what holds something: it fails until it bears the label, and says so."""

import re
import subprocess
from pathlib import Path

from pipelines.act import Run
from pipelines.origin import Change
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    request = stage.propose("Give appointments up", _without_appointments(stage.programs.iac))
    refused = stage.pull_request("infrastructure.yml", request, job="plan")
    expect.equal("plans without the label", _plans(refused), {"plan dev": "failure", "plan prod": "failure"})
    expect.true("it says what to do", "the label `allow-destroy`" in refused.text, refused.text[-2000:])
    # One for each environment that it changes.
    comments = sorted(stage.github.comments(request.number))
    marks = [comment.splitlines()[0] for comment in comments]
    expect.equal("comments", marks, [f"<!-- iac plan-summary: {name} -->" for name in ("dev", "prod")])
    for comment in comments:
        expect.true("it says what would end", "aws_ecr_repository.appointment" in comment, comment[:2000])
    expect.settle()

    stage.github.call("POST", f"issues/{request.number}/labels", {"labels": ["allow-destroy"]})
    expect.equal("exit code with the label", _allowed(stage, "pull-request", str(request.number)), 0)
    # After the merge, by the commit. The local GitHub knows it as the head of a pull request.
    merged = stage.origin.main
    opened = stage.github.call("POST", "pulls", {"title": "Merged", "head": merged, "base": "main"})
    expect.equal("exit code for a merge", _allowed(stage, "commit", merged), 1)
    stage.github.call("POST", f"issues/{opened['number']}/labels", {"labels": ["allow-destroy"]})
    expect.equal("exit code for a merge with the label", _allowed(stage, "commit", merged), 0)


def _plans(run: Run) -> dict[str, str]:
    return {job: result for job, result in run.jobs.items() if job.startswith("plan ")}


def _allowed(stage: Stage, *which: str) -> int:
    token = {"GH_TOKEN": "workflow:pull-requests=read"}
    return stage.script("infrastructure/allow-destroy.sh", *which, environment=token).code


def _without_appointments(iac: str) -> Change:
    """Without the service in any file."""

    def change(repository: Path) -> None:
        for file in (repository / "environments").glob("**/*.toml"):
            blocks = re.split(r"(?m)^(?=\[)", file.read_text())
            kept = [block for block in blocks if "appointment" not in block.splitlines()[0]]
            file.write_text("".join(kept))
        subprocess.run([iac, "-C", str(repository), "render"], check=True, capture_output=True)

    return change
