"""Who reads the page: a clinic, with an account, a domain and a repository of its own."""

from pathlib import Path

ACCOUNT = "210987654321"
OWNER, OWNER_ID = "a-clinic", 4711
REPOSITORY, REPOSITORY_ID = "healthcare-app", 815
DOMAIN = "healthcare.a-clinic.org"
SECRET, SECRET_NAME = "LABORATORY_KEY", "laboratory-key"
SERVICES = ("appointment-service", "patient-service")

# What the example says, and what the reader puts there: the page names both.
_EDITS = {
    "123456789012": ACCOUNT,
    "owner_id = 12345678": f"owner_id = {OWNER_ID}",
    "repository_id = 987654321": f"repository_id = {REPOSITORY_ID}",
    "example-org": OWNER,
    "healthcare.example.com": DOMAIN,
    "login.example.com": "login.a-clinic.org",
}


def put_in(environments: Path) -> None:
    """Fill in what is asked for, as the page's first step says."""
    for file in [*environments.glob("*.toml"), *environments.glob("shared/*.toml")]:
        text = file.read_text()
        for example, own in _EDITS.items():
            text = text.replace(example, own)
        file.write_text(text)


def choose_keys(environments: Path) -> None:
    """Choose static keys, as the section on pipelines says."""
    _edit(environments / "shared/defaults.toml", "[github]\n", "[github]\nstatic_keys = true\n")


def need_a_secret(environments: Path) -> None:
    """Name a secret of a service, as the table of changes says."""
    with (environments / "dev.toml").open("a") as file:
        name = f"healthcare-app/dev/patient-service/{SECRET_NAME}"
        file.write(f'\n[services.patient-service.secrets]\n{SECRET}.secrets-manager = "{name}"\n')


def mean_it(environments: Path) -> None:
    """Lift what protects bootstrap, as the page says before the command that destroys it."""
    _edit(environments / "shared/bootstrap.toml", "deletion_protection = true", "deletion_protection = false")


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new))
