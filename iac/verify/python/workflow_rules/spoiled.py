"""Ways to spoil the workflows, each of which a rule must notice."""

from dataclasses import dataclass

from workflow_rules import rules
from workflow_rules.files import Files
from workflow_rules.rules import Rule

_INFRASTRUCTURE = "workflows/infrastructure.yml"
_APPLY = "workflows/apply.yml"
_DEPLOY = "workflows/deploy.yml"
_DRIFT = "workflows/drift.yml"
_CREDENTIALS = "actions/credentials/action.yml"


@dataclass(frozen=True)
class Way:
    rule: Rule
    file: str
    old: str
    new: str


WAYS = [
    Way(rules.known, _DRIFT, "\n  drift:\n", "\n  another:\n"),
    Way(rules.events, _INFRASTRUCTURE, "\n  pull_request:\n", "\n  pull_request_target:\n"),
    Way(rules.events, _INFRASTRUCTURE, "\n  pull_request:\n", "\n  pull_request:\n    paths: [iac]\n"),
    Way(rules.permissions, _INFRASTRUCTURE, "permissions: {}", "permissions: read-all"),
    Way(rules.permissions, _INFRASTRUCTURE, "      contents: read\n", "      contents: write\n"),
    Way(rules.permissions, _DRIFT, "      issues: write # for the one about drift\n", ""),
    Way(rules.called, _INFRASTRUCTURE, "      pull-requests: read #", "      statuses: read #"),
    Way(rules.called, _INFRASTRUCTURE, "    secrets:\n      AWS", "    secrets: inherit\n    x:\n      AWS"),
    Way(rules.environments, _APPLY, "    environment: ${{ inputs.environment }}\n", ""),
    Way(rules.environments, _DEPLOY, "    environment: ${{ inputs.from }}\n", ""),
    Way(rules.concurrency, _INFRASTRUCTURE, "      queue: max\n", ""),
    Way(rules.concurrency, _DRIFT, "group: environment-", "group: drift-"),
    Way(rules.concurrency, _INFRASTRUCTURE, "cancel-in-progress: false", "cancel-in-progress: true"),
    Way(rules.concurrency, _INFRASTRUCTURE, "group: infrastructure-verify", "group: environment-verify"),
    Way(rules.runners, _APPLY, "    timeout-minutes: 55\n", ""),
    Way(rules.runners, _APPLY, "ubuntu-24.04", "ubuntu-latest"),
    Way(rules.runners, _APPLY, "    timeout-minutes: 55\n", "    timeout-minutes: 55\n    services: {}\n"),
    Way(rules.pins, _DRIFT, "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7.0.1 # v7.0.1"),
    Way(rules.pins, _CREDENTIALS, " # v6.2.3", ""),
    Way(rules.pins, _CREDENTIALS, " # v6.2.3", " # v6.2.2"),
    Way(rules.given, _CREDENTIALS, "        aws-region:", "        aws-regoin:"),
    Way(rules.scripts, _APPLY, 'apply.sh "$ENVIRONMENT"', 'apply.sh "${{ inputs.environment }}"'),
    Way(rules.scripts, _DRIFT, "run: .github/scripts/build-iac.sh", "run: |\n          one\n          two"),
    Way(rules.checkouts, _DRIFT, "          persist-credentials: false", "          fetch-depth: 1"),
    Way(rules.secrets, _APPLY, "secrets.AWS_ACCESS_KEY_ID", "secrets.SOMETHING_ELSE"),
    Way(rules.tokens, _DRIFT, "      id-token: write # to take on the role\n", ""),
    Way(rules.required, _INFRASTRUCTURE, "    if: always()\n", ""),
    Way(rules.required, _INFRASTRUCTURE, "needs: [verify, validate,", "needs: [validate,"),
]


def unnoticed(files: Files) -> list[str]:
    found = []
    for way in WAYS:
        text = files.texts[way.file]
        if way.old not in text:
            found.append(f"spoiled.py: {way.file} does not say `{way.old.strip()}` any more")
        elif not list(way.rule(files.with_text(way.file, text.replace(way.old, way.new, 1)))):
            found.append(f"the rule {way.rule.__name__} does not notice `{way.new.strip()}` in {way.file}")
    without = {way.rule for way in WAYS}
    return found + [f"nothing tries the rule {rule.__name__}" for rule in rules.RULES if rule not in without]
