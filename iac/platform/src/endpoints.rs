//! Doors to services of AWS that do not lead through the internet.

use std::collections::BTreeSet;

use aws::Tags;
use aws::ec2::{EndpointKind, VpcEndpoint};
use aws::iam::{PolicyDocument, Principal, Statement};
use environment::{InterfaceEndpoints, SecretSource};
use terraform::{Handle, Json};

use crate::access::{self, Group};
use crate::composition::Composition;
use crate::network::Network;

/// The doors there are.
pub(crate) struct Endpoints {
    /// S3, where Amazon ECR keeps the layers of images. It costs nothing.
    pub(crate) s3: Handle<VpcEndpoint>,
    /// The group of the interface endpoints, where there are any.
    pub(crate) interfaces: Option<Group>,
}

/// A service of AWS that tasks talk to, and what they ask of it.
struct Door {
    service: &'static str,
    actions: &'static [&'static str],
}

const IMAGES_API: Door = Door { service: "ecr.api", actions: &["ecr:GetAuthorizationToken"] };
const IMAGES: Door = Door {
    service: "ecr.dkr",
    actions: &["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
};
const LOGS: Door = Door { service: "logs", actions: &["logs:CreateLogStream", "logs:PutLogEvents"] };
const SECRETS: Door = Door { service: "secretsmanager", actions: &["secretsmanager:GetSecretValue"] };
const PARAMETERS: Door = Door { service: "ssm", actions: &["ssm:GetParameters"] };

pub(crate) fn add(c: &mut Composition<'_>, network: &Network) -> Endpoints {
    let environment = c.environment;
    let prefix = c.names.prefix();
    let region = &environment.account.region;
    // <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms>
    let layers = Statement::allow("ImageLayers", ["s3:GetObject"])
        .to(Principal::Everybody)
        .on([format!("arn:aws:s3:::prod-{region}-starport-layer-bucket/*")]);
    let s3 = VpcEndpoint {
        kind: EndpointKind::Gateway {
            route_table_ids: network.private_route_tables.iter().map(|table| table.id()).collect(),
        },
        policy: Json(PolicyDocument::new([layers])),
        service_name: format!("com.amazonaws.{region}.s3"),
        tags: Tags::name(format!("{prefix}-s3")),
        vpc_id: network.vpc.id(),
    };
    let s3 = c.file("network").add("s3", s3);
    let interfaces = match environment.network.interface_endpoints {
        InterfaceEndpoints::None => None,
        InterfaceEndpoints::Required => Some(add_interfaces(c, network)),
    };
    Endpoints { s3, interfaces }
}

fn add_interfaces(c: &mut Composition<'_>, network: &Network) -> Group {
    let environment = c.environment;
    let description = "Endpoints of AWS services inside the network".to_owned();
    let group = access::group(c, network, "interface_endpoints", description);
    for door in doors(environment) {
        let use_it = Statement::allow("OwnAccount", door.actions.iter().copied())
            .to(Principal::Everybody)
            .on_everything()
            .when("StringEquals", "aws:PrincipalAccount", environment.account.id.to_string());
        let endpoint = VpcEndpoint {
            kind: EndpointKind::Interface {
                private_dns_enabled: true,
                security_group_ids: vec![group.handle.id()],
                subnet_ids: network.private_subnets.iter().map(|subnet| subnet.id()).collect(),
            },
            policy: Json(PolicyDocument::new([use_it])),
            service_name: format!("com.amazonaws.{}.{}", environment.account.region, door.service),
            tags: Tags::name(c.names.of(&door.service.replace('.', "-"))),
            vpc_id: network.vpc.id(),
        };
        c.file("network").add(door.service.replace('.', "_"), endpoint);
    }
    group
}

/// What starting and running a task needs, and what the services' secrets are kept in.
fn doors(environment: &environment::Environment) -> Vec<Door> {
    let secrets = environment.services.values().flat_map(|service| service.secrets.values());
    let stores: BTreeSet<bool> =
        secrets.map(|secret| matches!(secret.source, SecretSource::SecretsManager(_))).collect();
    let mut doors = vec![IMAGES_API, IMAGES, LOGS];
    // The master's secret is there too, which the task reads that sets a database up.
    if stores.contains(&true) || environment.database.managed().is_some() {
        doors.push(SECRETS);
    }
    if stores.contains(&false) {
        doors.push(PARAMETERS);
    }
    doors
}
