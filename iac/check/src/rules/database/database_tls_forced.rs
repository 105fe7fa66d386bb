//! Who speaks to a database without TLS is refused.

use super::parameters::{Setting, groups};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-tls-forced",
    severity: Severity::Error,
    summary: "a PostgreSQL database refuses who speaks to it without TLS",
    why: "a client that forgets TLS sends rows and passwords in clear, and nobody notices",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
    ),
    check,
};

const PARAMETER: &str = "rds.force_ssl";

/// The oldest version that is spoken: 1.2, unless somebody lowers it.
const OLDEST: &str = "ssl_min_protocol_version";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Aurora has the parameter in the cluster's group alone.
    for group in groups(context, found).into_iter().filter(|group| !group.is_of_machines) {
        if let Setting::Is(at, value) = group.setting(OLDEST)
            && matches!(value.as_ref(), "TLSv1" | "TLSv1.1")
        {
            let fix = format!("set the parameter `{OLDEST}` to `TLSv1.2`");
            found.report(at, "the database takes connections with a TLS that is broken", fix);
        }
        let fix = "set the parameter `rds.force_ssl` to `1`";
        match group.setting(PARAMETER) {
            Setting::Is(at, value) if value != "1" => {
                found.report(at, "the database takes connections without TLS", fix);
            }
            Setting::Is(..) => {}
            Setting::Unknown => found.unjudged(group.at),
            Setting::Default => match group.family.as_deref().map(is_forced_by_default) {
                Some(false) => found.report(group.at, "the database takes connections without TLS", fix),
                Some(true) => {}
                None => found.unjudged(group.at),
            },
        }
    }
}

/// From a version on, AWS's own parameters force it.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html>
fn is_forced_by_default(family: &str) -> bool {
    let since = |start: &str, first: u32| {
        family.strip_prefix(start)?.parse::<u32>().ok().map(|version| version >= first)
    };
    since("aurora-postgresql", 17).or_else(|| since("postgres", 15)).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn declared_groups_force_it() {
        let group = |family: &str, parameter: Value| json!({"aws_rds_cluster_parameter_group": {"a": {"family": family, "parameter": parameter}}});
        let forced = |value: &str| json!([{"name": "log_statement", "value": "ddl"}, {"name": "rds.force_ssl", "value": value}]);
        holds(&RULE, group("aurora-postgresql16", forced("1")));
        holds(&RULE, group("aurora-postgresql17", json!([])));
        holds(&RULE, group("aurora-mysql8.0", json!([])));
        breaks(
            &RULE,
            group("aurora-postgresql17", forced("0")),
            &[
                "aws_rds_cluster_parameter_group.a: parameter[1].value: the database takes connections without TLS",
            ],
        );
        breaks(
            &RULE,
            group("aurora-postgresql16", json!([])),
            &["aws_rds_cluster_parameter_group.a: parameter: the database takes connections without TLS"],
        );
        let oldest = |version: &str| json!([{"name": "ssl_min_protocol_version", "value": version}]);
        holds(&RULE, group("aurora-postgresql17", oldest("TLSv1.2")));
        breaks(
            &RULE,
            group("aurora-postgresql17", oldest("TLSv1")),
            &[
                "aws_rds_cluster_parameter_group.a: parameter[0].value: the database takes connections with a TLS that is broken",
            ],
        );
        unjudged(&RULE, group("aurora-postgresql16", forced("${var.x}")));
        unjudged(&RULE, group("${var.x}", json!([])));
        holds(&RULE, json!({"aws_db_parameter_group": {"a": {"family": "aurora-postgresql16"}}}));
    }

    #[test]
    fn so_do_the_defaults_of_new_versions() {
        let instance = |version: &str| json!({"aws_db_instance": {"a": {"engine": "postgres", "engine_version": version}}});
        holds(&RULE, instance("15.4"));
        breaks(
            &RULE,
            instance("14.9"),
            &["aws_db_instance.a: parameter_group_name: the database takes connections without TLS"],
        );
        holds(&RULE, json!({"aws_db_instance": {"a": {"engine": "mariadb"}}}));
        unjudged(&RULE, instance("${var.x}"));
        let named = |group: &str| json!({"aws_db_instance": {"a": {"engine": "postgres", "parameter_group_name": group}}});
        holds(&RULE, named("default.postgres15"));
        breaks(
            &RULE,
            named("default.postgres14"),
            &["aws_db_instance.a: parameter_group_name: the database takes connections without TLS"],
        );
        let mut replica = instance("14.9");
        replica["aws_db_instance"]["a"]["replicate_source_db"] = json!("other");
        unjudged(&RULE, replica);
        unjudged(
            &RULE,
            json!({"aws_db_instance": {"a": {"engine": "postgres", "parameter_group_name": "${var.x}"}}}),
        );
    }
}
