//! Policies: where they stand, what they say, and what they let a role do. Read once, for every rule.

pub(crate) mod actions;
pub(crate) mod arn;
pub(crate) mod cover;
mod grants;
mod meets;
pub(crate) mod needs;
mod statement;

use std::collections::HashSet;
use std::sync::Arc;

use configuration::{Block, Configuration, Json, Kind, Map, Mode, Node, Read, Target};

use crate::found::Found;

pub(crate) use arn::Reader;
pub(crate) use cover::{Cover, Token, covers};
pub(crate) use grants::{Grants, acts, speaks_of, touches};
pub(crate) use meets::meets;
pub(crate) use statement::{Condition, Entry, Principal, Statement, is_confined, member};

/// What a policy is for, which decides what it may say and how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A managed policy, which is attached to roles.
    Managed,
    /// Written into a role, user or group.
    Inline,
    /// Who may take a role on.
    Trust,
    /// Of a KMS key.
    Key,
    /// Of an S3 bucket.
    Bucket,
    /// Of an SNS topic.
    Topic,
    /// Of an SQS queue.
    Queue,
    /// Of a VPC endpoint.
    Endpoint,
    /// Of a secret.
    Secret,
    /// Of an ECR repository.
    Repository,
    /// Of CloudWatch Logs.
    Logs,
}

impl Place {
    /// Whether it is about what somebody may do, not about who may do something with this.
    pub(crate) fn is_identity(self) -> bool {
        matches!(self, Self::Managed | Self::Inline)
    }
}

/// Where policies stand: a type, its argument, and what for.
const PLACES: &[(&str, &str, Place)] = &[
    ("aws_iam_policy", "policy", Place::Managed),
    ("aws_iam_role_policy", "policy", Place::Inline),
    ("aws_iam_user_policy", "policy", Place::Inline),
    ("aws_iam_group_policy", "policy", Place::Inline),
    ("aws_iam_role", "assume_role_policy", Place::Trust),
    ("aws_kms_key", "policy", Place::Key),
    ("aws_kms_key_policy", "policy", Place::Key),
    ("aws_s3_bucket", "policy", Place::Bucket),
    ("aws_s3_bucket_policy", "policy", Place::Bucket),
    ("aws_sns_topic", "policy", Place::Topic),
    ("aws_sns_topic_policy", "policy", Place::Topic),
    ("aws_sqs_queue", "policy", Place::Queue),
    ("aws_sqs_queue_policy", "policy", Place::Queue),
    ("aws_vpc_endpoint", "policy", Place::Endpoint),
    ("aws_vpc_endpoint_policy", "policy", Place::Endpoint),
    ("aws_secretsmanager_secret", "policy", Place::Secret),
    ("aws_secretsmanager_secret_policy", "policy", Place::Secret),
    ("aws_ecr_repository_policy", "policy", Place::Repository),
    ("aws_cloudwatch_log_resource_policy", "policy_document", Place::Logs),
];

/// One policy in its place.
#[derive(Clone, Debug)]
pub(crate) struct Policy<'c> {
    pub(crate) place: Place,
    /// The argument.
    pub(crate) at: Node<'c>,
    /// What it says. Nothing, if that is not known.
    pub(crate) document: Option<Arc<Document<'c>>>,
    /// Whether the same document has not been met before in such a place.
    pub(crate) is_first: bool,
}

/// What a policy says.
#[derive(Clone, Debug)]
pub(crate) struct Document<'c> {
    /// The JSON's object, or the data source.
    pub(crate) top: Node<'c>,
    /// Whether it is JSON in text, not a data source that makes it.
    pub(crate) is_json: bool,
    pub(crate) statements: Vec<Statement<'c>>,
    /// Whether there may be more statements.
    pub(crate) is_open: bool,
}

/// Every policy.
#[derive(Debug)]
pub(crate) struct Policies<'c> {
    all: Vec<Policy<'c>>,
    /// The places of the policies of a block, by its index.
    by_block: Map<usize, Vec<usize>>,
    /// What roles may do, by their index.
    grants: Map<usize, Grants<'c>>,
    home: arn::Home,
}

