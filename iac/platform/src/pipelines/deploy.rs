//! The role that deploys images: everything that it may do, on one page.
//!
//! What it may reach is whatever has a name of the environment's services: a new service needs nothing new here.

use aws::iam::Statement;
use environment::{Environment, LoadBalancerName};

use super::grant::{EVERYTHING, Grant, Place, When, read, statements, write};
use super::trust;
use crate::composition::Composition;
use crate::encryption::Keys;
use crate::identity::{self, Identity, Trust};

const REPOSITORIES: &[&str] = &["arn:aws:ecr:{region}:{account}:repository/{prefix}-*"];
const DEFINITIONS: &[&str] = &["arn:aws:ecs:{region}:{account}:task-definition/{prefix}-*:*"];
const SERVICES: &[&str] = &["arn:aws:ecs:{region}:{account}:service/{prefix}/*"];
const TASKS: &[&str] = &["arn:aws:ecs:{region}:{account}:task/{prefix}/*"];
const LOGS: &[&str] = &["arn:aws:logs:{region}:{account}:log-group:/{application}/{environment}/*"];
const IMAGES: &[&str] = &["arn:aws:ssm:{region}:{account}:parameter/{application}/{environment}/*/image"];

/// The roles of tasks, by the ends that only their names have.
const TASK_ROLES: &[&str] =
    &["arn:aws:iam::{account}:role/{prefix}-*-execution", "arn:aws:iam::{account}:role/{prefix}-*-task"];

const OF_CLUSTER: &[When] =
    &[("ArnEquals", "ecs:cluster", "arn:aws:ecs:{region}:{account}:cluster/{prefix}")];
const TO_TASKS: &[When] = &[("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")];
/// The names of images are encrypted.
pub(super) const ENCRYPTED: &str = "ImageNamesEncrypted";
pub(super) const USE_OF_KEY: [&str; 2] = ["kms:Decrypt", "kms:Encrypt"];

pub(super) const GRANTS: &[Grant] = &[
    read("Login", &[], &["ecr:GetAuthorizationToken"], EVERYTHING),
    // To push an image, and to read it again: what is there is not pushed twice, and a later environment copies it.
    write(
        "Images",
        &[],
        &[
            // The oldest image goes before a push would let the one that runs expire in its place.
            "ecr:BatchDeleteImage",
            "ecr:BatchGetImage",
            "ecr:DescribeImageScanFindings",
            "ecr:DescribeImages",
            "ecr:PutImage",
        ],
        REPOSITORIES,
    ),
    // What images are made of goes past the local AWS, which keeps none.
    write(
        "Layers",
        &[],
        &[
            "ecr:BatchCheckLayerAvailability",
            "ecr:CompleteLayerUpload",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:UploadLayerPart",
        ],
        REPOSITORIES,
    )
    .said_in("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"),
    write("Revisions", &[], &["ecs:RegisterTaskDefinition", "ecs:TagResource"], DEFINITIONS),
    // AWS has no resource for either. The first takes back the revision of a deployment that failed.
    write("RevisionsKnown", &[], &["ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition"], EVERYTHING),
    write("PassToTasks", &[], &["iam:PassRole"], TASK_ROLES).when(TO_TASKS),
    write("Services", &[], &["ecs:DescribeServices", "ecs:UpdateService"], SERVICES),
    // Which image the last deployment left, for Terraform. Of what type and key the name is, its history says.
    write("ImageNames", &[], &["ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"], IMAGES),
    // Why a deployment failed.
    read("Tasks", &[], &["ecs:DescribeTasks"], TASKS),
    read("TasksFound", &[], &["ecs:ListTasks"], EVERYTHING).when(OF_CLUSTER),
    read("LastWords", &[], &["logs:GetLogEvents"], LOGS),
];

/// Only the one-off tasks, and only as what there is to run of them: what serves is started by its service.
const ONE_OFF: &[&str] = &[
    "arn:aws:ecs:{region}:{account}:task-definition/{prefix}-*-database-setup:*",
    "arn:aws:ecs:{region}:{account}:task-definition/{prefix}-*-migrate:*",
];

/// Where there is a database of the stack's own: to run the tasks that look after it, and to stop one that does not end.
pub(super) const OF_DATABASE: &[Grant] = &[
    write("OneOffTasks", &[], &["ecs:RunTask"], ONE_OFF).when(OF_CLUSTER),
    write("OneOffTasksStopped", &[], &["ecs:StopTask"], TASKS).when(OF_CLUSTER),
];

/// What deployments need.
pub(super) fn grants(environment: &Environment) -> impl Iterator<Item = &'static Grant> {
    let of_database = if environment.database.managed().is_some() { OF_DATABASE } else { &[] };
    GRANTS.iter().chain(of_database)
}

/// Without a domain, only AWS knows the name under which a deployment asks whether a service is ready.
const NAMELESS: Grant =
    read("LoadBalancers", &[], &["elasticloadbalancing:DescribeLoadBalancers"], EVERYTHING);

/// Adds the role, where there are pipelines.
pub(crate) fn add(c: &mut Composition<'_>, keys: &Keys) {
    let environment = c.environment;
    let Some(github) = &environment.github else { return };
    let account = &environment.account;
    let occasion = format!("environment:{}", environment.name);
    let user = github.static_keys.then(|| trust::user_arn(account, &c.names.pipelines_user()));
    let document = trust::document(account, trust::provider_arn(account), github, &occasion, user);
    let encrypted = Statement::allow(ENCRYPTED, USE_OF_KEY).on([keys.parameters.arn()]).when(
        "StringEquals",
        "kms:ViaService",
        format!("ssm.{}.amazonaws.com", account.region),
    );
    let named = environment.load_balancer.listener.domain(&LoadBalancerName::main()).is_some();
    let grants = grants(environment).chain((!named).then_some(&NAMELESS));
    let permissions = statements(grants, &Place::of(environment)).into_iter().chain([encrypted]);
    let who = trust::described(github, &occasion);
    let identity = Identity {
        name: "deploy".to_owned(),
        role_name: c.names.deploy_role(),
        description: "Deploys images: pushes them, registers task definitions, updates services".to_owned(),
        trusts: Trust::Document { who: &who, document },
        permissions: permissions.collect(),
    };
    identity::add(c, identity);
}
