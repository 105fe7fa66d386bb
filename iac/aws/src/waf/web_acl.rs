use serde::Serialize;
use terraform::{HasArn, Resource};

/// A web application firewall's rules.
#[derive(Serialize)]
pub struct WebAcl {
    pub default_action: DefaultAction,
    pub description: String,
    pub name: String,
    pub rule: Vec<Rule>,
    pub scope: Scope,
    pub visibility_config: VisibilityConfig,
}

impl Resource for WebAcl {
    const TYPE: &'static str = "aws_wafv2_web_acl";
}
impl HasArn for WebAcl {}

/// What happens to a request that no rule matches.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultAction {
    Allow {},
}

/// Where the rules apply.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Scope {
    Regional,
}

/// One rule; the lowest priority is applied first.
#[derive(Serialize)]
pub struct Rule {
    pub name: String,
    pub priority: u32,
    pub statement: Statement,
    #[serde(flatten)]
    pub verdict: Verdict,
    pub visibility_config: VisibilityConfig,
}

/// What a rule looks for.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Statement {
    ManagedRuleGroupStatement(ManagedRuleGroup),
    RateBasedStatement(RateBased),
}

/// What happens to a request that a rule matches: a group of rules decides itself.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Action(RuleAction),
    OverrideAction(OverrideAction),
}

/// What one rule does.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    Block {},
    Count {},
}

/// What becomes of a group's own decisions.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OverrideAction {
    None {},
}

/// Rules that AWS keeps up to date.
#[derive(Serialize)]
pub struct ManagedRuleGroup {
    pub name: String,
    pub rule_action_override: Vec<RuleActionOverride>,
    pub vendor_name: &'static str,
}

/// Changes what one rule of a group does.
#[derive(Serialize)]
pub struct RuleActionOverride {
    pub action_to_use: RuleAction,
    pub name: String,
}

/// Too many requests from one address.
#[derive(Serialize)]
pub struct RateBased {
    pub aggregate_key_type: AggregateKeyType,
    /// Requests in five minutes: at least 10.
    pub limit: u32,
}

/// What is counted.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AggregateKeyType {
    Ip,
}

/// What CloudWatch sees of a rule.
#[derive(Serialize)]
pub struct VisibilityConfig {
    pub cloudwatch_metrics_enabled: bool,
    pub metric_name: String,
    pub sampled_requests_enabled: bool,
}
