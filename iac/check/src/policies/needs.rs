//! What the execution role of a task must be allowed: to pull its images, write its logs and read its secrets.
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>

use configuration::{Block, Node, Read};

use super::cover::{Token, literal};
use super::{Cover, Policies, Principal, Reader, acts};
use crate::context::Context;
use crate::found::Found;

/// What something is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Pull,
    Log,
    Secret,
}

/// What a task needs.
#[derive(Clone, Debug)]
pub(crate) struct Need<'c> {
    pub(crate) purpose: Purpose,
    /// What asks for it: the image, the log group, the secret.
    pub(crate) at: Node<'c>,
    pub(crate) action: &'static str,
    /// What it is needed on: one of these, as far as it is known.
    pub(crate) subjects: Vec<Vec<Token<'c>>>,
}

/// A task, its execution role, and what that needs.
#[derive(Debug)]
pub(crate) struct Task<'c> {
    pub(crate) node: Node<'c>,
    pub(crate) role: &'c Block<'c>,
    pub(crate) needs: Vec<Need<'c>>,
    /// Places that may ask for more.
    pub(crate) unknown: Vec<(Purpose, Node<'c>)>,
}

pub(crate) const PULL: [&str; 3] =
    ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];
pub(crate) const DECRYPT: &str = "kms:Decrypt";
pub(crate) const LOGIN: &str = "ecr:GetAuthorizationToken";
pub(crate) const LOG: [&str; 2] = ["logs:CreateLogStream", "logs:PutLogEvents"];

/// What the execution roles of all tasks must be allowed.
#[derive(Debug)]
pub(crate) struct Needs<'c> {
    tasks: Vec<Task<'c>>,
    /// Roles and containers that nobody knows.
    unknown: Vec<Node<'c>>,
}

impl<'c> Needs<'c> {
    pub(crate) fn of(context: &Context<'c>) -> Self {
        let mut needs = Self { tasks: Vec::new(), unknown: Vec::new() };
        for node in context.resources("aws_ecs_task_definition") {
            let at = node.get("execution_role_arn");
            match at.resource("aws_iam_role", "arn") {
                Read::Known(role) => needs.task(node, role, context.policies()),
                _ if at.is_present() => needs.unknown.push(at),
                _ => {}
            }
        }
        needs
    }

    fn task(&mut self, node: Node<'c>, role: &'c Block<'c>, policies: &Policies<'c>) {
        let mut task = Task { node, role, needs: Vec::new(), unknown: Vec::new() };
        let at = node.get("container_definitions");
        match at.document() {
            Read::Known(containers) => task.containers(containers, policies),
            read => {
                task.unknown
                    .extend([Purpose::Pull, Purpose::Log, Purpose::Secret].map(|purpose| (purpose, at)));
                self.unknown.extend((read == Read::Unknown).then_some(at));
            }
        }
        self.tasks.push(task);
    }

    /// Every task whose execution role the files declare. The others are counted.
    pub(crate) fn tasks(&self, found: &mut Found<'_, 'c>) -> &[Task<'c>] {
        self.unknown.iter().for_each(|at| found.unjudged(*at));
        &self.tasks
    }
}

impl<'c> Task<'c> {
    fn containers(&mut self, containers: Node<'c>, policies: &Policies<'c>) {
        for container in containers.elements() {
            self.image(container.get("image"), policies.reader());
            self.log(container.get("logConfiguration"), policies.reader());
            let listed = container
                .get("secrets")
                .elements()
                .chain(container.path_to(["logConfiguration", "secretOptions"]).elements());
            for secret in listed {
                self.secret(secret.get("valueFrom"), policies);
            }
            self.secret(container.path_to(["repositoryCredentials", "credentialsParameter"]), policies);
        }
    }

    fn need(&mut self, purpose: Purpose, at: Node<'c>, action: &'static str, subjects: Vec<Vec<Token<'c>>>) {
        self.needs.push(Need { purpose, at, action, subjects });
    }

