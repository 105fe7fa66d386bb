"""The rules, one function each: what they find wrong."""

import re
from collections.abc import Callable, Iterator

from pipelines import interfaces
from workflow_rules.facts import EVENTS, JOBS, LONGEST_MINUTES, REQUIRED, RUNNER, SECRETS, Job
from workflow_rules.files import Files

Rule = Callable[[Files], Iterator[str]]

_USES = re.compile(r"^\s*-? *uses: *(?P<used>\S+)(?P<rest>.*)$", re.MULTILINE)
_PINNED = re.compile(r"(?P<action>[^@]+)@(?P<commit>[0-9a-f]{40})")
_VERSION = re.compile(r" # (?P<version>v\d+\.\d+\.\d+)")
_CREDENTIALS = "./.github/actions/credentials"
_SECRET = re.compile(r"secrets\.(?P<name>\w+)")
_OUTPUT = re.compile(r"steps\.(?P<step>[\w-]+)\.outputs\.(?P<output>[\w-]+)")


def known(files: Files) -> Iterator[str]:
    """Nothing is here that nobody has written down."""
    found = {workflow: set(document["jobs"]) for workflow, document in files.workflows.items()}
    expected = {workflow: set(jobs) for workflow, jobs in JOBS.items()}
    if found != expected:
        yield f"workflows and their jobs are {found}, and facts.py says {expected}"


def events(files: Files) -> Iterator[str]:
    for workflow, document in files.workflows.items():
        started = document["on"]
        if set(started) != EVENTS.get(workflow):
            yield f"{workflow}: starts on {sorted(started)}, and facts.py says {EVENTS.get(workflow)}"
        for event, how in started.items() if isinstance(started, dict) else ():
            if isinstance(how, dict) and {"paths", "paths-ignore"} & set(how):
                yield f"{workflow}: {event} has a path filter, so that a required check could never end"


def permissions(files: Files) -> Iterator[str]:
    """None at the top; each job its own, and no more than was written down."""
    for workflow, document in files.workflows.items():
        if document.get("permissions") != {}:
            yield f"{workflow}: `permissions` at the top is not {{}}"
    for workflow, name, job in files.jobs():
        given = job.get("permissions")
        expected = {"contents": "read"} | dict(may.split(": ") for may in _fact(workflow, name).may)
        if given != expected:
            yield f"{workflow}, {name}: `permissions` are {given}, and facts.py says {expected}"


def called(files: Files) -> Iterator[str]:
    """Who calls a workflow gives its jobs what they need: GitHub refuses to start otherwise."""
    for workflow, name, job in files.jobs():
        if not (uses := job.get("uses")):
            continue
        given = job.get("permissions") or {}
        inside = files.workflows[uses.rsplit("/", 1)[-1].removesuffix(".yml")]
        for callee, wanted in inside["jobs"].items():
            for scope, access in (wanted.get("permissions") or {}).items():
                if given.get(scope) not in {access, "write"}:
                    yield f"{workflow}, {name}: does not give `{scope}: {access}` to {callee}"
        if job.get("secrets") == "inherit":
            yield f"{workflow}, {name}: inherits all secrets"


def environments(files: Files) -> Iterator[str]:
    for workflow, name, job in files.jobs():
        if job.get("environment") != _fact(workflow, name).environment:
            yield f"{workflow}, {name}: environment is {job.get('environment')}, which facts.py does not say"


def concurrency(files: Files) -> Iterator[str]:
    """What changes an environment waits its turn; nothing that may hold a lock is ended by a newer run."""
    for workflow, name, job in files.jobs():
        group, fact = job.get("concurrency"), _fact(workflow, name)
        if group is None:
            if fact.queue or "workflow_call" not in files.workflows[workflow]["on"]:
                yield f"{workflow}, {name}: has no concurrency group"
            continue
        if group.get("cancel-in-progress") is not fact.ends:
            yield f"{workflow}, {name}: a newer run must {'' if fact.ends else 'not '}end this one"
        if fact.queue and (group.get("group"), group.get("queue")) != (fact.queue, "max"):
            yield f"{workflow}, {name}: must be in the group `{fact.queue}` with `queue: max`"
        if not fact.queue and (group["group"].startswith("environment-") or "queue" in group):
            yield f"{workflow}, {name}: is in an environment's group, which facts.py does not say"


