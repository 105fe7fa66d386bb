//! The shape of `[[waivers]]`.

use schemars::JsonSchema;
use serde::Deserialize;

/// A rule that does not hold for something, and why. A waiver that no longer applies is an error.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline, extend("required" = ["rule", "address", "reason"]))]
pub(crate) struct Waiver {
    /// The rule: a policy rule of ours, a rule of `iac check --list`, or the id of a check of checkov.
    #[schemars(example = &"production-nat", example = &"CKV_AWS_260")]
    pub(crate) rule: Option<String>,
    /// What it does not hold for: a path of this file for policy rules, a Terraform address for the others.
    #[schemars(
        example = &"network.nat",
        example = &"aws_vpc_security_group_ingress_rule.main-http"
    )]
    pub(crate) address: Option<String>,
    /// Why, for the reviewer.
    #[schemars(length(min = 10))]
    pub(crate) reason: Option<String>,
}