    /// An image in a repository of ECR; others need no rights.
    fn image(&mut self, at: Node<'c>, reader: Reader<'_>) {
        let Read::Known(symbol) = at.symbol() else { return };
        let tokens = reader.text(at, &symbol);
        let Some((account, rest)) = split(&tokens, ".dkr.ecr.") else {
            let host = tokens.split(|token| matches!(token, Token::Char('/'))).next().unwrap_or_default();
            if host.iter().any(|token| !matches!(token, Token::Char(_))) {
                self.unknown.push((Purpose::Pull, at));
            }
            return;
        };
        let Some((region, rest)) = split(rest, ".amazonaws.com") else {
            return self.unknown.push((Purpose::Pull, at));
        };
        let path = rest
            .iter()
            .position(|token| matches!(token, Token::Char('/')))
            .map_or(rest.len(), |slash| slash + 1);
        let name = &rest[path..];
        let end = name.iter().position(|token| matches!(token, Token::Char(':' | '@'))).unwrap_or(name.len());
        let arn = [
            literal("arn:"),
            reader.own("partition"),
            literal(":ecr:"),
            region.to_vec(),
            literal(":"),
            account.to_vec(),
            literal(":repository/"),
            name[..end].to_vec(),
        ];
        self.need(Purpose::Pull, at, LOGIN, vec![literal("*")]);
        for action in PULL {
            self.need(Purpose::Pull, at, action, vec![arn.concat()]);
        }
    }

    fn log(&mut self, at: Node<'c>, reader: Reader<'_>) {
        let Read::Known(driver) = at.get("logDriver").text() else { return };
        if driver != "awslogs" {
            return;
        }
        let group = at.path_to(["options", "awslogs-group"]);
        let Read::Known(name) = group.symbol() else { return };
        let region = at.path_to(["options", "awslogs-region"]);
        let region_tokens = region.symbol().known().map(|symbol| reader.text(region, &symbol));
        let arn = [
            literal("arn:"),
            reader.own("partition"),
            literal(":logs:"),
            region_tokens.unwrap_or_else(|| reader.own("region")),
            literal(":"),
            reader.own("account"),
            literal(":log-group:"),
            reader.text(group, &name),
            literal(":log-stream:"),
            vec![Token::Hole],
        ];
        for action in LOG {
            self.need(Purpose::Log, group, action, vec![arn.concat()]);
        }
    }

