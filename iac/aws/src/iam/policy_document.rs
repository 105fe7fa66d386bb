use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use terraform::Text;

/// A policy: of an identity, of a resource, or of trust.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyDocument {
    version: &'static str,
    statement: Vec<Statement>,
}

/// Allows or denies somebody something, under conditions.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Statement {
    sid: &'static str,
    effect: Effect,
    principal: Option<Principal>,
    action: Vec<&'static str>,
    resource: Option<Vec<Text>>,
    condition: Option<Condition>,
}

/// Whether a statement gives or takes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Effect {
    Allow,
    Deny,
}

/// Whom a resource's policy or a trust policy is about.
pub enum Principal {
    /// Everybody; only in a statement that denies, or with conditions that name who is meant.
    Everybody,
    /// An account, role or user, by ARN.
    Aws(Text),
    /// A service of AWS, such as `ecs-tasks.amazonaws.com`.
    Service(String),
    /// An identity that a provider outside AWS vouches for, by the provider's ARN.
    Federated(Text),
}

/// Operator, then key, then the values of which one must hold.
pub type Condition = BTreeMap<&'static str, BTreeMap<&'static str, Vec<Text>>>;

impl PolicyDocument {
    /// What it says.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statement
    }

    /// A policy of these statements.
    pub fn new(statement: impl IntoIterator<Item = Statement>) -> Self {
        Self { version: "2012-10-17", statement: statement.into_iter().collect() }
    }

    /// The policy by which a role trusts one service of AWS, acting for this account and no other.
    #[must_use]
    pub fn trust(service: &str, account: &str) -> Self {
        let statement = Statement::allow("Assume", ["sts:AssumeRole"])
            .to(Principal::Service(service.to_owned()))
            .when("StringEquals", "aws:SourceAccount", account.to_owned());
        Self::new([statement])
    }
}

impl Effect {
    /// The word in a policy.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

impl Statement {
    /// Allows `actions`.
    pub fn allow(sid: &'static str, actions: impl IntoIterator<Item = &'static str>) -> Self {
        Self::new(sid, Effect::Allow, actions)
    }

    /// Denies `actions`, whatever else allows them.
    pub fn deny(sid: &'static str, actions: impl IntoIterator<Item = &'static str>) -> Self {
        Self::new(sid, Effect::Deny, actions)
    }

    fn new(sid: &'static str, effect: Effect, actions: impl IntoIterator<Item = &'static str>) -> Self {
        let action = actions.into_iter().collect();
        Self { sid, effect, principal: None, action, resource: None, condition: None }
    }

    /// To whom, where the policy is a resource's or of trust.
    #[must_use]
    pub fn to(self, principal: Principal) -> Self {
        Self { principal: Some(principal), ..self }
    }

    /// On which resources, by ARN.
    #[must_use]
    pub fn on<T: Into<Text>>(self, resources: impl IntoIterator<Item = T>) -> Self {
        Self { resource: Some(resources.into_iter().map(Into::into).collect()), ..self }
    }

    /// On these, too.
    #[must_use]
    pub fn on_also<T: Into<Text>>(mut self, resources: impl IntoIterator<Item = T>) -> Self {
        self.resource.get_or_insert_default().extend(resources.into_iter().map(Into::into));
        self
    }

    /// On every resource: only where AWS offers nothing narrower, or in the policy of the one resource itself.
    #[must_use]
    pub fn on_everything(self) -> Self {
        self.on(["*"])
    }

    /// Only when `key` compares to `value` by `operator`. Several conditions must all hold.
    #[must_use]
    pub fn when(mut self, operator: &'static str, key: &'static str, value: impl Into<Text>) -> Self {
        let condition = self.condition.get_or_insert_default();
        condition.entry(operator).or_default().entry(key).or_default().push(value.into());
        self
    }

    /// Whether it gives or takes.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// What is allowed or denied.
    #[must_use]
    pub fn actions(&self) -> &[&'static str] {
        &self.action
    }

    /// Under which conditions: operator, key, and the values of which one must hold.
    pub fn conditions(&self) -> impl Iterator<Item = (&'static str, &'static str, &[Text])> {
        let operators = self.condition.iter().flatten();
        operators.flat_map(|(operator, keys)| {
            keys.iter().map(move |(key, values)| (*operator, *key, values.as_slice()))
        })
    }

    /// On which resources, by ARN.
    #[must_use]
    pub fn resources(&self) -> &[Text] {
        self.resource.as_deref().unwrap_or_default()
    }
}

impl Serialize for Principal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Everybody => serializer.serialize_str("*"),
            Self::Aws(arn) => BTreeMap::from([("AWS", arn)]).serialize(serializer),
            Self::Service(name) => BTreeMap::from([("Service", name)]).serialize(serializer),
            Self::Federated(arn) => BTreeMap::from([("Federated", arn)]).serialize(serializer),
        }
    }
}
