//! Programs make sure that it is the database that answers.

use configuration::{Node, Piece, Read};

use super::told::{Address, variable};
use super::{engine, is_postgresql};
use crate::containers::{Container, each};
use crate::context::Context;
use crate::found::Found;
use crate::network::database_at;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-tls-verified",
    severity: Severity::Warning,
    summary: "the URL of a PostgreSQL database of these files in a variable has `sslmode=verify-full`",
    why: "who answers in the database's place gets the password or the token, and reads whatever is written",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
    ),
    check,
};

const VERIFIED: &str = "verify-full";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for (_, value) in container.environment() {
            let Some(address) = Address::of(value, found) else { continue };
            let Some(database) = database_at(&address.host) else { continue };
            if engine(context.configuration.node(database), found)
                .is_none_or(|engine| !is_postgresql(&engine))
            {
                continue;
            }
            let said = match mode(&address.behind) {
                Read::Known(mode) if mode == VERIFIED => continue,
                Read::Known(mode) => format!("`sslmode` is `{mode}`"),
                Read::Unknown => {
                    found.unjudged(value);
                    continue;
                }
                Read::Absent => match default(container) {
                    Read::Known(mode) if mode == VERIFIED => continue,
                    Read::Known(mode) => format!("`sslmode` is not there, and `PGSSLMODE` is `{mode}`"),
                    Read::Unknown => {
                        found.unjudged(value);
                        continue;
                    }
                    Read::Absent => "`sslmode` is not there".to_owned(),
                },
            };
            let message = format!("{said}: nobody verifies that it is `{}` that answers", database.address());
            // A password may stand in the URL.
            found.secret(value, message, "end the URL with `?sslmode=verify-full`");
        }
    });
}

/// The `sslmode` in what follows the host of a URL; of several, the first that does not verify.
fn mode(behind: &[Piece<'_>]) -> Read<String> {
    /// Stands for what nobody knows.
    const HOLE: char = '\0';
    let mut text = String::new();
    for piece in behind {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            // A port, or the name of a database.
            Piece::Attribute(_) if !text.contains('?') => {}
            Piece::Attribute(_) | Piece::Unknown => text.push(HOLE),
        }
    }
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let parameters = || query.split('&').map(|one| one.split_once('=').unwrap_or((one, "")));
    let modes: Vec<&str> = parameters().filter(|(key, _)| *key == "sslmode").map(|(_, mode)| mode).collect();
    let mode = modes.iter().find(|mode| **mode != VERIFIED).or(modes.first());
    match mode {
        Some(mode) if mode.contains([HOLE, '%']) => Read::Unknown,
        Some(mode) => Read::Known((*mode).to_owned()),
        // Drivers have settings of their own, and `sslrootcert=system` verifies.
        None if text.contains(HOLE) || parameters().any(|(key, _)| key.starts_with("ssl")) => Read::Unknown,
        None => Read::Absent,
    }
}

/// The mode of a program whose URL has none.
fn default(container: Container<'_>) -> Read<String> {
    let mode = variable(container, "PGSSLMODE").map_or(Read::Absent, |value: Node<'_>| value.text());
    match mode {
        Read::Known(mode) => Read::Known(mode.into_owned()),
        Read::Absent if !container.get("environmentFiles").is_present() => Read::Absent,
        _ => Read::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn document(variables: &[(&str, &str)]) -> Value {
        let environment: Vec<Value> =
            variables.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let mut document = fargate(&json!([{"name": "a", "environment": environment}]));
        document["aws_db_instance"] = json!({"a": {"engine": "postgres"}, "b": {"engine": "mariadb"}});
        document
    }

    fn url(rest: &str) -> Value {
        document(&[("DATABASE_URL", &format!("postgres://orders@${{aws_db_instance.a.address}}{rest}"))])
    }

    #[test]
    fn the_server_is_verified() {
        holds(&RULE, url(":5432/orders?sslmode=verify-full"));
        holds(&RULE, url(":${aws_db_instance.a.port}/orders?application_name=a&sslmode=verify-full"));
        holds(&RULE, document(&[("URL", "mysql://orders@${aws_db_instance.b.address}/orders")]));
        holds(&RULE, document(&[("URL", "postgres://orders@db.example.org/orders?sslmode=disable")]));
        let at = "aws_ecs_task_definition.a: container_definitions[0].environment[0].value";
        let nobody = "nobody verifies that it is `aws_db_instance.a` that answers";
        for (rest, said) in [
            (":5432/orders", "`sslmode` is not there"),
            ("?sslmode=require", "`sslmode` is `require`"),
            ("/orders?sslmode=verify-ca&a=b", "`sslmode` is `verify-ca`"),
            ("/orders?sslmode=verify-full&sslmode=disable", "`sslmode` is `disable`"),
        ] {
            breaks(&RULE, url(rest), &[&format!("{at}: {said}: {nobody}")]);
        }
        for rest in ["/orders?sslmode=${var.mode}", "/orders${var.options}", "/orders?sslrootcert=system"] {
            unjudged(&RULE, url(rest));
        }
    }

    #[test]
    fn a_program_has_a_default() {
        let with = |mode: &str| {
            let url = ("DATABASE_URL", "postgres://orders@${aws_db_instance.a.address}/orders");
            document(&[url, ("PGSSLMODE", mode)])
        };
        holds(&RULE, with("verify-full"));
        unjudged(&RULE, with("${var.mode}"));
        breaks(
            &RULE,
            with("require"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: `sslmode` is not there, and `PGSSLMODE` is `require`: nobody verifies that it is `aws_db_instance.a` that answers",
            ],
        );
    }
}
