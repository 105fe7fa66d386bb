"""Every call before it reaches moto: who calls, what he asks for, and whether he may.

The administrator may do everything. Everybody else is judged by what his policies say at that moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from local_aws.access import principals, public, questions, refusals, web_identity, world
from local_aws.access.refusals import Answer
from local_aws.access.unknown import Unknown
from local_aws.access.verdicts import Principal, Question, judge, trusts
from local_aws.calls import Call

# What moto itself is asked, and no AWS.
_SIMULATOR = "/moto-api/"
_WEB_IDENTITY = "AssumeRoleWithWebIdentity"


@dataclass
class Decision:
    """What was decided, for the log; without a refusal, the call goes on."""

    who: str | None = None
    asked: list[Question] = field(default_factory=list)
    denied: Question | None = None
    gap: str | None = None
    refusal: Answer | None = None


def decide(call: Call) -> Decision:
    """Whatever is not known here is refused, and noted as a gap."""
    decision = Decision()
    if call.environment["PATH_INFO"].startswith(_SIMULATOR):
        return decision
    if call.key == principals.ADMINISTRATOR:
        _keep_private(call, decision)
        return decision
    try:
        if call.operation == _WEB_IDENTITY:
            _take_on(call, decision)
        else:
            _judge(call, decision)
    except Unknown as unknown:
        decision.gap = f"cannot judge {call.service}:{call.operation}: {unknown}"
        decision.refusal = refusals.plain("GapOfTheLocalAws", decision.gap)
    return decision


def _judge(call: Call, decision: Decision) -> None:
    if not call.key:
        decision.refusal = refusals.unknown(call, "AccessDenied", "Nobody has signed this")
        return
    try:
        principal = principals.of(call.key, call.session_token)
    except principals.Stranger:
        decision.refusal = refusals.unknown(call, "InvalidClientTokenId", "The security token is not valid")
        return
    decision.who = principal.role or principal.arn
    decision.asked = list(_of(principal, questions.of(call)))
    for question in decision.asked:
        guard = world.guard_of(question.action, question.resource)
        verdict = judge(question, principal, guard)
        if not verdict.allowed:
            decision.denied = question
            message = (
                f"User: {principal.arn} is not authorized to perform: {question.action} "
                f"on resource: {question.resource} {verdict.why}"
            )
            decision.refusal = refusals.denied(call, message)
            return
    _keep_private(call, decision)


def _keep_private(call: Call, decision: Decision) -> None:
    """What the account keeps from the public, nobody makes public."""
    if refused := public.refused(call):
        action, why = refused
        message = f"User is not authorized to perform: {action} on resource: a bucket {why}"
        decision.refusal = refusals.denied(call, message)


def _of(principal: Principal, asked: list[Question]) -> Iterator[Question]:
    """A role is a role's ARN in conditions, whatever the session."""
    who = {"aws:principalarn": principal.role or principal.arn, "aws:principalaccount": principal.account}
    for question in asked:
        yield replace(question, context={**question.context, **who})


def _take_on(call: Call, decision: Decision) -> None:
    """Take on a role with a token: only the role's own policy says who may."""
    said = call.parameters()
    arn, host = said["RoleArn"], web_identity.ISSUER.removeprefix("https://")
    try:
        claims = web_identity.claims_of(said["WebIdentityToken"])
        provider = world.provider(claims["iss"].removeprefix("https://"))
        if provider is None:
            raise web_identity.Refused("no provider of identities in this account has this issuer")
        if claims["aud"] not in provider.client_id_list:
            raise web_identity.Refused("the provider of identities takes no tokens for this audience")
    except web_identity.Refused as refused:
        decision.refusal = refusals.answer(call, "InvalidIdentityToken", str(refused))
        return
    context = {f"{host}:aud": claims["aud"], f"{host}:sub": claims["sub"]}
    question = questions.plain(f"sts:{_WEB_IDENTITY}", arn, call.region, context)
    decision.who, decision.asked = claims["sub"], [question]
    trusted = world.role(arn)
    if trusted is None or not trusts(trusted, question, "Federated", provider.arn):
        decision.denied = question
        decision.refusal = refusals.denied(call, f"Not authorized to perform {question.action}")
