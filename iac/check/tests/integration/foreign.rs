//! Stacks in the ways that others write theirs, below `tests/foreign`: what is wrong in them is found, and no error is told of
//! what is not.

use std::path::Path;

use check::{Outcome, Severity, Subject, Versions};
use configuration::Directory;

/// A rule, and the address that it does not hold for.
type Told<'t> = (&'t str, &'t str);

fn outcome(stack: &str) -> Outcome {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign").join(stack);
    let directory = Directory::read(&path).unwrap();
    let subject =
        Subject { sources: &directory.sources, complete: true, versions: Versions::Any, waivers: &[] };
    check::check(&subject).unwrap()
}

/// Asserts that these are all errors there are in a stack, and that these warnings are among the others.
#[track_caller]
fn told(stack: &str, errors: &[Told<'_>], warnings: &[Told<'_>]) -> Outcome {
    let outcome = outcome(stack);
    let of = |severity: Severity| {
        let findings = outcome.findings.iter().filter(move |finding| finding.severity() == severity);
        findings.map(|finding| (finding.rule.id, finding.address.as_str())).collect::<Vec<Told<'_>>>()
    };
    assert_eq!(of(Severity::Error), errors, "{stack}");
    let found = of(Severity::Warning);
    for warning in warnings {
        assert!(found.contains(warning), "{stack}: {warning:?} is not in {found:?}");
    }
    outcome
}

/// Rules of security groups, routes and a network ACL as blocks within.
#[test]
fn inline() {
    told(
        "inline",
        // Port 22 is open to 0.0.0.0/0. That ICMP is let in to the load balancer is as AWS recommends.
        &[("administration-ports-closed", "aws_security_group.office")],
        // Neither is said anywhere in the files.
        &[("vpc-flow-logs", "aws_vpc.shop"), ("load-balancer-access-logs", "aws_lb.front")],
    );
}

/// A module: variables, `count`, `for_each`, `dynamic` and expressions wherever a value may stand.
#[test]
fn module() {
    // `aws_eip.retired` is made zero times and may be referred to; who calls the module may add what a bucket lacks.
    let outcome = told("module", &[], &[("target-group-transport-encrypted", "aws_lb_target_group.edge")]);
    assert!(outcome.checked.not_judged > 10, "{:?}", outcome.checked);
}

/// As a generator writes it: comments with metadata, a list of providers, policies from `jsonencode` and data sources.
#[test]
fn generated() {
    told(
        "generated",
        // A batch is sent by whoever may call `sqs:SendMessage`; there is no action for it.
        &[("action-known", "aws_iam_role_policy.reader_policy_1B")],
        &[("bucket-versioned", "aws_s3_bucket.assets_5D2F"), ("bucket-logged", "aws_s3_bucket.assets_5D2F")],
    );
}

/// Several providers, one of them not of AWS; what was moved, removed and imported; blocks as lists of lists.
#[test]
fn providers() {
    told(
        "providers",
        // CloudWatch Logs keeps events for 30 or 60 days, and not for 45. The same name in another region is another group.
        &[("log-retention-legal", "aws_cloudwatch_log_group.site")],
        &[("topic-tls-only", "aws_sns_topic.alerts")],
    );
}

/// Databases of `MariaDB`, Oracle and SQL Server in production, with a replica, and a password that is there only at times.
#[test]
fn engines() {
    let outcome = told(
        "engines",
        &[
            // RDS does not encrypt the Express Edition.
            ("database-encrypted", "aws_db_instance.desk"),
            // 1434 is its browser's, which RDS does not run.
            ("database-reached-by-groups", "aws_security_group_rule.desk_app"),
        ],
        // Neither Oracle nor SQL Server knows logins by role, and a replica's data is its source's.
        &[("production-database", "aws_db_instance.desk")],
    );
    let of = |name: &str| outcome.findings.iter().filter(move |it| it.address == name).count();
    let databases = ["shop", "shop_reports"].map(|name| of(&format!("aws_db_instance.{name}")));
    assert_eq!(databases, [0, 0], "{:?}", outcome.findings);
}

/// A global cluster of Aurora in two regions, a cluster of three zones that has no machines of its own, and `DocumentDB`,
/// whose arguments have the same names.
#[test]
fn clusters() {
    let outcome = told(
        "clusters",
        &[
            // Unlike one of Aurora, a cluster of MySQL is not encrypted unasked.
            ("database-encrypted", "aws_rds_cluster.stock"),
            // The second region's group. That of the machines cannot have the parameter.
            ("database-tls-forced", "aws_rds_cluster_parameter_group.far"),
        ],
        &[
            ("database-log-group", "aws_rds_cluster.near"),
            ("security-groups-chosen", "aws_rds_cluster.stock"),
        ],
    );
    // The second cluster is a copy, and none has machines in one zone only.
    assert!(!outcome.findings.iter().any(|finding| finding.rule.id == "production-database"));
}

/// Tasks that are told of a database in the ways that others tell theirs: its password, a proxy, JDBC, parts of an address; and
/// plans and route tables that others than these files use.
#[test]
fn tasks() {
    let outcome = told("tasks", &[], &[("master-secret-apart", "aws_ecs_task_definition.master")]);
    let of = |rule: &str| outcome.findings.iter().filter(|finding| finding.rule.id == rule).count();
    let ours = ["backup-plan-selects", "production-database-watched", "route-table-used"].map(of);
    assert_eq!(ours, [0, 0, 0], "{:?}", outcome.findings);
}

/// An override file, which spells its blocks in another way than what it overrides.
#[test]
fn overridden() {
    let outcome = told(
        "overridden",
        // Only the override makes the interval as short as the timeout.
        &[("health-check-timeout-below-interval", "aws_lb_target_group.api")],
        &[],
    );
    let error = &outcome.findings[0];
    assert_eq!(error.file, "override.tf.json");
    assert_eq!(error.path, "resource.aws_lb_target_group.api.health_check.timeout");
}

/// A service on Fargate in a network that others made, with rules of the older kind; every block is a list.
#[test]
fn service() {
    told(
        "service",
        // With 256 CPU units Fargate offers 512, 1024 and 2048 MiB.
        &[("task-size-offered", "aws_ecs_task_definition.app")],
        &[
            // Visitors are not sent to HTTPS.
            ("listener-plain-http-redirects", "aws_lb_listener.http"),
            // Tasks may start before they may pull: the attachment is nobody's dependency.
            ("service-depends-on-policy", "aws_ecs_service.app"),
            // -1 to 0.0.0.0/0.
            ("security-group-egress-bound", "aws_security_group_rule.tasks_out"),
        ],
    );
}
