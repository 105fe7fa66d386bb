"""The required check ends in one result, whatever became of the others.

act does not come to it after a workflow that was called has failed, as GitHub does.
"""

import json

from pipelines.stage import Stage

_CASES = (
    ({"verify": "success", "plan": "success"}, "", 0, "plan: success"),
    ({"verify": "success", "plan": "skipped"}, "plan apply", 0, "plan: skipped"),
    ({"verify": "skipped", "plan": "success"}, "plan", 1, "verify: skipped"),
    ({"verify": "success", "plan": "failure"}, "plan", 1, "plan: failure"),
    ({"verify": "cancelled", "plan": "skipped"}, "plan verify", 1, "verify: cancelled"),
)


def play(stage: Stage) -> None:
    for jobs, may_be_skipped, code, expected in _CASES:
        needs = json.dumps({job: {"result": result, "outputs": {}} for job, result in jobs.items()})
        said = stage.script("conclude.sh", needs, may_be_skipped, environment={})
        stage.expect.equal(f"exit code for {jobs}", said.code, code)
        stage.expect.true(f"message for {jobs}", expected in said.text, said.text)
