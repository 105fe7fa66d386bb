"""What is answered, a file for each kind of thing."""

from local_github import routing


def load() -> None:
    """Have every call that is documented here answered."""
    from local_github.answers import (  # noqa: F401, PLC0415 (they enter themselves)
        environments,
        issues,
        labels,
        oidc,
        people,
        pulls,
        repositories,
        rulesets,
        runs,
        secrets,
        variables,
    )

    if missing := routing.unanswered():
        raise SystemExit(f"documented, and not answered: {sorted(missing)}")
