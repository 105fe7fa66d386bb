//! What roles may do: the policies that are attached to them, wherever they stand.

use std::sync::Arc;

use configuration::{Configuration, Map, Node, Read};

use super::actions::is_like;
use super::cover::{Cover, Token};
use super::{Document, Policies, Reader, Statement};

/// What one role may do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants<'c> {
    pub(crate) documents: Vec<Arc<Document<'c>>>,
    /// Names of AWS's own policies.
    pub(crate) managed: Vec<String>,
    /// Whether there may be more.
    pub(crate) is_open: bool,
    /// How many managed policies are attached, as far as the files say, and where the last of them is.
    pub(crate) attached: Vec<Node<'c>>,
}

/// AWS's own policies of which it is written here what they say: actions on everything.
/// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html>
const MANAGED: &[(&str, &[&str])] = &[(
    "AmazonECSTaskExecutionRolePolicy",
    &[
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    ],
)];

/// What every role may do.
pub(super) fn of<'c>(
    configuration: &'c Configuration<'c>,
    policies: &Policies<'c>,
    is_root: bool,
) -> Map<usize, Grants<'c>> {
    let mut grants: Map<usize, Grants<'c>> = Map::default();
    // One that is attached to nobody knows whom may be attached to anybody.
    let mut any_open = !is_root;
    for role in configuration.resources("aws_iam_role") {
        let granted = grants.entry(role.block().index()).or_default();
        granted.is_open |= !role.block().is_single() || role.makes_blocks("inline_policy");
        for inline in role.blocks("inline_policy") {
            granted.inline(inline.get("policy"), policies);
        }
        for arn in role.get("managed_policy_arns").elements() {
            granted.attach(arn, policies);
        }
    }
    let mut each =
        |role: Node<'c>, add: &mut dyn FnMut(&mut Grants<'c>)| match role.resource("aws_iam_role", "name") {
            Read::Known(block) => add(grants.entry(block.index()).or_default()),
            Read::Unknown => any_open = true,
            Read::Absent => {}
        };
    for attachment in configuration.resources("aws_iam_role_policy_attachment") {
        each(attachment.get("role"), &mut |granted| granted.attach(attachment.get("policy_arn"), policies));
    }
    for attachment in configuration.resources("aws_iam_policy_attachment") {
        for role in attachment.get("roles").elements() {
            each(role, &mut |granted| granted.attach(attachment.get("policy_arn"), policies));
        }
    }
    for inline in configuration.resources("aws_iam_role_policy") {
        each(inline.get("role"), &mut |granted| granted.inline(inline.get("policy"), policies));
    }
    if any_open || configuration.others("module").next().is_some() {
        for granted in grants.values_mut() {
            granted.is_open = true;
        }
    }
    grants
}

impl<'c> Grants<'c> {
    fn inline(&mut self, at: Node<'c>, policies: &Policies<'c>) {
        let policy = policies.of_block(at).find(|policy| policy.at == at);
        match policy.and_then(|policy| policy.document.as_ref()) {
            Some(document) => self.add(document),
            None => self.is_open = true,
        }
    }

    fn add(&mut self, document: &Arc<Document<'c>>) {
        self.is_open |= document.is_open;
        self.documents.push(Arc::clone(document));
    }

    fn attach(&mut self, arn: Node<'c>, policies: &Policies<'c>) {
        self.attached.push(arn);
        self.is_open |= !arn.block().is_single();
        if let Read::Known(target) = arn.target() {
            let body = arn.configuration().node(target.block);
            let mut found = false;
            for policy in policies.of_block(body) {
                found = true;
                match &policy.document {
                    Some(document) => self.add(document),
                    None => self.is_open = true,
                }
            }
            // A data source reads one of AWS's.
            let name =
                (!found).then(|| body.get("name").text().known().or_else(|| body.get("arn").text().known()));
            match name.flatten() {
                Some(name) if MANAGED.iter().any(|(known, _)| name.ends_with(known)) => self.managed(&name),
                Some(_) => self.is_open = true,
                None => self.is_open |= !found,
            }
        } else if let Read::Known(text) = arn.text() {
            self.managed(&text);
        } else {
            // The partition is often all that is not known.
            let tail = arn.symbol().known().and_then(|symbol| match symbol.0.last() {
                Some(configuration::Piece::Literal(tail)) => Some(tail.clone().into_owned()),
                _ => None,
            });
            match tail {
                Some(tail) => self.managed(&tail),
                None => self.is_open = true,
            }
        }
    }

    fn managed(&mut self, arn: &str) {
        let name = arn.rsplit('/').next().unwrap_or(arn);
        self.is_open |= !MANAGED.iter().any(|(known, _)| *known == name);
        self.managed.push(name.to_owned());
    }

    /// Whether the role may do something with something.
    pub(crate) fn allow(&self, action: &str, subject: &[Token<'c>], reader: Reader<'_>) -> Cover {
        let is_managed =
            |name: &String| MANAGED.iter().any(|(known, actions)| known == name && actions.contains(&action));
        let mut best = if self.managed.iter().any(is_managed) { Cover::Yes } else { Cover::No };
        for statement in self.statements().filter(|statement| !statement.is_deny()) {
            best = best.max(speaks_of(statement, action, subject, reader));
        }
        let denied = |statement: &Statement<'c>| {
            statement.is_deny()
                && statement.conditions.is_empty()
                && !statement.is_open
                && speaks_of(statement, action, subject, reader) == Cover::Yes
        };
        if self.statements().any(denied) {
            return Cover::No;
        }
        if best == Cover::No && self.is_open { Cover::Maybe } else { best }
    }

    pub(crate) fn statements(&self) -> impl Iterator<Item = &Statement<'c>> {
        self.documents.iter().flat_map(|document| &document.statements)
    }
}

/// Whether a statement is about this action and this resource. One that holds on a condition holds perhaps.
pub(crate) fn speaks_of<'c>(
    statement: &Statement<'c>,
    action: &str,
    subject: &[Token<'c>],
    reader: Reader<'_>,
) -> Cover {
    let sure =
        statement.conditions.is_empty() && !statement.is_open && !matches!(statement.effect, Read::Unknown);
    let at_most = if sure { Cover::Yes } else { Cover::Maybe };
    // Most statements are about other actions, and names are cheaper to compare than resources.
    match at_most.min(acts(statement, action)) {
        Cover::No => Cover::No,
        cover => cover.min(touches(statement, subject, reader)),
    }
}

/// Whether a statement is about this action.
pub(crate) fn acts(statement: &Statement<'_>, action: &str) -> Cover {
    let mut best = Cover::No;
    for entry in &statement.actions.entries {
        best = best.max(match entry.literal() {
            Some(text) if is_like(&text, action) => Cover::Yes,
            Some(_) => Cover::No,
            None => Cover::Maybe,
        });
    }
    turned(best, statement.actions.negated)
}

/// Whether a statement is about this resource.
pub(crate) fn touches<'c>(statement: &Statement<'c>, subject: &[Token<'c>], reader: Reader<'_>) -> Cover {
    turned(statement.resources.covers(subject, reader), statement.resources.negated)
}

fn turned(cover: Cover, negated: bool) -> Cover {
    match cover {
        Cover::Yes if negated => Cover::No,
        Cover::No if negated => Cover::Yes,
        cover => cover,
    }
}
