"""The load balancer: who may reach it, what it answers, and whom it asks."""

from typing import Any

from end_to_end.architecture import access, buckets
from end_to_end.architecture.network import Network
from end_to_end.facts import PORT, REGION, Environment
from end_to_end.stage import Stage

# TLS 1.3 and 1.2 with forward secrecy, and nothing older.
_TLS = ("ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06")


def check(stage: Stage, environment: Environment, network: Network, database: str) -> dict[str, str]:
    """Which target group each service's path leads to."""
    elb = stage.client("elbv2", REGION)
    balancer = stage.expect.one("load balancer", elb.describe_load_balancers()["LoadBalancers"])
    stage.expect.equal("kind of the load balancer", balancer["Type"], "application")
    subnets = {zone["SubnetId"] for zone in balancer["AvailabilityZones"]}
    stage.expect.equal("subnets of the load balancer", subnets, network.public)
    _attributes(stage, environment, elb, balancer["LoadBalancerArn"])
    _firewall(stage, environment, balancer["LoadBalancerArn"])
    group = stage.expect.one("security group of the load balancer", balancer["SecurityGroups"])
    access.check(stage, environment, group, database)
    https = _listeners(stage, elb, balancer["LoadBalancerArn"])
    targets = _rules(stage, environment, elb, https)
    _target_groups(stage, elb, targets, network)
    return targets


def _attributes(stage: Stage, environment: Environment, elb: Any, arn: str) -> None:
    listed = elb.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    found = {attribute["Key"]: attribute["Value"] for attribute in listed}
    expected = {
        "access_logs.s3.enabled": "true",
        "deletion_protection.enabled": str(environment.protected).lower(),
        "routing.http.drop_invalid_header_fields.enabled": "true",
    }
    for key, value in expected.items():
        stage.expect.equal(f"{key} of the load balancer", found.get(key), value)
    bucket = found.get("access_logs.s3.bucket", "")
    buckets.check(stage, bucket, encryption="AES256")
    policy = stage.client("s3", REGION).get_bucket_policy(Bucket=bucket)["Policy"]
    stage.expect.true(
        "the access logs can be delivered", "logdelivery.elasticloadbalancing.amazonaws.com" in policy
    )


def _firewall(stage: Stage, environment: Environment, arn: str) -> None:
    found = stage.client("wafv2", REGION).get_web_acl_for_resource(ResourceArn=arn)
    stage.expect.equal("whether a firewall is in front", bool(found.get("WebACL")), environment.firewall)


def _listeners(stage: Stage, elb: Any, arn: str) -> str:
    expect = stage.expect
    listeners = {found["Port"]: found for found in elb.describe_listeners(LoadBalancerArn=arn)["Listeners"]}
    expect.equal("ports of the listeners", set(listeners), {80, 443})
    redirect = expect.one("answer on port 80", listeners[80]["DefaultActions"])
    to = redirect.get("RedirectConfig", {})
    found = (redirect["Type"], to.get("Protocol"), to.get("Port"), to.get("StatusCode"))
    expect.equal("answer on port 80", found, ("redirect", "HTTPS", "443", "HTTP_301"))
    https = listeners[443]
    expect.equal("protocol on port 443", https["Protocol"], "HTTPS")
    expect.true("the TLS policy is strict", https["SslPolicy"] in _TLS, https["SslPolicy"])
    certificate = https["Certificates"][0]["CertificateArn"]
    described = stage.client("acm", REGION).describe_certificate(CertificateArn=certificate)["Certificate"]
    expect.equal("status of the certificate", described["Status"], "ISSUED")
    otherwise = expect.one("answer on port 443", https["DefaultActions"])
    code = otherwise.get("FixedResponseConfig", {}).get("StatusCode")
    expect.equal("answer to everything else", (otherwise["Type"], code), ("fixed-response", "404"))
    listener: str = https["ListenerArn"]
    return listener


def _rules(stage: Stage, environment: Environment, elb: Any, listener: str) -> dict[str, str]:
    targets = {}
    rules = [rule for rule in elb.describe_rules(ListenerArn=listener)["Rules"] if not rule["IsDefault"]]
    stage.expect.equal("rules on port 443", len(rules), len(environment.services))
    for service in environment.services:
        ours = [
            rule for rule in rules if service.path in rule["Conditions"][0]["PathPatternConfig"]["Values"]
        ]
        rule = stage.expect.one(f"rule for {service.path}", ours)
        action = rule["Actions"][-1]
        stage.expect.equal(f"what is done with {service.path}", action["Type"], "forward")
        targets[service.name] = action["TargetGroupArn"]
    return targets


def _target_groups(stage: Stage, elb: Any, targets: dict[str, str], network: Network) -> None:
    for name, arn in targets.items():
        found = elb.describe_target_groups(TargetGroupArns=[arn])["TargetGroups"][0]
        expected = {
            "Protocol": "HTTPS",
            "Port": PORT,
            "TargetType": "ip",
            "VpcId": network.vpc,
            "HealthCheckProtocol": "HTTPS",
            "HealthCheckPath": "/health",
        }
        for key, value in expected.items():
            stage.expect.equal(f"{key} of the target group of {name}", found[key], value)
