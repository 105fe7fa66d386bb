"""Who may take on a role and who may not: a workflow's token says where it runs, a role for whom it is."""

from end_to_end import roles
from end_to_end.facts import ENVIRONMENTS
from end_to_end.least_privilege.denials import expect_no_trust
from end_to_end.roles import REPOSITORIES, Role
from end_to_end.stage import Stage
from local_aws.access.web_identity import token

# Another's, of the same name, and those that ours could be mistaken for; also with other numbers.
_OTHER_REPOSITORIES = (
    "repo:somebody-else/healthcare-app",
    "repo:example-org/another",
    "repo:example-org/healthcare-app-fork",
    "repo:example-org/healthcare",
    "repo:Example-Org/healthcare-app",
    "repo:example-org@1/healthcare-app@987654321",
    "repo:example-org@12345678/healthcare-app@1",
)
_OCCASIONS = (
    "pull_request",
    "ref:refs/heads/main",
    "ref:refs/heads/feature",
    "ref:refs/heads/main-2",
    "ref:refs/tags/main",
    "environment:staging",
    *(f"environment:{name}" for name in ENVIRONMENTS),
)


def check(stage: Stage, environment: str) -> int:
    """Each role is taken on where it is meant to be, and nowhere else; how many were turned away."""
    turned_away = 0
    for role in roles.all_of(environment):
        for repository in REPOSITORIES:
            taken = stage.take_on(role, token(role.subject(repository)))
            stage.expect.true(f"{role.name} is taken on by {repository}", taken["AWS_SESSION_TOKEN"])
            for occasion in _OCCASIONS:
                if occasion != role.occasion:
                    expect_no_trust(stage, role, occasion, token(f"{repository}:{occasion}"))
                    turned_away += 1
        for repository in _OTHER_REPOSITORIES:
            expect_no_trust(stage, role, repository, token(role.subject(repository)))
        turned_away += len(_OTHER_REPOSITORIES) + _forged(stage, role)
    stage.expect.settle()
    return turned_away


def _forged(stage: Stage, role: Role) -> int:
    """The subject is right, and something else is not."""
    own, invalid = role.subject(), "InvalidIdentityToken"
    expect_no_trust(stage, role, "a token for another", token(own, audience="api.example.com"), invalid)
    expect_no_trust(stage, role, "a token of another's", token(own, issuer="https://example.com"), invalid)
    expect_no_trust(stage, role, "an old token", token(own, life=-1), invalid)
    expect_no_trust(stage, role, "a token signed by nobody", token(own)[:-3] + "AAA", invalid)
    return 4
