//! What a container definition may consist of, in the words of the ECS API: the keys, and the type of each.

/// The type of a value.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Integer,
    Boolean,
    List(&'static Shape),
    /// An object of texts with any keys.
    Map,
    Object(&'static [(&'static str, Shape)]),
}

use Shape::{Boolean, Integer, List, Map, Object, Text};

const TEXTS: Shape = List(&Text);
const NAMED: Shape = Object(&[("name", Text), ("valueFrom", Text)]);

/// A container definition.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
pub(super) const CONTAINER: Shape = Object(&[
    ("command", TEXTS),
    ("cpu", Integer),
    ("credentialSpecs", TEXTS),
    ("dependsOn", List(&Object(&[("condition", Text), ("containerName", Text)]))),
    ("disableNetworking", Boolean),
    ("dnsSearchDomains", TEXTS),
    ("dnsServers", TEXTS),
    ("dockerLabels", Map),
    ("dockerSecurityOptions", TEXTS),
    ("entryPoint", TEXTS),
    ("environment", List(&Object(&[("name", Text), ("value", Text)]))),
    ("environmentFiles", List(&Object(&[("type", Text), ("value", Text)]))),
    ("essential", Boolean),
    ("extraHosts", List(&Object(&[("hostname", Text), ("ipAddress", Text)]))),
    ("firelensConfiguration", Object(&[("options", Map), ("type", Text)])),
    (
        "healthCheck",
        Object(&[
            ("command", TEXTS),
            ("interval", Integer),
            ("retries", Integer),
            ("startPeriod", Integer),
            ("timeout", Integer),
        ]),
    ),
    ("hostname", Text),
    ("image", Text),
    ("interactive", Boolean),
    ("links", TEXTS),
    (
        "linuxParameters",
        Object(&[
            ("capabilities", Object(&[("add", TEXTS), ("drop", TEXTS)])),
            (
                "devices",
                List(&Object(&[("containerPath", Text), ("hostPath", Text), ("permissions", TEXTS)])),
            ),
            ("initProcessEnabled", Boolean),
            ("maxSwap", Integer),
            ("sharedMemorySize", Integer),
            ("swappiness", Integer),
            ("tmpfs", List(&Object(&[("containerPath", Text), ("mountOptions", TEXTS), ("size", Integer)]))),
        ]),
    ),
    ("logConfiguration", Object(&[("logDriver", Text), ("options", Map), ("secretOptions", List(&NAMED))])),
    ("memory", Integer),
    ("memoryReservation", Integer),
    ("mountPoints", List(&Object(&[("containerPath", Text), ("readOnly", Boolean), ("sourceVolume", Text)]))),
    ("name", Text),
    (
        "portMappings",
        List(&Object(&[
            ("appProtocol", Text),
            ("containerPort", Integer),
            ("containerPortRange", Text),
            ("hostPort", Integer),
            ("name", Text),
            ("protocol", Text),
        ])),
    ),
    ("privileged", Boolean),
    ("pseudoTerminal", Boolean),
    ("readonlyRootFilesystem", Boolean),
    ("repositoryCredentials", Object(&[("credentialsParameter", Text)])),
    (
        "resourceRequirements",
        List(&Object(&[
            (
                "sharingStrategy",
                Object(&[("nvidiaMps", Object(&[("maxComputePercent", Integer), ("memory", Integer)]))]),
            ),
            ("type", Text),
            ("value", Text),
        ])),
    ),
    (
        "restartPolicy",
        Object(&[
            ("enabled", Boolean),
            ("ignoredExitCodes", List(&Integer)),
            ("restartAttemptPeriod", Integer),
        ]),
    ),
    ("secrets", List(&NAMED)),
    ("startTimeout", Integer),
    ("stopTimeout", Integer),
    ("systemControls", List(&Object(&[("namespace", Text), ("value", Text)]))),
    ("ulimits", List(&Object(&[("hardLimit", Integer), ("name", Text), ("softLimit", Integer)]))),
    ("user", Text),
    ("versionConsistency", Text),
    ("volumesFrom", List(&Object(&[("readOnly", Boolean), ("sourceContainer", Text)]))),
    ("workingDirectory", Text),
]);

impl Shape {
    /// What such a value is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Text => "text",
            Integer => "a whole number",
            Boolean => "`true` or `false`",
            List(_) => "a list",
            Map | Object(_) => "an object",
        }
    }
}
