//! The buckets that load balancers log to, and the policies of buckets.

use std::collections::HashMap;

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;

/// The load balancers that log to a bucket that a file declares, with where its name is written.
pub(super) fn logging<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
) -> Vec<(Node<'c>, Node<'c>, &'c Block<'c>)> {
    let mut all = Vec::new();
    for balancer in context.resources("aws_lb") {
        for logs in balancer.blocks("access_logs") {
            if found.boolean(logs.get("enabled"), false) != Some(true) {
                continue;
            }
            let at = logs.get("bucket");
            match found.resource(at, "aws_s3_bucket", "bucket") {
                Some(bucket) if bucket.is_single() => all.push((balancer, at, bucket)),
                Some(_) => found.unjudged(at),
                None => {}
            }
        }
    }
    all
}

/// The policies of the buckets that files declare, by the bucket's name; and whether there are some whose bucket is not
/// known.
pub(super) fn policies<'c>(context: &Context<'c>) -> (HashMap<&'c str, Vec<Node<'c>>>, bool) {
    let mut of_bucket: HashMap<&str, Vec<Node<'c>>> = HashMap::new();
    let mut open = !context.is_root();
    for policy in context.resources("aws_s3_bucket_policy") {
        match policy.get("bucket").resource("aws_s3_bucket", "bucket") {
            Read::Known(bucket) => of_bucket.entry(bucket.name).or_default().push(policy),
            Read::Unknown => open = true,
            Read::Absent => {}
        }
    }
    (of_bucket, open)
}