def runners(files: Files) -> Iterator[str]:
    """One runner, for a limited time, and nothing beside it: act would leave services out in silence."""
    for workflow, name, job in files.jobs():
        if extra := {"services", "container"} & set(job):
            yield f"{workflow}, {name}: uses {sorted(extra)}"
        if "uses" in job:
            continue
        if job.get("runs-on") != RUNNER:
            yield f"{workflow}, {name}: runs on {job.get('runs-on')}, and not on {RUNNER}"
        if not 0 < job.get("timeout-minutes", 0) <= LONGEST_MINUTES:
            yield f"{workflow}, {name}: `timeout-minutes` is {job.get('timeout-minutes')}"


def pins(files: Files) -> Iterator[str]:
    """By commit, with the version beside it, and everywhere the one that the stand-ins are made from."""
    declared = interfaces.all_of_them()
    for name, text in files.texts.items():
        for use in _USES.finditer(text):
            used = use["used"]
            if used.startswith("./"):
                continue
            version = _VERSION.fullmatch(use["rest"])
            if not _PINNED.fullmatch(used) or not version:
                yield f"{name}: `{used}` is not pinned by commit, with its version after it"
            elif used not in declared or declared[used].version != version["version"]:
                yield f"{name}: `{used}` is not declared as {version['version']}: see pipelines/declare.py"


def given(files: Files) -> Iterator[str]:
    """Actions get what they take, and steps read what actions give."""
    declared = interfaces.all_of_them()
    for name, text in files.texts.items():
        outputs = {}
        for where, step in files.steps():
            if where != name or step.get("uses") not in declared:
                continue
            interface = declared[step["uses"]]
            yield from (f"{name}: {mistake}" for mistake in interface.mistakes(step.get("with") or {}))
            if "id" in step:
                outputs[step["id"]] = interface
        for read in _OUTPUT.finditer(text):
            giver = outputs.get(read["step"])
            if giver and read["output"] not in giver.outputs:
                yield f"{name}: {giver.action} gives no `{read['output']}`"


def scripts(files: Files) -> Iterator[str]:
    """What runs is in files, and no expression gets into a command."""
    for name, step in files.steps():
        if (run := step.get("run")) is None:
            continue
        if "${{" in run:
            yield f"{name}: an expression is part of the command `{run}`: hand it over as a variable"
        if "\n" in run.strip():
            yield f"{name}: more than one line of shell: put it into .github/scripts"


def checkouts(files: Files) -> Iterator[str]:
    for name, step in files.steps():
        checks_out = step.get("uses", "").startswith("actions/checkout@")
        if checks_out and (step.get("with") or {}).get("persist-credentials") is not False:
            yield f"{name}: a checkout leaves its token behind: `persist-credentials: false`"


def secrets(files: Files) -> Iterator[str]:
    for name, text in files.texts.items():
        for secret in _SECRET.finditer(text):
            if secret["name"] not in SECRETS:
                yield f"{name}: reads the secret {secret['name']}, which facts.py does not say"


def tokens(files: Files) -> Iterator[str]:
    """A job asks for a token of GitHub's to take on a role or to sign, and for nothing else."""
    for workflow, name, job in files.jobs():
        if "uses" in job:
            continue
        used = [step.get("uses", "") for step in job["steps"]]
        takes = any(use == _CREDENTIALS or use.startswith("actions/attest@") for use in used)
        asks = (job.get("permissions") or {}).get("id-token") == "write"
        if takes != asks:
            yield f"{workflow}, {name}: takes on a role or signs is {takes}, may ask for a token is {asks}"


def required(files: Files) -> Iterator[str]:
    """A required check ends whatever happens, and knows of every other job."""
    for workflow, name in REQUIRED.items():
        jobs = files.workflows[workflow]["jobs"]
        job = jobs[name]
        if job.get("if") != "always()":
            yield f"{workflow}, {name}: does not always run"
        if missing := set(jobs) - {name} - set(job.get("needs", [])):
            yield f"{workflow}, {name}: does not wait for {sorted(missing)}"


def _fact(workflow: str, name: str) -> Job:
    return JOBS.get(workflow, {}).get(name, Job())


RULES: list[Rule] = [
    known,
    events,
    permissions,
    called,
    environments,
    concurrency,
    runners,
    pins,
    given,
    scripts,
    checkouts,
    secrets,
    tokens,
    required,
]
