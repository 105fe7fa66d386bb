#![doc = include_str!("../README.md")]
#![expect(
    missing_docs,
    reason = "arguments and enum values are the provider's and AWS's own words, documented there"
)]

pub mod acm;
pub mod autoscaling;
pub mod backup;
pub mod cloudwatch;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod elb;
pub mod iam;
pub mod kms;
pub mod limits;
pub mod logs;
pub mod rds;
pub mod route53;
pub mod s3;
pub mod sns;
pub mod ssm;
pub mod waf;

mod provider;
mod tags;

pub use provider::{DefaultTags, Provider};
pub use tags::Tags;
