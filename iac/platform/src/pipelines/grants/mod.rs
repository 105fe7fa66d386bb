//! The table: what Terraform needs for each type of resource, and on what. One file a service, in AWS's words.
//!
//! Names are patterns of the environment's prefix and not those of today, so a new service needs no person who may change
//! bootstrap; a type that is new does.

mod acm;
mod autoscaling;
mod cloudwatch;
mod ec2;
mod ecr;
mod ecs;
mod elb;
mod iam;
mod kms;
mod logs;
mod route53;
mod s3;
mod sns;
mod ssm;
mod waf;

use std::collections::BTreeSet;

use super::grant::{Access, CLAIMED, EVERYTHING, Grant, MADE, TAGGED, When, read, write};

/// Every line, service by service.
const TABLE: &[&[Grant]] = &[
    acm::GRANTS,
    autoscaling::GRANTS,
    cloudwatch::GRANTS,
    ec2::GRANTS,
    ecr::GRANTS,
    ecs::GRANTS,
    elb::GRANTS,
    iam::GRANTS,
    kms::GRANTS,
    logs::GRANTS,
    route53::GRANTS,
    s3::GRANTS,
    sns::GRANTS,
    ssm::GRANTS,
    waf::GRANTS,
];

/// The lines for these types.
pub(crate) fn of<'t>(types: &BTreeSet<String>, access: Access) -> impl Iterator<Item = &'t Grant> {
    let all = TABLE.iter().copied().flatten();
    all.filter(move |grant| grant.access == access)
        .filter(|grant| grant.types.iter().any(|of| types.contains(*of)))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What the local AWS never asks for, and where AWS says that it does.
pub(crate) fn unasked() -> impl Iterator<Item = (&'static Grant, &'static str)> {
    TABLE.iter().copied().flatten().filter_map(|grant| Some((grant, grant.source?)))
}

#[cfg(test)]
mod tests;
