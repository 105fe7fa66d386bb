//! The names that AWS would see are ones that AWS takes.

use aws::limits::{AccountId, ParameterName, Refused};

use super::{Context, Rule};
use crate::DatabaseTask;
use crate::names::Names;
use crate::read::{Path, Report, at};
use crate::text::{ApplicationName, ServiceName};

pub(super) const RULES: &[Rule] = &[check, apart];

const SHORTEN: &str = "choose a shorter name for the application or the environment";

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let (Some(application), Some(account)) = (&context.file.application, &context.file.account.id) else {
        return;
    };
    let names = Names::new(application, context.name, account);
    for what in [names.load_balancer_logs_bucket(), names.state_bucket(), names.access_logs_bucket()] {
        length(report, &at!["application"], "bucket", &what, 63, SHORTEN);
    }
    words(application, account, &names, context, report);
    for (load_balancer, services) in &context.behind {
        let own = services.first().filter(|_| !load_balancer.is_main());
        let path =
            own.map_or(at!["application"], |(service, _)| at!["services", service.as_str(), "load_balancer"]);
        length(report, &path, "load balancer", &names.load_balancer(load_balancer), 32, SHORTEN);
    }
    for service in context.file.services.keys() {
        let path = at!["services", service.as_str()];
        let hint = "choose a shorter name for the service, the environment or the application";
        length(report, &path, "role", &longest_role(&names, service, context), 64, hint);
    }
}

/// What may be done to everything whose name begins with one environment's prefix must not reach another environment.
fn apart(context: &Context<'_>, report: &mut Report<'_>) {
    let own = context.name.as_str();
    let inner =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('-'));
    let account = context.file.account.id.as_ref().map(AccountId::as_str);
    let clash = context
        .neighbours
        .iter()
        .filter(|other| other.account.as_deref() == account)
        .map(|other| other.name.as_str())
        .find(|other| inner(own, other) || inner(other, own));
    if let Some(other) = clash {
        let refused = Refused::new(format!(
            "the names of `{own}` and of `{other}` begin alike, so a role for one would reach the other"
        ));
        report.error(&at!["account", "id"], refused.hint("rename one of the two files"));
    }
}

/// The longest name that a role of a service has.
fn longest_role(names: &Names, service: &ServiceName, context: &Context<'_>) -> String {
    let managed = context.file.database.managed.is_some();
    let of_tasks = DatabaseTask::ALL.map(|task| names.database_task_role(service, task));
    let of_tasks = of_tasks.into_iter().filter(|_| managed);
    of_tasks.chain([names.execution_role(service)]).max_by_key(String::len).unwrap_or_default()
}

fn length(report: &mut Report<'_>, path: &Path, kind: &str, name: &str, longest: usize, hint: &str) {
    if name.len() > longest {
        let refused =
            Refused::new(format!("the {kind} would be called `{name}`, which has {} characters", name.len()));
        report.error(path, refused.allowed(format!("at most {longest}")).hint(hint));
    }
}

/// Words that AWS keeps for itself, at the start of names.
fn words(
    application: &ApplicationName,
    account: &AccountId,
    names: &Names,
    context: &Context<'_>,
    report: &mut Report<'_>,
) {
    let bucket = names.bucket(account.as_str());
    let reserved = [
        ("internal-", "a load balancer"),
        ("sg-", "a security group"),
        ("sthree-", "a bucket"),
        ("xn--", "a bucket"),
        ("amzn-s3-demo-", "a bucket"),
    ];
    if let Some((word, what)) = reserved.into_iter().find(|(word, _)| bucket.starts_with(word)) {
        let refused = Refused::new(format!("the name of {what} cannot start with `{word}`"));
        report.error(&at!["application"], refused.hint("choose another name for the application"));
    }
    let parameter = context.file.services.keys().next().map(|service| names.image_parameter(service));
    if parameter.is_some_and(|parameter| ParameterName::new(parameter).is_err()) {
        let refused = Refused::new(format!(
            "a parameter cannot be called `/{application}/…`: AWS keeps names that start so for itself"
        ));
        report.error(&at!["application"], refused.hint("choose another name for the application"));
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountId, ApplicationName, Names};
    use crate::text::LoadBalancerName;

    /// What the length rule does not look at cannot be too long: the longest names there can be still fit.
    #[test]
    fn the_other_names_always_fit() {
        let names = Names::new(
            &ApplicationName::new("a".repeat(32)).unwrap(),
            &crate::EnvironmentName::new("e".repeat(16)).unwrap(),
            &AccountId::new("123456789012").unwrap(),
        );
        let service = crate::ServiceName::new("s".repeat(40)).unwrap();
        assert!(names.target_group(&service, "0a1b").len() <= 32);
        assert!(names.service(&service).len() <= 255);
        assert!(names.log_group(service.as_str()).len() <= 512);
        assert!(names.alarm(service.as_str(), &"w".repeat(64)).len() <= 255);
        assert!(names.kms_alias(&"w".repeat(64)).len() <= 256);
        assert_eq!(names.load_balancer(&LoadBalancerName::main()), names.prefix());
    }
}
