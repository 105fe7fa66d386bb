//! Whom a task asks AWS as: the role that ECS gives it.

use url::Url;

use super::{Reader, cloud::is_trusted_url};
use crate::aws::{Authorization, Endpoint, TaskRole};

/// Where ECS answers what a relative address asks.
const ECS: &str = "http://169.254.170.2";
/// Hosts of the link itself that may be asked over http: ECS's and EKS's.
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>
const LINK: &[&str] = &[ECS, "http://169.254.170.23", "http://[fd00:ec2::23]"];

pub(super) const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
pub(super) const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const REGION: &str = "AWS_REGION";

/// The role, which must be there.
pub(super) fn task_role(env: &mut Reader) -> Option<TaskRole> {
    let region = env.text(REGION);
    if region.is_none() {
        env.fail(REGION, "is not set; what is asked of AWS is signed for a region");
    }
    let endpoint = endpoint(env);
    Some(TaskRole { region: region?, endpoint: endpoint? })
}

fn endpoint(env: &mut Reader) -> Option<Endpoint> {
    let url = match (env.text(RELATIVE), env.text(FULL)) {
        (Some(path), _) if path.starts_with('/') => format!("{ECS}{path}"),
        (Some(_), _) => {
            env.fail(RELATIVE, "does not begin with `/`; it is the path that ECS sets");
            return None;
        }
        (None, Some(url)) if is_trusted_url(&url) || is_link(&url) => url,
        (None, Some(_)) => {
            env.fail(FULL, "must begin with https:// (http:// only to loopback, ECS or EKS)");
            return None;
        }
        (None, None) => {
            env.fail(RELATIVE, format!("is not set, nor is {FULL}; ECS sets it where the task has a role"));
            return None;
        }
    };
    let file = env.text("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    let value = env.text("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    let authorization = match (file, value) {
        (Some(file), _) => Authorization::File(file.into()),
        (None, Some(value)) => Authorization::Value(value),
        (None, None) => Authorization::None,
    };
    Some(Endpoint { url, authorization })
}

fn is_link(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| LINK.contains(&url.origin().ascii_serialization().as_str()))
}
