"""Who logs in to the database as whom, and who reads its master password: asked of every role in the account.

Nobody logs in here; whether somebody may, AWS decides by policies alone, and so it is decided here.
"""

from collections.abc import Iterator
from dataclasses import replace

from end_to_end import roles
from end_to_end.architecture.database import server
from end_to_end.facts import MASTER_USER, REGION, Environment
from end_to_end.least_privilege import denials, snapshot
from end_to_end.least_privilege.denials import Attempt
from end_to_end.roles import ACCOUNT, Role
from end_to_end.stage import Stage
from local_aws.access.conditions import Value
from local_aws.access.documents import Document
from local_aws.access.verdicts import Guard, Principal, Question, judge

# Who may do what, in words that name neither ARNs nor ids.
_May = tuple[str, str]
_READ = "read the master password"
_DECRYPT = "decrypt it"
_DECRYPT_OTHER = "decrypt with another of the environment's keys"


def check(stage: Stage, environment: Environment) -> int:
    """Hold what every role may against what it should; how many questions were asked."""
    everybody = [Role(role["RoleName"], None) for role in stage.client("iam", REGION).list_roles()["Roles"]]
    questions = dict(_questions(stage, environment))
    guards, principals = snapshot.guards(stage), [snapshot.of(stage, role) for role in everybody]
    expected, may = _expected(environment), set[_May]()
    for principal in principals:
        its = {what for what, question in questions.items() if _allowed(question, principal, guards)}
        may |= {(_name(principal), what) for what in its}
        if _name(principal) in _of_tasks(environment):
            for what, other in _otherwise(principal):
                others = {what for what, question in questions.items() if _allowed(question, other, guards)}
                stage.expect.true(f"it is noticed that {_name(principal)} {what}", others != its, its)
    stage.expect.equal("who logs in as whom, and reads the master password", may, expected)
    _read(stage, environment)
    return len(everybody) * len(questions) + denials.expect(stage, _in_vain(stage, environment))


def _name(principal: Principal) -> str:
    return principal.arn.rsplit("/", 1)[-1]


def _of_tasks(environment: Environment) -> set[str]:
    kinds = ("task", "migrate-task", "setup-task")
    return {
        roles.task(environment.service(each), kind).name for each in environment.services for kind in kinds
    }


def _otherwise(principal: Principal) -> Iterator[tuple[str, Principal]]:
    """The role with less and with more: without one statement, or with one that is about everything."""
    for document in principal.policies:
        for statement in document.statements:
            rest = tuple(each for each in document.statements if each is not statement)
            everything = replace(statement, resources=("*",))
            for what, statements in (("lacks", rest), ("has everywhere", (*rest, everything))):
                changed = replace(document, statements=statements)
                policies = tuple(changed if each is document else each for each in principal.policies)
                yield f"{what} {statement.sid}", replace(principal, policies=policies)


def _expected(environment: Environment) -> set[_May]:
    # Who makes the database has RDS encrypt the password in his name, and cannot read it.
    # He knows keys by their tags.
    applying = roles.apply(environment.name).name
    found = {(applying, _DECRYPT), (applying, _DECRYPT_OTHER)}
    for service in environment.services:
        name = environment.service(service)
        setup = roles.task(name, "setup-task").name
        found |= {
            (roles.task(name).name, service.login),
            (roles.task(name, "migrate-task").name, service.owner),
            (setup, MASTER_USER),
            (setup, _READ),
            (setup, _DECRYPT),
        }
    return found


def _questions(stage: Stage, environment: Environment) -> Iterator[tuple[str, Question]]:
    """Every login to this database and to another, and the password with its key."""
    found = server.find(stage, environment)
    logins = [MASTER_USER, "postgres", "rdsadmin"]
    logins += [login for service in environment.services for login in (service.login, service.owner)]
    kind = found.resource.split("-")[0]
    another = f"{kind}-ANOTHERDATABASEOFSOMEBODY"
    for resource in (found.resource, another):
        for login in logins:
            what = login if resource == found.resource else f"{login} of another database"
            user = f"arn:aws:rds-db:{REGION}:{ACCOUNT}:dbuser:{resource}/{login}"
            yield what, _question("rds-db:connect", user)
    yield _READ, _question("secretsmanager:GetSecretValue", found.secret)
    others = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:rds!{kind}-of-another-AbCdEf"
    yield "read another's master password", _question("secretsmanager:GetSecretValue", others)
    secret = stage.client("secretsmanager", REGION).describe_secret(SecretId=found.secret)
    key, kms = secret["KmsKeyId"], stage.client("kms", REGION)
    tags: dict[str, Value] = {
        f"aws:resourcetag/{tag['TagKey']}".lower(): tag["TagValue"]
        for tag in kms.list_resource_tags(KeyId=key)["Tags"]
    }
    through: dict[str, Value] = {
        "kms:calleraccount": ACCOUNT,
        "kms:viaservice": f"secretsmanager.{REGION}.amazonaws.com",
    }
    yield _DECRYPT, _question("kms:Decrypt", key, tags | through)
    other = f"{key.rsplit('/', 1)[0]}/4b825dc6-42cb-4eb9-a060-e54bf8d69288"
    yield _DECRYPT_OTHER, _question("kms:Decrypt", other, tags | through)
    yield "decrypt it by himself", _question("kms:Decrypt", key, tags | {"kms:calleraccount": ACCOUNT})


def _question(action: str, resource: str, context: dict[str, Value] | None = None) -> Question:
    always: dict[str, Value] = {"aws:requestedregion": REGION, "aws:securetransport": "true"}
    return Question(action, resource, always | (context or {}))


def _allowed(question: Question, principal: Principal, guards: dict[str, Document]) -> bool:
    guard = guards.get(question.resource)
    return judge(question, principal, Guard(guard, binds=True) if guard else None).allowed


def _read(stage: Stage, environment: Environment) -> None:
    """Whose task it is does read it, with the key's consent."""
    secret = {"SecretId": server.find(stage, environment).secret}
    for service in environment.services:
        setup = roles.task(environment.service(service), "setup-task")
        read = stage.client("secretsmanager", REGION, setup).get_secret_value(**secret)["SecretString"]
        stage.expect.true(f"{setup.name} reads the master password", MASTER_USER in read)


def _in_vain(stage: Stage, environment: Environment) -> Iterator[Attempt]:
    """What every other role tries."""
    secret = {"SecretId": server.find(stage, environment).secret}
    action = "secretsmanager:GetSecretValue"
    tasks = [
        roles.task(environment.service(service), kind)
        for service in environment.services
        for kind in ("task", "migrate-task", "execution")
    ]
    for role in (*roles.all_of(environment.name), *tasks):
        yield Attempt(role, _READ, "secretsmanager", "get_secret_value", secret, action)
