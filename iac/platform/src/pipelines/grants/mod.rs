//! The table: what Terraform needs for each type of resource, and on what. One file a service, in AWS's words.
//!
//! Names are patterns of the environment's prefix and not those of today, so a new service needs no person who may change
//! bootstrap; a type that is new does.

mod acm;
mod autoscaling;
pub(crate) mod backup;
mod cloudwatch;
pub(crate) mod ec2;
mod ecr;
mod ecs;
mod elb;
mod iam;
mod kms;
mod logs;
mod rds;
mod route53;
mod s3;
mod secretsmanager;
mod sns;
mod ssm;
mod waf;

use std::collections::BTreeSet;

use super::grant::{Access, CLAIMED, EVERYTHING, Grant, MADE, TAGGED, When, read, write};

/// Every line, service by service.
const TABLE: &[&[Grant]] = &[
    acm::GRANTS,
    autoscaling::GRANTS,
    backup::GRANTS,
    cloudwatch::GRANTS,
    ec2::GRANTS,
    ecr::GRANTS,
    ecs::GRANTS,
    elb::GRANTS,
    iam::GRANTS,
    kms::GRANTS,
    logs::GRANTS,
    rds::GRANTS,
    route53::GRANTS,
    s3::GRANTS,
    secretsmanager::GRANTS,
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

/// What the local AWS never asks for of these types and of deployments, and where AWS says that it does.
pub(crate) fn unasked(types: &BTreeSet<String>) -> impl Iterator<Item = (&'static Grant, &'static str)> {
    let all = TABLE.iter().copied().flatten();
    let of_types = all.filter(|grant| grant.types.iter().any(|of| types.contains(*of)));
    of_types.chain(super::deploy::GRANTS).filter_map(|grant| Some((grant, grant.source?)))
}

/// The writing lines without what the reading ones grant as well, so that nothing is granted twice to who applies.
pub(crate) fn beyond(reading: &[&'static Grant], writing: Vec<&'static Grant>) -> Vec<&'static Grant> {
    let everywhere = |grant: &Grant| grant.on == EVERYTHING && grant.when.is_empty();
    let read: BTreeSet<&str> =
        reading.iter().filter(|grant| everywhere(grant)).flat_map(|grant| grant.actions).copied().collect();
    let granted = |grant: &&Grant| grant.actions.iter().all(|action| read.contains(action));
    writing.into_iter().filter(|grant| !(everywhere(grant) && granted(grant))).collect()
}

#[cfg(test)]
mod tests;
