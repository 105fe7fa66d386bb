//! AWS WAF: the web application firewall.

mod web_acl;
mod web_acl_association;
mod web_acl_logging_configuration;

pub use web_acl::{
    AggregateKeyType, DefaultAction, ManagedRuleGroup, OverrideAction, RateBased, Rule, RuleAction,
    RuleActionOverride, Scope, Statement, Verdict, VisibilityConfig, WebAcl,
};
pub use web_acl_association::WebAclAssociation;
pub use web_acl_logging_configuration::{RedactedField, WebAclLoggingConfiguration};