    /// A secret of Secrets Manager or a parameter, by ARN or by name, and the key that encrypts it.
    fn secret(&mut self, at: Node<'c>, policies: &Policies<'c>) {
        let reader = policies.reader();
        let Read::Known(symbol) = at.symbol() else { return };
        let tokens = reader.text(at, &symbol);
        let fields: Vec<&[Token<'c>]> = tokens.split(|token| matches!(token, Token::Char(':'))).collect();
        let service = fields.get(2).map(|field| super::arn::display(field));
        match service.as_deref() {
            Some("secretsmanager") if fields.len() >= 7 => {
                let length = fields[..7].iter().map(|field| field.len() + 1).sum::<usize>() - 1;
                self.need(
                    Purpose::Secret,
                    at,
                    "secretsmanager:GetSecretValue",
                    with_suffix(&tokens[..length]),
                );
            }
            Some("ssm") => self.need(Purpose::Secret, at, "ssm:GetParameters", vec![tokens.clone()]),
            None if matches!(tokens.first(), Some(Token::Char(_))) => {
                // The slash that a name begins with stands once in its ARN.
                let name = &tokens[usize::from(matches!(tokens[0], Token::Char('/')))..];
                let arn = [
                    literal("arn:"),
                    reader.own("partition"),
                    literal(":ssm:"),
                    reader.own("region"),
                    literal(":"),
                    reader.own("account"),
                    literal(":parameter/"),
                    name.to_vec(),
                ];
                self.need(Purpose::Secret, at, "ssm:GetParameters", vec![arn.concat()]);
            }
            _ => return self.unknown.push((Purpose::Secret, at)),
        }
        self.key_of(at, policies);
    }

    /// The customer's own key that encrypts a secret, if the files declare both.
    fn key_of(&mut self, at: Node<'c>, policies: &Policies<'c>) {
        let block = match at.target() {
            Read::Known(target) => Some(target.block),
            _ => at
                .text()
                .known()
                .and_then(|text| at.configuration().named("aws_ssm_parameter", "name", &text).known()),
        };
        let Some(block) = block else { return };
        let body = at.configuration().node(block);
        let key = match block.resource_type() {
            Some("aws_ssm_parameter") if !body.get("type").text().is(&"SecureString".into()) => return,
            Some("aws_ssm_parameter") => body.get("key_id"),
            Some("aws_secretsmanager_secret") => body.get("kms_key_id"),
            _ => return,
        };
        if let Some(key) = key_block(key) {
            if admits_by_itself(at.configuration().node(key), policies) {
                self.unknown.push((Purpose::Secret, at));
            } else {
                let arn = policies.reader().arn_of(at.configuration(), key);
                self.need(Purpose::Secret, at, DECRYPT, vec![arn]);
            }
        } else if key.is_present() && !key.text().known().is_some_and(|text| text.starts_with("alias/aws/")) {
            self.unknown.push((Purpose::Secret, key));
        }
    }
}

/// Whether a key's own policy may let roles decrypt, whatever theirs say.
pub(crate) fn admits_by_itself<'c>(key: Node<'c>, policies: &Policies<'c>) -> bool {
    let named = |principal: &Principal<'c>| {
        principal.kind == "AWS" && !principal.entry.literal().is_some_and(|text| text.ends_with(":root"))
    };
    policies.of_block(key).any(|policy| {
        policy.document.as_ref().is_none_or(|document| {
            document.statements.iter().any(|statement| {
                statement.is_allow()
                    && statement.principals.all.iter().any(named)
                    && acts(statement, DECRYPT) != Cover::No
            })
        })
    })
}

/// The key that a value refers to, through an alias or not.
pub(crate) fn key_block(at: Node<'_>) -> Option<&Block<'_>> {
    let block = match at.target() {
        Read::Known(target) => target.block,
        _ => at
            .text()
            .known()
            .and_then(|text| at.configuration().named("aws_kms_alias", "name", &text).known())?,
    };
    match block.resource_type()? {
        "aws_kms_key" => Some(block),
        "aws_kms_alias" => match at.configuration().node(block).get("target_key_id").target() {
            Read::Known(target) if target.block.resource_type() == Some("aws_kms_key") => Some(target.block),
            _ => None,
        },
        _ => None,
    }
}

/// The ARNs that a secret's ARN may be short for: AWS ends each with a hyphen and six characters.
fn with_suffix<'c>(arn: &[Token<'c>]) -> Vec<Vec<Token<'c>>> {
    let longer = [arn.to_vec(), literal("-"), vec![Token::One; 6]].concat();
    let is_letter = |token: &Token<'_>| matches!(token, Token::Char(c) if c.is_ascii_alphanumeric());
    match arn {
        [.., Token::Of(..) | Token::Hole] => vec![arn.to_vec()],
        [.., Token::Char('-'), _, _, _, _, _, _] if arn[arn.len() - 6..].iter().all(is_letter) => {
            vec![arn.to_vec(), longer]
        }
        _ => vec![longer],
    }
}

/// What stands before and after some text.
fn split<'t, 'c>(tokens: &'t [Token<'c>], text: &str) -> Option<(&'t [Token<'c>], &'t [Token<'c>])> {
    let characters: Vec<char> = text.chars().collect();
    let is_it = |window: &[Token<'c>]| {
        window
            .iter()
            .zip(&characters)
            .all(|(token, character)| matches!(token, Token::Char(c) if c == character))
    };
    let at = tokens.windows(characters.len()).position(is_it)?;
    Some((&tokens[..at], &tokens[at + characters.len()..]))
}
