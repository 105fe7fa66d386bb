//! The web application firewall, where an environment has one.

use aws::logs::LogGroup;
use aws::waf::{
    AggregateKeyType, DefaultAction, ManagedRuleGroup, OverrideAction, RateBased, RedactedField, Rule,
    RuleAction, RuleActionOverride, Scope, Statement, Verdict, VisibilityConfig, WebAcl,
    WebAclLoggingConfiguration,
};
use terraform::Handle;

use crate::composition::Composition;
use crate::encryption::Keys;

/// AWS's rule groups in the order of their application, and the rules of each that only count.
///
/// Bodies of up to 64 KiB are ours to refuse, and partners call from clouds: neither may be blocked here.
const GROUPS: [(&str, &[&str]); 5] = [
    ("AWSManagedRulesAmazonIpReputationList", &[]),
    ("AWSManagedRulesAnonymousIpList", &["HostingProviderIPList"]),
    ("AWSManagedRulesCommonRuleSet", &["SizeRestrictions_BODY"]),
    ("AWSManagedRulesKnownBadInputsRuleSet", &[]),
    ("AWSManagedRulesSQLiRuleSet", &[]),
];

/// Requests of one address in five minutes: 100 a second. Whole clinics call from one address, and our own tasks call each
/// other from those of the NAT gateways, since a callee is known by its public name. Services that call each other more
/// than that from one zone need it raised: a blocked call is a 403, and counted in `RateLimit` as anybody else's.
const RATE_LIMIT: u32 = 30_000;

pub(crate) fn add(c: &mut Composition<'_>, keys: &Keys) -> Option<Handle<WebAcl>> {
    let environment = c.environment;
    if !environment.load_balancer.firewall {
        return None;
    }
    let name = c.names.prefix();
    let log_group = log_group_name(c);
    let mut file = c.file("firewall");
    let groups = (1..).zip(GROUPS).map(|(priority, (group, counting))| Rule {
        name: group.to_owned(),
        priority,
        statement: Statement::ManagedRuleGroupStatement(ManagedRuleGroup {
            name: group.to_owned(),
            rule_action_override: counting
                .iter()
                .map(|rule| RuleActionOverride {
                    action_to_use: RuleAction::Count {},
                    name: (*rule).to_owned(),
                })
                .collect(),
            vendor_name: "AWS",
        }),
        verdict: Verdict::OverrideAction(OverrideAction::None {}),
        visibility_config: visible(group),
    });
    let rate = Rule {
        name: "RateLimit".to_owned(),
        priority: 0,
        statement: Statement::RateBasedStatement(RateBased {
            aggregate_key_type: AggregateKeyType::Ip,
            limit: RATE_LIMIT,
        }),
        verdict: Verdict::Action(RuleAction::Block {}),
        visibility_config: visible("RateLimit"),
    };
    let acl = file.add(
        "main",
        WebAcl {
            default_action: DefaultAction::Allow {},
            description: format!("What {name} refuses before a service sees it"),
            name: name.clone(),
            rule: std::iter::once(rate).chain(groups).collect(),
            scope: Scope::Regional,
            visibility_config: visible(&name),
        },
    );
    let group = file.add(
        "firewall",
        LogGroup {
            kms_key_id: keys.logs.arn(),
            name: log_group,
            retention_in_days: environment.observability.log_retention_days,
            skip_destroy: environment.deletion_protection,
        },
    );
    let header = |name: &str| RedactedField::SingleHeader { name: name.to_owned() };
    file.add(
        "main",
        WebAclLoggingConfiguration {
            log_destination_configs: vec![group.arn()],
            redacted_fields: vec![RedactedField::QueryString {}, header("authorization"), header("cookie")],
            resource_arn: acl.arn(),
        },
    );
    Some(acl)
}

/// The name of the firewall's log group; AWS wants this beginning.
pub(crate) fn log_group_name(c: &Composition<'_>) -> String {
    format!("aws-waf-logs-{}", c.names.prefix())
}

fn visible(metric_name: &str) -> VisibilityConfig {
    VisibilityConfig {
        cloudwatch_metrics_enabled: true,
        metric_name: metric_name.to_owned(),
        // Samples hold whole requests.
        sampled_requests_enabled: false,
    }
}
