//! What a service's task is made of, and what it may do.

use std::collections::BTreeMap;

use aws::Tags;
use aws::ecs::{
    AwslogsOptions, Compatibility, ContainerDefinition, ContainerHealthCheck, CpuArchitecture,
    KernelCapabilities, KeyValuePair, LinuxParameters, LogConfiguration, LogDriver, LogMode, NetworkMode,
    OperatingSystemFamily, PortMapping, RuntimePlatform, Secret, TaskDefinition, Tmpfs, TransportProtocol,
};
use aws::iam::Statement;
use aws::logs::LogGroup;
use environment::{Architecture, SecretSource, ServiceName};
use terraform::{Dependency, Handle, Json, Text, text};

use crate::composition::Composition;
use crate::identity::{self, Identity, Trust};
use crate::images::Images;
use crate::service::Surroundings;

/// The user that the program runs as, in every image of ours.
const USER: u32 = 65532;

/// Who takes on a task's roles.
const TASKS: &str = "ecs-tasks.amazonaws.com";

/// Environment variables by their names.
pub(crate) type Variables = BTreeMap<String, Text>;

pub(crate) struct Task {
    pub(crate) definition: Handle<TaskDefinition>,
    pub(crate) log_group: Handle<LogGroup>,
    /// What there is once tasks can start.
    pub(crate) ready: Dependency,
}

pub(crate) fn add(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    images: &Images,
) -> Task {
    let environment = c.environment;
    let names = c.names;
    let key = name.as_str();
    let log_group = LogGroup {
        kms_key_id: around.keys.logs.arn(),
        name: names.log_group(key),
        retention_in_days: environment.observability.log_retention_days,
        skip_destroy: environment.deletion_protection,
    };
    let log_group = c.file("services").add(key, log_group);

    let permissions = execution_permissions(c, settings, images, log_group);
    let execution = Identity {
        name: format!("{key}_execution"),
        role_name: names.execution_role(name),
        description: format!("Starts tasks of {name}: pulls the image, reads the secrets, writes the log"),
        trusts: Trust::Service(TASKS),
        permissions,
    };
    let execution = identity::add(c, execution);
    let task = Identity {
        name: format!("{key}_task"),
        role_name: names.task_role(name),
        description: format!("What {name} itself may do"),
        trusts: Trust::Service(TASKS),
        permissions: around.database.map(|database| database.login(c, name)).into_iter().collect(),
    };
    let task = identity::add(c, task);

    let definition = TaskDefinition {
        container_definitions: Json(vec![container(c, around, name, settings, images, log_group)]),
        execution_role_arn: execution.role.arn(),
        family: names.service(name),
        size: settings.size,
        network_mode: NetworkMode::Awsvpc,
        requires_compatibilities: vec![Compatibility::Fargate],
        runtime_platform: RuntimePlatform {
            cpu_architecture: match environment.compute.architecture {
                Architecture::Arm64 => CpuArchitecture::Arm64,
                Architecture::X86_64 => CpuArchitecture::X86_64,
            },
            operating_system_family: OperatingSystemFamily::Linux,
        },
        skip_destroy: true,
        tags: Tags::name(names.service(name)),
        task_role_arn: task.role.arn(),
        track_latest: true,
    };
    let definition = c.file("services").add(key, definition);
    Task { definition, log_group, ready: execution.ready }
}

fn container(
    c: &Composition<'_>,
    around: &Surroundings<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    images: &Images,
    log_group: Handle<LogGroup>,
) -> ContainerDefinition {
    let size = settings.size;
    ContainerDefinition {
        name: name.to_string(),
        image: images.current.clone(),
        cpu: size.cpu(),
        memory: size.memory(),
        essential: true,
        user: format!("{USER}:{USER}"),
        readonly_root_filesystem: true,
        privileged: false,
        port_mappings: vec![PortMapping {
            container_port: settings.port,
            host_port: settings.port,
            name: "https".to_owned(),
            protocol: TransportProtocol::Tcp,
        }],
        environment: variables(c, around, name, settings),
        secrets: settings
            .secrets
            .iter()
            .map(|(variable, secret)| Secret {
                name: variable.to_string(),
                value_from: c.secret_arn(secret).into(),
            })
            .collect(),
        health_check: ContainerHealthCheck {
            command: ["CMD", "/app", "healthcheck"].map(str::to_owned).into(),
            interval: 15,
            retries: 3,
            start_period: 10,
            timeout: 5,
        },
        linux_parameters: LinuxParameters {
            capabilities: KernelCapabilities { add: [], drop: vec!["ALL"] },
            init_process_enabled: false,
            tmpfs: vec![Tmpfs {
                container_path: "/tmp".to_owned(),
                size: 64,
                mount_options: ["rw", "noexec", "nosuid", "nodev", "mode=0700"]
                    .map(str::to_owned)
                    .into_iter()
                    .chain([format!("uid={USER}"), format!("gid={USER}")])
                    .collect(),
            }],
        },
        log_configuration: LogConfiguration {
            log_driver: LogDriver::Awslogs,
            options: AwslogsOptions {
                group: log_group.get(&LogGroup::NAME),
                region: c.environment.account.region.to_string(),
                stream_prefix: name.to_string(),
                // The audit trail is in it: rather slow than without.
                mode: LogMode::Blocking,
            },
        },
        // Longer than the 25 seconds that a service takes to let go of its requests.
        stop_timeout: 30,
        mount_points: [],
        volumes_from: [],
        system_controls: [],
    }
}

