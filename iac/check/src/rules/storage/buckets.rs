//! Buckets, and the resources that say the rest about them.

use std::collections::HashMap;

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Document, Policy};

/// The resources of one type, by the bucket that they are about.
pub(super) struct Settings<'c> {
    by_bucket: HashMap<String, Vec<Node<'c>>>,
    /// Whether there are some of which it is not known which bucket they are about.
    is_open: bool,
}

impl<'c> Settings<'c> {
    pub(super) fn of(context: &Context<'c>, ty: &'c str) -> Self {
        let mut by_bucket: HashMap<String, Vec<Node<'c>>> = HashMap::new();
        let mut is_open = !context.is_root();
        for node in context.resources(ty) {
            match node.get("bucket").resource("aws_s3_bucket", "bucket") {
                Read::Known(bucket) => by_bucket.entry(bucket.address()).or_default().push(node),
                Read::Unknown => is_open = true,
                Read::Absent => {}
            }
        }
        Self { by_bucket, is_open }
    }

    /// Those about a bucket; nothing, and counted as not judged, if there may be others.
    pub(super) fn about(&self, bucket: Node<'c>, found: &mut Found<'_, 'c>) -> Option<&[Node<'c>]> {
        let all = self.by_bucket.get(&bucket.block().address()).map_or(&[][..], Vec::as_slice);
        if all.is_empty() && self.is_open {
            found.unjudged(bucket);
            return None;
        }
        Some(all)
    }

    /// Every bucket's.
    pub(super) fn each(&self) -> impl Iterator<Item = &[Node<'c>]> {
        self.by_bucket.values().map(Vec::as_slice)
    }
}

/// Buckets that nothing of a type is about, and that do not say it themselves by `inline`.
pub(super) fn without<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    ty: &'c str,
    inline: &'static str,
) -> Vec<Node<'c>> {
    let settings = Settings::of(context, ty);
    let mut bare = Vec::new();
    for bucket in context.resources("aws_s3_bucket") {
        let says_itself =
            !inline.is_empty() && (bucket.get(inline).is_present() || bucket.makes_blocks(inline));
        if !says_itself && let Some([]) = settings.about(bucket, found) {
            bare.push(bucket);
        }
    }
    bare
}

/// What the policies of a bucket say; nothing, and counted as not judged, if that is not known.
pub(super) fn documents<'p, 'c>(
    context: &'p Context<'c>,
    settings: &Settings<'c>,
    bucket: Node<'c>,
    found: &mut Found<'_, 'c>,
) -> Option<Vec<&'p Document<'c>>> {
    let policies = context.policies();
    let given = settings.about(bucket, found)?;
    let all = policies.of_block(bucket).chain(given.iter().flat_map(|node| policies.of_block(*node)));
    let mut documents = Vec::new();
    for policy in all.collect::<Vec<&Policy<'c>>>() {
        match &policy.document {
            Some(document) if !document.is_open => documents.push(&**document),
            _ => {
                found.unjudged(policy.at);
                return None;
            }
        }
    }
    Some(documents)
}
