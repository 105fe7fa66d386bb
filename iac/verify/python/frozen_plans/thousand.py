"""A thousand resources, which fit into no comment."""

import json
from pathlib import Path

from end_to_end.stage import Stage
from frozen_plans.freeze import freeze
from frozen_plans.records import PROVIDER, directory


def make(stage: Stage, into: Path) -> None:
    """Plan a log group for each of a thousand tenants."""
    place = directory(stage, "thousand")
    group = {"count": 1000, "name": "/tenants/${count.index}", "retention_in_days": 365}
    document = {**PROVIDER, "resource": {"aws_cloudwatch_log_group": {"tenant": group}}}
    (place / "main.tf.json").write_text(json.dumps(document))
    terraform = stage.terraform.elsewhere(place)
    terraform.init("-backend=false")
    freeze(terraform, into / "thousand.json", "-refresh=false")
