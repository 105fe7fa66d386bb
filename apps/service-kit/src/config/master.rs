//! Where the secret of the server's master is. Only the one command that sets a database up is told.

use std::path::PathBuf;

use url::Url;

use super::{Reader, cloud::check_url, task_role::task_role};
use crate::{aws::Secret, database::MasterSecret};

const ARN: &str = "DATABASE_MASTER_SECRET_ARN";
const FILE: &str = "DATABASE_MASTER_SECRET_FILE";
/// As the SDKs of AWS call it.
const ENDPOINT: &str = "AWS_ENDPOINT_URL_SECRETS_MANAGER";

/// The secret, which must be in one place.
pub fn master_secret(env: &mut Reader) -> Option<MasterSecret> {
    match (env.text(ARN), env.text(FILE)) {
        (Some(arn), None) => {
            let (task, endpoint) = (task_role(env), endpoint(env));
            let secret = Secret::new(arn, task?, endpoint?);
            secret.map(MasterSecret::SecretsManager).map_err(|problem| env.fail(ARN, problem)).ok()
        }
        (None, Some(file)) => Some(MasterSecret::File(PathBuf::from(file))),
        (Some(_), Some(_)) => {
            env.fail(FILE, format!("is set, and so is {ARN}; take one away"));
            None
        }
        (None, None) => {
            env.fail(ARN, format!("is not set, nor is {FILE}; `database-setup` logs in with what is there"));
            None
        }
    }
}

/// No secret: who serves and had it could take back whatever protects the records.
pub fn no_master_secret(env: &mut Reader) -> Option<()> {
    let given: Vec<_> = [ARN, FILE].into_iter().filter(|name| env.text(name).is_some()).collect();
    for name in &given {
        env.fail(name, "is set; take it away, as only `database-setup` may know");
    }
    given.is_empty().then_some(())
}

/// Another endpoint than that of the region, if there is one.
#[expect(clippy::option_option, reason = "none that is good, or none that was asked for")]
fn endpoint(env: &mut Reader) -> Option<Option<Url>> {
    let Some(text) = env.text(ENDPOINT) else { return Some(None) };
    let url = check_url(env, ENDPOINT, &text).then(|| Url::parse(&text).ok()).flatten()?;
    if url.path() != "/" {
        env.fail(ENDPOINT, format!("`{text}` must have no path"));
        return None;
    }
    Some(Some(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: (&str, &str) =
        (ARN, "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1a2b3c4d-AbCdEf");
    const REGION: (&str, &str) = ("AWS_REGION", "us-east-1");
    const ROLE: (&str, &str) = ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1");

    fn read<T>(variables: &[(&str, &str)], what: fn(&mut Reader) -> Option<T>) -> Result<T, Vec<String>> {
        let get = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let mut env = Reader::new(&get);
        let found = what(&mut env);
        let problems = env.into_problems();
        assert_eq!(found.is_some(), problems.is_empty(), "{problems:?}");
        found.ok_or(problems)
    }

    #[test]
    fn the_secret_is_in_one_place() {
        for variables in [
            &[SECRET, REGION, ROLE][..],
            &[SECRET, REGION, ROLE, (ENDPOINT, "http://127.0.0.1:4566")],
            &[
                SECRET,
                REGION,
                ROLE,
                (ENDPOINT, "https://vpce-1.secretsmanager.us-east-1.vpce.amazonaws.com/"),
            ],
        ] {
            assert!(matches!(read(variables, master_secret), Ok(MasterSecret::SecretsManager(_))));
        }
        let file = read(&[(FILE, "/run/master.json")], master_secret);
        assert!(matches!(file, Ok(MasterSecret::File(file)) if file.to_str() == Some("/run/master.json")));
    }

    #[test]
    fn what_is_missing_or_too_much_is_said() {
        for (variables, expected) in [
            (&[][..], &["DATABASE_MASTER_SECRET_ARN: is not set, nor is DATABASE_MASTER_SECRET_FILE"][..]),
            (&[SECRET, (FILE, "x")], &["DATABASE_MASTER_SECRET_FILE: is set, and so is"]),
            (&[SECRET], &["AWS_REGION: is not set", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: is not set"]),
            (
                &[SECRET, ("AWS_REGION", "eu-west-1"), ROLE],
                &["in another region than AWS_REGION, `eu-west-1`"],
            ),
            (&[SECRET, REGION, ROLE, (ENDPOINT, "http://example.com")], &["must begin with https://"]),
            (&[SECRET, REGION, ROLE, (ENDPOINT, "https://example.com/x")], &["must have no path"]),
            (&[SECRET, REGION, ROLE, (ENDPOINT, "https://example.com?x")], &["must have no query"]),
        ] {
            let problems = read(variables, master_secret).err().unwrap();
            assert_eq!(problems.len(), expected.len(), "{problems:?}");
            for (problem, expected) in problems.iter().zip(expected) {
                assert!(problem.contains(expected), "{problem}");
            }
        }
        for arn in [
            "healthcare-app/master",
            "arn:aws:ssm:us-east-1:123456789012:parameter/master",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:",
            "arn:aws:secretsmanager:us-east-1:12345678901:secret:x",
            "arn:aws:secretsmanager::123456789012:secret:x",
            "arn:aws-cn:secretsmanager:us-east-1:123456789012:secret:x",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:x y",
            // As ECS takes it, with the key of a field and a version.
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:x:password::",
        ] {
            let problems = read(&[(ARN, arn), REGION, ROLE], master_secret).err().unwrap();
            assert!(problems[0].contains("is not the ARN of a secret"), "{arn}: {problems:?}");
        }
        for name in [ARN, FILE] {
            let problems = read(&[(name, "x")], no_master_secret).err().unwrap();
            assert!(problems[0].starts_with(&format!("{name}: is set; take it away")), "{problems:?}");
        }
    }
}
