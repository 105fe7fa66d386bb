"""AWS WAF."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    resources = [*call.given("wafv2"), *call.given("elasticloadbalancing"), *_named(call)]
    yield from call.ask(f"wafv2:{call.operation}", resources, tags=call.tags())
    if call.operation == "CreateWebACL" and call.tags():
        yield from call.ask("wafv2:TagResource", resources, tags=call.tags())
    if call.operation in {"AssociateWebACL", "DisassociateWebACL"}:
        yield from call.ask("elasticloadbalancing:SetWebAcl", call.texts("ResourceArn"))


def _named(call: Asking) -> Iterator[str]:
    if name := call.text("Name"):
        scope = (call.text("Scope") or "").lower()
        yield call.arn("wafv2", f"{scope}/webacl/{name}/{call.text('Id') or NEW}")
    for rule in call.parameters.get("Rules") or []:
        if managed := rule.get("Statement", {}).get("ManagedRuleGroupStatement"):
            yield call.arn("wafv2", f"regional/managedruleset/{managed['Name']}/{NEW}")