/// The environment's variables, and those that follow from the stack.
fn variables(
    c: &Composition<'_>,
    around: &Surroundings<'_>,
    service: &ServiceName,
    settings: &environment::Service,
) -> Vec<KeyValuePair> {
    let given = settings.environment.iter().map(|(name, value)| (name.to_string(), value.clone().into()));
    let own = [
        ("LISTEN_ADDR".to_owned(), Text::from(format!("0.0.0.0:{}", settings.port))),
        // Two environments may share an account, and with it CloudWatch.
        ("METRICS_NAMESPACE".to_owned(), Text::from(c.names.prefix())),
    ];
    let issuer = settings.issuer.iter().map(|issuer| ("OIDC_ISSUER".to_owned(), issuer.to_string().into()));
    let calls = settings.calls.iter().filter_map(|callee| {
        let entrance = around.load_balancers.get(&c.environment.services.get(callee)?.load_balancer)?;
        Some((callee.url_variable(), entrance.url.clone()))
    });
    let database = around.database.zip(c.environment.database.managed());
    let database = database.map(|(database, managed)| database.variables(managed, service));
    let variables: Variables =
        given.chain(own).chain(issuer).chain(calls).chain(database.into_iter().flatten()).collect();
    variables.into_iter().map(|(name, value)| KeyValuePair { name, value }).collect()
}

/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>
fn execution_permissions(
    c: &Composition<'_>,
    settings: &environment::Service,
    images: &Images,
    log_group: Handle<LogGroup>,
) -> Vec<Statement> {
    let mut permissions = vec![
        // AWS has no resource for it.
        Statement::allow("Login", ["ecr:GetAuthorizationToken"]).on_everything(),
        Statement::allow(
            "Pull",
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        )
        .on([images.repository.arn()]),
        Statement::allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"])
            .on([text![log_group.arn(), ":log-stream:*"]]),
    ];
    let (secrets, parameters): (Vec<_>, Vec<_>) = settings
        .secrets
        .values()
        .partition(|secret| matches!(secret.source, SecretSource::SecretsManager(_)));
    if !secrets.is_empty() {
        // AWS puts a hyphen and six characters of its own behind a secret's name.
        let arns = secrets.iter().map(|secret| format!("{}-??????", c.secret_arn(secret)));
        permissions.push(Statement::allow("Secrets", ["secretsmanager:GetSecretValue"]).on(arns));
    }
    if !parameters.is_empty() {
        let arns = parameters.iter().map(|secret| c.secret_arn(secret));
        permissions.push(Statement::allow("Parameters", ["ssm:GetParameters"]).on(arns));
    }
    let keys: std::collections::BTreeSet<String> = settings
        .secrets
        .values()
        .filter_map(|secret| secret.kms_key_arn.as_ref())
        .map(ToString::to_string)
        .collect();
    if !keys.is_empty() {
        permissions.push(Statement::allow("SecretKeys", ["kms:Decrypt"]).on(keys));
    }
    permissions
}

impl Composition<'_> {
    /// What a task asks for: AWS finds a secret without the characters behind its name.
    fn secret_arn(&self, secret: &environment::Secret) -> String {
        match &secret.source {
            SecretSource::SecretsManager(name) => self.arn("secretsmanager", &format!("secret:{name}")),
            SecretSource::ParameterStore(name) => {
                self.arn("ssm", &format!("parameter/{}", name.as_str().trim_start_matches('/')))
            }
        }
    }
}
