//! The way in: load balancers, their names and certificates, and what they do with requests that are nobody's.

use std::collections::BTreeMap;

use aws::Tags;
use aws::ec2::Peer;
use aws::elb::{
    AccessLogs, Action, ContentType, DesyncMitigationMode, FixedResponse, Listener, ListenerCertificate,
    ListenerProtocol, LoadBalancer, LoadBalancerType, Protocol, Redirect, RedirectStatus, SslPolicy,
};
use aws::iam::{Principal, Statement};
use aws::limits::{CertificateArn, Days, DomainName, Port};
use aws::route53::{AddressRecord, Alias, Record, RecordValue, Zone, ZoneId, ZoneLookup};
use aws::s3::EncryptionByDefault;
use aws::waf::{WebAcl, WebAclAssociation};
use environment::{Listener as Choice, LoadBalancerName};
use terraform::{Handle, Lifecycle, Meta, Ref, Text, text};

use crate::access::{self, Group, Outside};
use crate::bucket::{self, Made, Settings};
use crate::certificate;
use crate::composition::Composition;
use crate::network::{ANYWHERE, Network};

/// A load balancer and what services use of it.
pub(crate) struct Entrance {
    pub(crate) handle: Handle<LoadBalancer>,
    pub(crate) group: Group,
    /// The listener whose rules lead to services.
    pub(crate) listener: Handle<Listener>,
    /// Where it is reached, such as `https://healthcare.example.com`.
    pub(crate) url: Text,
    /// The port that services are reached on.
    pub(crate) port: Port,
}

/// The load balancers by their names.
pub(crate) type LoadBalancers = BTreeMap<LoadBalancerName, Entrance>;

/// Adds the bucket of the load balancers' access logs.
pub(crate) fn add_log_bucket(c: &mut Composition<'_>) -> Made {
    let environment = c.environment;
    let names = c.names;
    let account = &environment.account.id;
    let load_balancers = c.arn("elasticloadbalancing", "loadbalancer/app/*");
    let settings = Settings {
        bucket: names.load_balancer_logs_bucket(),
        // Log delivery can write with no other encryption.
        // <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>
        encryption: EncryptionByDefault::S3,
        expiration_days: Some(environment.load_balancer.access_log_retention_days),
        noncurrent_days: Days::MONTH,
        passing: None,
        prevent_destroy: false,
        force_destroy: !environment.deletion_protection,
    };
    let access_logs = bucket::AccessLogs::Named(names.access_logs_bucket());
    bucket::add(&mut c.file("load_balancer"), "load_balancer_logs", settings, &access_logs, |bucket| {
        let delivery = Statement::allow("Delivery", ["s3:PutObject"])
            .to(Principal::Service("logdelivery.elasticloadbalancing.amazonaws.com".to_owned()))
            .on([text![bucket.arn(), "/*/AWSLogs/", account.to_string(), "/*"]])
            .when("ArnLike", "aws:SourceArn", load_balancers);
        vec![delivery]
    })
}

/// How the load balancers are called, and how they prove it.
enum Name {
    /// By AWS's name for them, without encryption.
    PlainHttp,
    /// By names under a domain of ours, with a certificate that the stack asks for.
    Issued { zone: Ref<Zone, ZoneId> },
    /// By names under a domain of ours, with a certificate that exists.
    Given { certificate_arn: CertificateArn, zone: Option<Ref<Zone, ZoneId>> },
}

/// Adds every load balancer that a service is behind.
pub(crate) fn add(
    c: &mut Composition<'_>,
    network: &Network,
    logs: &Made,
    firewall: Option<Handle<WebAcl>>,
) -> LoadBalancers {
    let environment = c.environment;
    let mut look_up = |zone: &DomainName| {
        let lookup = ZoneLookup { name: zone.clone(), private_zone: false };
        c.file("load_balancer").look_up("main", &lookup).get(&Zone::ZONE_ID)
    };
    let name = match &environment.load_balancer.listener {
        Choice::PlainHttp => Name::PlainHttp,
        Choice::IssuedCertificate { zone, .. } => Name::Issued { zone: look_up(zone) },
        Choice::GivenCertificate { certificate_arn, zone, .. } => {
            Name::Given { certificate_arn: certificate_arn.clone(), zone: zone.as_ref().map(look_up) }
        }
    };
    let mut entrances = LoadBalancers::new();
    for key in environment.load_balancers() {
        let (handle, group) = load_balancer(c, network, logs, key.as_str(), &c.names.load_balancer(key));
        if let Some(firewall) = firewall {
            let association = WebAclAssociation { resource_arn: handle.arn(), web_acl_arn: firewall.arn() };
            c.file("firewall").add(key.as_str(), association);
        }
        let entrance = match environment.load_balancer.listener.domain(key) {
            Some(domain) => https_entrance(c, key.as_str(), handle, group, &name, &domain),
            None => http_entrance(c, key.as_str(), handle, group),
        };
        entrances.insert(key.clone(), entrance);
    }
    entrances
}

