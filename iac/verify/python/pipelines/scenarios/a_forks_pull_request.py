"""Somebody from elsewhere proposes a change of dev: it is validated, and nobody takes on any role for it."""

from pipelines.stage import Stage


def play(stage: Stage) -> None:
    change = stage.changes.of("dev", "cpu_percent = 60", "cpu_percent = 62")
    request = stage.propose("Scale earlier", change, of="stranger/healthcare-app")
    run = stage.pull_request("infrastructure.yml", request)
    stage.expect.equal("how a fork's pull request ends", run.code, 0)
    stage.expect.equal(
        "what became of its jobs",
        run.jobs,
        dict.fromkeys(("verify", "validate", "environments", "infrastructure"), "success"),
    )
    actions = {line["action"] for line in run.asked if "action" in line}
    stage.expect.equal("actions that it used", actions, {"actions/checkout", "hashicorp/setup-terraform"})
    cargo = [line["arguments"] for line in run.asked if line.get("program") == "cargo"]
    stage.expect.true("the README's tests ran", ["verify"] in cargo, cargo)
