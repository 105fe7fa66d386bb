"""What people do, and what workflows must do then: one scenario a file.

They share what runs: what one applies, the next finds. So rows follow each other, and those of one row, which
have nothing to do with each other, are played side by side.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pipelines import act
from pipelines.scenarios import (
    a_dead_run,
    a_failed_rollout,
    a_first_deployment,
    a_forks_pull_request,
    a_merge,
    a_prod_run,
    a_promotion,
    a_pull_request,
    an_application_pull_request,
    another_plan,
    drift,
    half_chosen_credentials,
    not_as_rendered,
    one_result,
    something_stateful,
    two_merges_at_once,
)
from pipelines.stage import Stage

Scenario = Callable[[Stage], None]

ROWS: list[dict[str, Scenario]] = [
    {
        "a-merge": a_merge.play,
        "a-prod-run": a_prod_run.play,
        "a-forks-pull-request": a_forks_pull_request.play,
    },
    {
        "drift": drift.play,
        "a-pull-request": a_pull_request.play,
        "something-stateful": something_stateful.play,
    },
    {"two-merges-at-once": two_merges_at_once.play},
    {
        "another-plan": another_plan.play,
        "not-as-rendered": not_as_rendered.play,
        "one-result": one_result.play,
        "half-chosen-credentials": half_chosen_credentials.play,
    },
    {"a-dead-run": a_dead_run.play},
    {"a-first-deployment": a_first_deployment.play},
    {"a-failed-rollout": a_failed_rollout.play, "a-promotion": a_promotion.play},
    {"an-application-pull-request": an_application_pull_request.play},
]


def play(stage: Stage, names: list[str]) -> int:
    """Play these scenarios, or all; how many there were."""
    played = 0
    for row in ROWS:
        chosen = {name: scenario for name, scenario in row.items() if not names or name in names}
        with ThreadPoolExecutor() as pool:
            running = {name: pool.submit(scenario, stage) for name, scenario in chosen.items()}
            try:
                for name, future in running.items():
                    future.result()
                    print(f"## {name}: as it should be", flush=True)
            except BaseException:
                act.stop_all()  # or the others would be waited for
                raise
        stage.expect.settle()
        played += len(chosen)
    return played
