"""What happens to our own dev: its first apply, and the changes that people ask for most."""

from pathlib import Path

from end_to_end import presupposed
from end_to_end.facts import REGION
from end_to_end.stage import Stage
from frozen_plans.freeze import freeze

_FILE = "dev.toml"


def make(stage: Stage, into: Path) -> None:
    """Plan dev into an empty account, apply it, and plan one change after the other."""
    presupposed.make(stage)
    stage.terraform.init()
    freeze(stage.terraform, into / "dev-create.json", "-refresh=false")
    stage.terraform.apply()
    _retention(stage, into)
    _subnet(stage, into)
    _image(stage, into)


def _retention(stage: Stage, into: Path) -> None:
    """Logs are kept for less long, and a service scales later."""
    stage.sources.edit(_FILE, "log_retention_days = 365", "log_retention_days = 90")
    stage.sources.edit(_FILE, "cpu_percent = 60", "cpu_percent = 65")
    _freeze(stage, into / "dev-in-place.json")
    stage.sources.edit(_FILE, "log_retention_days = 90", "log_retention_days = 365")
    stage.sources.edit(_FILE, "cpu_percent = 65", "cpu_percent = 60")


def _subnet(stage: Stage, into: Path) -> None:
    """A subnet gets other addresses, which no subnet can in place."""
    stage.sources.edit(_FILE, 'private = "10.0.16.0/20"', 'private = "10.0.64.0/20"')
    _freeze(stage, into / "dev-replace.json")
    stage.sources.edit(_FILE, 'private = "10.0.64.0/20"', 'private = "10.0.16.0/20"')


def _image(stage: Stage, into: Path) -> None:
    """Somebody wrote an image where Terraform reads it, and registered no revision for it."""
    stage.client("ssm", REGION).put_parameter(
        Name="/healthcare-app/dev/patient-service/image",
        Value=f"123456789012.dkr.ecr.us-east-1.amazonaws.com/healthcare-app-dev-patient-service@sha256:{'ab' * 32}",
        Type="SecureString",
        Overwrite=True,
    )
    stage.sources.render("dev", stage.directory)
    freeze(stage.terraform, into / "dev-image.json", lean=True)


def _freeze(stage: Stage, file: Path) -> None:
    stage.sources.render("dev", stage.directory)
    freeze(stage.terraform, file, "-refresh=false", lean=True)
