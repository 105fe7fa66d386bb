//! How a service logs in to its database: with the password of the URL, or with tokens of IAM and no password at all.

use url::Url;

use super::{
    Reader,
    cloud::{is_local_database, is_verified},
    task_role::task_role,
};
use crate::database::{Login, Target};

const AUTH: &str = "DATABASE_AUTH";

/// Reads how to log in, and puts it into the target that the variable of this name, with this text, names.
pub(super) fn login(env: &mut Reader, name: &'static str, text: &str, target: &mut Target) {
    if !env.code(AUTH, false, &[("password", false), ("iam", true)]) {
        return;
    }
    if let Target::Sqlite(_) = target {
        env.fail(AUTH, "`iam` is for a server; set a postgres:// URL, or DATABASE_AUTH=password");
        return;
    }
    refuse_password(env, name, text);
    // Elsewhere that is demanded of everybody.
    if is_local_database(target) && !is_verified(target) {
        let problem =
            "DATABASE_AUTH=iam sends a token, so the server must be verified; add sslmode=verify-full";
        env.fail(name, problem);
    }
    if let (Target::Postgres(_, login), Some(task)) = (target, task_role(env)) {
        *login = Login::Iam(task);
    }
}

fn refuse_password(env: &mut Reader, name: &str, text: &str) {
    let is_given =
        |url: Url| url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password");
    if Url::parse(text).is_ok_and(is_given) {
        env.fail(name, "has a password, and DATABASE_AUTH=iam logs in without one; take it out");
    }
    // sqlx reads these by itself.
    for name in ["PGPASSWORD", "PGPASSFILE"] {
        if env.text(name).is_some() {
            env.fail(name, "is set, and DATABASE_AUTH=iam logs in without a password; take it away");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::task_role::{FULL, RELATIVE};

    const URL: &str = "postgres://app@db.example.com/app?sslmode=verify-full";

    /// What is said of this environment, or where the credentials are.
    fn read(variables: &[(&str, &str)]) -> Result<String, Vec<String>> {
        let get = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let mut env = Reader::new(&get);
        let text = env.text("DATABASE_URL").unwrap_or_else(|| URL.to_owned());
        let mut target = Target::parse(&text).unwrap();
        login(&mut env, "DATABASE_URL", &text, &mut target);
        let problems = env.into_problems();
        match target {
            Target::Postgres(_, Login::Iam(task)) if problems.is_empty() => {
                Ok(format!("{} {}", task.region, task.endpoint.url))
            }
            Target::Postgres(_, Login::Password) if problems.is_empty() => Ok("password".to_owned()),
            _ => Err(problems),
        }
    }

    const IAM: (&str, &str) = (AUTH, "iam");
    const REGION: (&str, &str) = ("AWS_REGION", "us-east-1");
    const PATH: (&str, &str) = (RELATIVE, "/v2/credentials/1");

    #[test]
    fn a_task_with_a_role_is_told_everything_by_ecs() {
        assert_eq!(
            read(&[IAM, REGION, PATH]).as_deref(),
            Ok("us-east-1 http://169.254.170.2/v2/credentials/1")
        );
        for url in [
            "https://x.example/1",
            "http://127.0.0.1:1/1",
            "http://169.254.170.23/v1",
            "http://[fd00:ec2::23]/v1",
        ] {
            assert_eq!(read(&[IAM, REGION, (FULL, url)]), Ok(format!("us-east-1 {url}")));
        }
        assert_eq!(
            read(&[REGION, PATH]).as_deref(),
            Ok("password"),
            "nobody logs in otherwise than they were told"
        );
    }

    #[test]
    fn what_is_missing_or_too_much_is_said_without_its_value() {
        for (variables, expected) in [
            (
                &[IAM][..],
                &["AWS_REGION: is not set", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: is not set"][..],
            ),
            (&[(AUTH, "kerberos")], &["DATABASE_AUTH: `kerberos` is not one of `password`, `iam`"]),
            (
                &[IAM, REGION, PATH, ("DATABASE_URL", "sqlite://x.db")],
                &["DATABASE_AUTH: `iam` is for a server"],
            ),
            (
                &[
                    IAM,
                    REGION,
                    PATH,
                    ("DATABASE_URL", "postgres://app:hunter2@127.0.0.1/app?sslmode=require"),
                ],
                &["DATABASE_URL: has a password", "DATABASE_URL: DATABASE_AUTH=iam sends a token"],
            ),
            (
                &[
                    IAM,
                    REGION,
                    PATH,
                    ("DATABASE_URL", "postgres://app@127.0.0.1/app?password=hunter2&sslmode=verify-full"),
                ],
                &["DATABASE_URL: has a password"],
            ),
            (&[IAM, REGION, PATH, ("PGPASSWORD", "hunter2")], &["PGPASSWORD: is set"]),
            (&[IAM, REGION, (RELATIVE, "@hunter2.example/1")], &["does not begin with `/`"]),
            (&[IAM, REGION, (FULL, "http://hunter2.example/1")], &["must begin with https://"]),
            (&[IAM, REGION, (FULL, "http://169.254.170.2.hunter2.example/1")], &["must begin with https://"]),
        ] {
            let problems = read(variables).unwrap_err();
            assert_eq!(problems.len(), expected.len(), "{problems:?}");
            for (problem, expected) in problems.iter().zip(expected) {
                assert!(problem.contains(expected) && !problem.contains("hunter2"), "{problem}");
            }
        }
    }
}
