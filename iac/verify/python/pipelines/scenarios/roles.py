"""Who a run was in AWS."""

from pipelines.act import Run

_PREFIX = "healthcare-app-bootstrap-"


def taken_on(run: Run) -> list[str]:
    """The roles that the run took on, in order, without what all their names begin with."""
    asked = [
        line["inputs"]["role-to-assume"] for line in run.asked if "role-to-assume" in line.get("inputs", {})
    ]
    return [role.rsplit("/", 1)[-1].removeprefix(_PREFIX) for role in asked]
