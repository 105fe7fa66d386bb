//! A task that logs in to a database with its role may do so.

use configuration::{Block, Node};

use super::told::{Address, master_secrets, role, variable};
use crate::containers::{Container, Task, each};
use crate::context::Context;
use crate::found::Found;
use crate::network::database_at;
use crate::policies::arn::display;
use crate::policies::cover::literal;
use crate::policies::{Cover, Reader, Token};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-login-allowed",
    severity: Severity::Error,
    summary: "the role of a task with `DATABASE_AUTH=iam` may do `rds-db:connect` with the database of these files that its URL names, as who the URL says, or as the master user whose secret it is told",
    why: "the database refuses the token, and the task has no data",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let Some(auth) = variable(container, "DATABASE_AUTH") else { return };
        if found.text(auth).is_none_or(|auth| auth != "iam") {
            return;
        }
        for (_, value) in container.environment() {
            let Some(address) = Address::of(value, found) else { continue };
            if let Some(database) = database_at(&address.host) {
                judge(context, task, container, &address, database, found);
            }
        }
    });
}

fn judge<'c>(
    context: &Context<'c>,
    task: &Task<'c>,
    container: Container<'c>,
    address: &Address<'c>,
    database: &'c Block<'c>,
    found: &mut Found<'_, 'c>,
) {
    let body = context.configuration.node(database);
    let is_cluster = database.resource_type() == Some("aws_rds_cluster");
    // Who is told the master user's secret logs in as that user.
    let is_master = container.environment().any(|(_, value)| master_secrets(value).contains(&database));
    let user = if is_master {
        found.text(body.get(if is_cluster { "master_username" } else { "username" }))
    } else {
        address.user.clone()
    };
    let Some(user) = user else { return found.unjudged(address.at) };
    let Some(role) = role(task, "the task has no role to log in with", found) else { return };
    let policies = context.policies();
    let subject = login(body, is_cluster, &user, policies.reader());
    let allowed = policies
        .grants_of(role)
        .map_or(Cover::Maybe, |granted| granted.allow("rds-db:connect", &subject, policies.reader()));
    match allowed {
        Cover::Yes => {}
        Cover::Maybe => found.unjudged(address.at),
        Cover::No => {
            let (role, subject) = (role.address(), display(&subject));
            let message = format!("the role `{role}` may not do `rds-db:connect` on `{subject}`");
            found.report(address.at, message, format!("allow it in a policy that is attached to `{role}`"));
        }
    }
}

/// What a policy that lets somebody log in names.
fn login<'c>(database: Node<'c>, is_cluster: bool, user: &str, reader: Reader<'_>) -> Vec<Token<'c>> {
    // Another provider's configuration has another region, or another account.
    let is_elsewhere = database.get("provider").is_present() || database.get("region").is_present();
    let own = |what| if is_elsewhere { vec![Token::Hole] } else { reader.own(what) };
    let id = if is_cluster { "cluster_resource_id" } else { "resource_id" };
    [
        literal("arn:"),
        reader.own("partition"),
        literal(":rds-db:"),
        own("region"),
        literal(":"),
        own("account"),
        literal(":dbuser:"),
        vec![Token::Of(database.block(), id)],
        literal("/"),
        literal(user),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::told::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    const START: &str = "arn:aws:rds-db:us-east-1:123456789012:dbuser:";
    const AUTH: (&str, &str) = ("DATABASE_AUTH", "iam");
    const INSTANCE: (&str, &str) = ("DATABASE_URL", "postgres://app@${aws_db_instance.a.address}:5432/app");
    const CLUSTER: (&str, &str) = ("DATABASE_URL", "postgres://app@${aws_rds_cluster.a.endpoint}/app");
    const MASTER: (&str, &str) = ("SECRET", "${tolist(aws_db_instance.a.master_user_secret)[0].secret_arn}");
    const AT: &str = "aws_ecs_task_definition.a: container_definitions[0].environment[1].value";

    #[test]
    fn the_role_may_log_in() {
        let of = |url, login: &str| {
            let login = format!("{START}{login}");
            document(&[AUTH, url], "rds-db:connect", &[&login])
        };
        for login in ["${aws_db_instance.a.resource_id}/app", "*/app", "*"] {
            holds(&RULE, of(INSTANCE, login));
        }
        holds(&RULE, of(CLUSTER, "${aws_rds_cluster.a.cluster_resource_id}/app"));
        // The database of another, another role, another kind of id.
        for login in
            ["${aws_db_instance.b.resource_id}/app", "${aws_db_instance.a.resource_id}/app_owner", "*/owner"]
        {
            let said = format!(
                "{AT}: the role `aws_iam_role.a` may not do `rds-db:connect` on `{START}${{aws_db_instance.a.resource_id}}/app`"
            );
            breaks(&RULE, of(INSTANCE, login), &[&said]);
        }
        unjudged(&RULE, of(INSTANCE, "db-ABCDEFGHIJKL/app"));
        unjudged(&RULE, of(INSTANCE, "${var.id}/app"));
        unjudged(&RULE, of(("DATABASE_URL", "postgres://${aws_db_instance.a.address}/app"), "*"));
        holds(&RULE, document(&[INSTANCE], "s3:GetObject", &["*"]));
        holds(&RULE, document(&[("DATABASE_AUTH", "password"), INSTANCE], "s3:GetObject", &["*"]));
    }

    #[test]
    fn who_is_told_the_master_s_secret_is_the_master() {
        let of = |role: &str| {
            let login = format!("{START}${{aws_db_instance.a.resource_id}}/{role}");
            document(&[AUTH, INSTANCE, MASTER], "rds-db:connect", &[&login])
        };
        holds(&RULE, of("root"));
        let said = format!(
            "{AT}: the role `aws_iam_role.a` may not do `rds-db:connect` on `{START}${{aws_db_instance.a.resource_id}}/root`"
        );
        breaks(&RULE, of("app"), &[&said]);
    }

    #[test]
    fn a_task_without_a_role_logs_in_to_nothing() {
        let mut document = document(&[AUTH, INSTANCE], "rds-db:connect", &["*"]);
        document["resource"]["aws_ecs_task_definition"]["a"]["task_role_arn"] = json!(null);
        breaks(
            &RULE,
            document.clone(),
            &["aws_ecs_task_definition.a: task_role_arn: the task has no role to log in with"],
        );
        document["resource"]["aws_ecs_task_definition"]["a"]["task_role_arn"] = json!("${var.role}");
        unjudged(&RULE, document);
    }
}
