//! A task that is told where the master user's secret is may read it.

use configuration::{Block, Node};

use super::told::{master_secrets, role};
use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::policies::cover::literal;
use crate::policies::needs::{DECRYPT, admits_by_itself, key_block};
use crate::policies::{Cover, Entry, Grants, Policies, Reader, Token, acts, covers};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "master-secret-read",
    severity: Severity::Error,
    summary: "the role of a task that is told the ARN of the secret of a database's master user may read that secret, and decrypt it where its key is one of these files",
    why: "the task ends before it has looked after the database",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    each(context.tasks(), found, |task, container, found| {
        for (_, value) in container.environment() {
            for database in master_secrets(value) {
                let Some(role) = role(task, "the task has no role to read the secret with", found) else {
                    continue;
                };
                let granted = policies.grants_of(role);
                let may_read =
                    granted.map_or(Cover::Maybe, |granted| may_read(granted, database, policies.reader()));
                let may_decrypt = may_decrypt(granted, context.configuration.node(database), policies);
                for (may, action, what) in [(may_read, READ, "the"), (may_decrypt, DECRYPT, "the key of the")]
                {
                    match may {
                        Cover::Yes => {}
                        Cover::Maybe => found.unjudged(value),
                        Cover::No => {
                            let (role, database) = (role.address(), database.address());
                            let message = format!(
                                "the role `{role}` may not do `{action}` on {what} secret of the master user of `{database}`"
                            );
                            let fix = format!("allow it in a policy that is attached to `{role}`");
                            found.report(value, message, fix);
                        }
                    }
                }
            }
        }
    });
}

/// Whether a role may use the key that encrypts the secret: the account's own for secrets is everybody's there.
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html>
fn may_decrypt<'c>(granted: Option<&Grants<'c>>, database: Node<'c>, policies: &Policies<'c>) -> Cover {
    let at = database.get("master_user_secret_kms_key_id");
    let Some(key) = key_block(at) else {
        let is_own = at.text().known().is_some_and(|text| text.starts_with("alias/aws/"));
        return if is_own || !at.is_present() { Cover::Yes } else { Cover::Maybe };
    };
    let configuration = at.configuration();
    let Some(granted) = granted.filter(|_| !admits_by_itself(configuration.node(key), policies)) else {
        return Cover::Maybe;
    };
    let arn = policies.reader().arn_of(configuration, key);
    granted.allow(DECRYPT, &arn, policies.reader())
}

const READ: &str = "secretsmanager:GetSecretValue";

fn may_read<'c>(granted: &Grants<'c>, database: &'c Block<'c>, reader: Reader<'_>) -> Cover {
    let mut best = if granted.is_open { Cover::Maybe } else { Cover::No };
    for statement in granted.statements().filter(|statement| !statement.is_deny()) {
        let resources = &statement.resources;
        let covering = resources.entries.iter().map(|entry| names(entry, database, reader));
        let touches = if resources.negated { Cover::Maybe } else { covering.max().unwrap_or(Cover::No) };
        let sure = statement.is_allow() && statement.conditions.is_empty() && !statement.is_open;
        let at_most = if sure { Cover::Yes } else { Cover::Maybe };
        best = best.max(at_most.min(acts(statement, READ)).min(touches));
    }
    best
}

/// Whether an entry names the secret. Its ARN is `…:secret:rds!db-…`, or `…:secret:rds!cluster-…`.
fn names<'c>(entry: &Entry<'c>, database: &'c Block<'c>, reader: Reader<'_>) -> Cover {
    let named = master_secrets(entry.at);
    if !named.is_empty() {
        return if named.contains(&database) { Cover::Yes } else { Cover::No };
    }
    let body: Node<'c> = entry.at.configuration().node(database);
    let is_elsewhere = body.get("provider").is_present() || body.get("region").is_present();
    let own = |what| if is_elsewhere { vec![Token::Hole] } else { reader.own(what) };
    let is_cluster = database.resource_type() == Some("aws_rds_cluster");
    let subject = [
        literal("arn:"),
        reader.own("partition"),
        literal(":secretsmanager:"),
        own("region"),
        literal(":"),
        own("account"),
        literal(if is_cluster { ":secret:rds!cluster-" } else { ":secret:rds!db-" }),
        vec![Token::Hole],
    ];
    covers(entry.pattern(reader), &subject.concat())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::told::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_secret_is_read() {
        let secret = |database: &str| format!("${{tolist({database}.master_user_secret)[0].secret_arn}}");
        let of = |action: &str, resource: &str| {
            document(&[("SECRET", &secret("aws_db_instance.a"))], action, &[resource])
        };
        let read = "secretsmanager:GetSecretValue";
        let start = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
        for resource in
            [secret("aws_db_instance.a"), format!("{start}rds!*"), format!("{start}rds!db-*"), "*".to_owned()]
        {
            holds(&RULE, of(read, &resource));
        }
        let said = "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: the role `aws_iam_role.a` may not do `secretsmanager:GetSecretValue` on the secret of the master user of `aws_db_instance.a`";
        for resource in
            [secret("aws_db_instance.b"), format!("{start}rds!cluster-*"), format!("{start}app-*")]
        {
            breaks(&RULE, of(read, &resource), &[said]);
        }
        breaks(&RULE, of("secretsmanager:DescribeSecret", "*"), &[said]);
        unjudged(&RULE, of(read, "${var.secret}"));
        unjudged(&RULE, of(read, &format!("{start}rds!db-1234")));
        holds(&RULE, document(&[("OTHER", "x")], "s3:GetObject", &["*"]));
    }

    #[test]
    fn the_secret_is_decrypted() {
        let of = |action: &str, key: &str| {
            let secret = "${tolist(aws_db_instance.a.master_user_secret)[0].secret_arn}";
            let mut document = document(&[("SECRET", secret)], action, &["*"]);
            document["resource"]["aws_kms_key"] = json!({"a": {}});
            document["resource"]["aws_db_instance"]["a"]["master_user_secret_kms_key_id"] = json!(key);
            document
        };
        let (key, read) = ("${aws_kms_key.a.arn}", "secretsmanager:GetSecretValue");
        holds(&RULE, of("*", key));
        holds(&RULE, of(read, "alias/aws/secretsmanager"));
        breaks(
            &RULE,
            of(read, key),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: the role `aws_iam_role.a` may not do `kms:Decrypt` on the key of the secret of the master user of `aws_db_instance.a`",
            ],
        );
        unjudged(&RULE, of(read, "${var.key}"));
        let mut admitted = of(read, key);
        let principal = json!({"AWS": "${aws_iam_role.a.arn}"});
        let statement =
            json!({"Effect": "Allow", "Principal": principal, "Action": "kms:Decrypt", "Resource": "*"});
        admitted["resource"]["aws_kms_key"]["a"]["policy"] =
            json!(json!({"Version": "2012-10-17", "Statement": [statement]}).to_string());
        unjudged(&RULE, admitted);
    }
}