fn load_balancer(
    c: &mut Composition<'_>,
    network: &Network,
    logs: &Made,
    key: &str,
    name: &str,
) -> (Handle<LoadBalancer>, Group) {
    let settings = &c.environment.load_balancer;
    let group = access::group(c, network, &format!("load_balancer_{key}"), format!("Load balancer {key}"));
    let load_balancer = LoadBalancer {
        access_logs: AccessLogs { bucket: logs.bucket.id(), enabled: true, prefix: key.to_owned() },
        desync_mitigation_mode: DesyncMitigationMode::Strictest,
        drop_invalid_header_fields: true,
        enable_deletion_protection: c.environment.deletion_protection,
        idle_timeout: settings.idle_timeout_seconds,
        internal: false,
        load_balancer_type: LoadBalancerType::Application,
        name: name.to_owned(),
        security_groups: vec![group.handle.id()],
        subnets: network.public_subnets.iter().map(|subnet| subnet.id()).collect(),
    };
    // AWS tries to write to the bucket before it turns access logs on.
    let meta = Meta::depends_on([logs.policy.dependency()]).and(Lifecycle {
        // AWS's own protection would refuse in the middle of a destruction; this refuses before it begins.
        prevent_destroy: c.environment.deletion_protection.then_some(true),
        ..Lifecycle::default()
    });
    (c.file("load_balancer").add_with(key, load_balancer, &meta), group)
}

fn http_entrance(c: &mut Composition<'_>, key: &str, handle: Handle<LoadBalancer>, group: Group) -> Entrance {
    admit_internet(c, &group, Port::HTTP, "HTTP from the internet");
    let listener = listener(handle, Port::HTTP, ListenerProtocol::Http, not_found());
    let listener = c.file("load_balancer").add(format!("{key}_http"), listener);
    let url = text!["http://", handle.get(&LoadBalancer::DNS_NAME)];
    Entrance { handle, group, listener, url, port: Port::HTTP }
}

fn https_entrance(
    c: &mut Composition<'_>,
    key: &str,
    handle: Handle<LoadBalancer>,
    group: Group,
    name: &Name,
    domain: &str,
) -> Entrance {
    admit_internet(c, &group, Port::HTTP, "HTTP from the internet, answered by a redirect");
    admit_internet(c, &group, Port::HTTPS, "HTTPS from the internet");
    let to_https = listener(handle, Port::HTTP, ListenerProtocol::Http, redirect_to_https());
    c.file("load_balancer").add(format!("{key}_http"), to_https);

    let (protocol, zone) = match name {
        Name::PlainHttp => (ListenerProtocol::Http, None),
        Name::Given { certificate_arn, zone } => {
            (https(ListenerCertificate::Given(certificate_arn.clone())), *zone)
        }
        Name::Issued { zone } => {
            let certificate_arn = certificate::add(c, key, domain, *zone);
            (https(ListenerCertificate::Issued(certificate_arn)), Some(*zone))
        }
    };
    let listener = listener(handle, Port::HTTPS, protocol, not_found());
    let listener = c.file("load_balancer").add(format!("{key}_https"), listener);
    if let Some(zone_id) = zone {
        let alias = Alias {
            evaluate_target_health: false,
            name: handle.get(&LoadBalancer::DNS_NAME),
            zone_id: handle.get(&LoadBalancer::ZONE_ID),
        };
        let value = RecordValue::Alias { alias, kind: AddressRecord::A };
        let record = Record { allow_overwrite: None, name: domain.to_owned().into(), value, zone_id };
        c.file("load_balancer").add(key, record);
    }
    Entrance { handle, group, listener, url: format!("https://{domain}").into(), port: Port::HTTPS }
}

fn https(certificate_arn: ListenerCertificate) -> ListenerProtocol {
    ListenerProtocol::Https { certificate_arn, ssl_policy: SslPolicy::Tls13And12Restricted }
}

fn admit_internet(c: &mut Composition<'_>, group: &Group, port: Port, why: &str) {
    let internet = Outside { name: "internet".to_owned(), peer: Peer::Cidr(ANYWHERE.to_owned()) };
    access::admit(c, internet, group, port, why);
}

fn listener(
    load_balancer: Handle<LoadBalancer>,
    port: Port,
    protocol: ListenerProtocol,
    default_action: Action,
) -> Listener {
    let https = matches!(protocol, ListenerProtocol::Https { .. });
    Listener {
        default_action,
        load_balancer_arn: load_balancer.arn(),
        port,
        protocol,
        routing_http_response_server_enabled: false,
        routing_http_response_strict_transport_security_header_value: https
            .then(|| "max-age=31536000".to_owned()),
        routing_http_response_x_content_type_options_header_value: Some("nosniff".to_owned()),
        tags: Tags::name(format!("{port}")),
    }
}

fn redirect_to_https() -> Action {
    let status_code = RedirectStatus::MovedPermanently;
    Action::Redirect { redirect: Redirect { port: "443".to_owned(), protocol: Protocol::Https, status_code } }
}

/// What is nobody's is not found, in the services' own words for it (RFC 9457).
fn not_found() -> Action {
    Action::FixedResponse {
        fixed_response: FixedResponse {
            content_type: ContentType::Json,
            message_body: r#"{"type":"about:blank","title":"Not Found","status":404}"#.to_owned(),
            status_code: "404".to_owned(),
        },
    }
}