impl<'c> Policies<'c> {
    /// Reads them; `is_root` says that nobody else attaches any.
    pub(crate) fn of(configuration: &'c Configuration<'c>, is_root: bool) -> Self {
        let mut all = Vec::new();
        for (ty, argument, place) in PLACES {
            for node in configuration.resources(ty) {
                all.extend(Policy::of(*place, node.get(argument)));
            }
        }
        for role in configuration.resources("aws_iam_role") {
            for inline in role.blocks("inline_policy") {
                all.extend(Policy::of(Place::Inline, inline.get("policy")));
            }
        }
        let mut met = HashSet::new();
        let mut by_block: Map<usize, Vec<usize>> = Map::default();
        for (at, policy) in all.iter_mut().enumerate() {
            by_block.entry(policy.at.block().index()).or_default().push(at);
            policy.is_first = policy
                .document
                .as_ref()
                .is_none_or(|document| met.insert((document.top.identity(), policy.place as u8)));
        }
        let mut policies = Self { all, by_block, grants: Map::default(), home: arn::Home::of(configuration) };
        policies.grants = grants::of(configuration, &policies, is_root);
        policies
    }

    /// Reads text as the matcher sees it.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { home: &self.home }
    }

    /// The policies of a block.
    pub(crate) fn of_block(&self, node: Node<'c>) -> impl Iterator<Item = &Policy<'c>> {
        let places = self.by_block.get(&node.block().index()).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.all[*at])
    }

    /// What a role may do.
    pub(crate) fn grants_of(&self, role: &Block<'c>) -> Option<&Grants<'c>> {
        self.grants.get(&role.index())
    }

    /// The policies, whether known or not.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Policy<'c>> {
        self.all.iter()
    }

    /// What each policy says, once. Those of which it is not known are counted as not judged.
    pub(crate) fn read<'p>(
        &'p self,
        found: &mut Found<'_, 'c>,
        place: impl Fn(Place) -> bool,
    ) -> Vec<(Place, &'p Document<'c>)> {
        let mut documents = Vec::new();
        for policy in self.all.iter().filter(|policy| place(policy.place)) {
            match &policy.document {
                Some(document) if policy.is_first => {
                    if document.is_open {
                        found.unjudged(policy.at);
                    }
                    documents.push((policy.place, &**document));
                }
                Some(_) => {}
                None => found.unjudged(policy.at),
            }
        }
        documents
    }

    /// Each statement of each policy, once.
    pub(crate) fn statements<'p>(
        &'p self,
        found: &mut Found<'_, 'c>,
        place: impl Fn(Place) -> bool,
    ) -> Vec<(Place, &'p Statement<'c>)> {
        let documents = self.read(found, place);
        documents
            .into_iter()
            .flat_map(|(place, document)| document.statements.iter().map(move |statement| (place, statement)))
            .collect()
    }
}

impl<'c> Policy<'c> {
    /// The policy that an argument holds, if it is there.
    fn of(place: Place, at: Node<'c>) -> Option<Self> {
        let is_there = match at.text() {
            // An empty one is none.
            Read::Known(text) => !text.trim().is_empty(),
            Read::Absent => false,
            Read::Unknown => true,
        };
        is_there.then(|| Self { place, at, document: Document::of(at).map(Arc::new), is_first: true })
    }
}

impl<'c> Document<'c> {
    pub(crate) fn of(at: Node<'c>) -> Option<Self> {
        if let Read::Known(top) = at.document() {
            top.json()?.as_object()?;
            let statements = member(top, "Statement");
            // An expression may make any number of them.
            let is_open = matches!(statements.json(), Some(Json::String(_)));
            let statements =
                statements.elements().filter(|one| one.json().is_some_and(|json| json.as_object().is_some()));
            let statements = statements.map(Statement::of_json).collect();
            return Some(Self { top, is_json: true, statements, is_open });
        }
        let Read::Known(Target { block, attribute: "json" | "minified_json" }) = at.target() else {
            return None;
        };
        let Kind::Resource(Mode::Data, "aws_iam_policy_document") = block.kind else { return None };
        let top = at.configuration().node(block);
        let merged = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];
        let is_open = merged.iter().any(|name| top.get(name).is_present())
            || top.makes_blocks("statement")
            || !block.is_single();
        let statements =
            top.blocks("statement").filter(|one| one.json().is_some_and(|json| json.as_object().is_some()));
        let statements = statements.map(Statement::of_block).collect();
        Some(Self { top, is_json: false, statements, is_open })
    }
}
