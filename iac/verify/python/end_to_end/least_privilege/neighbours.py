"""Attempts on what is the other environment's, somebody else's, or nobody's."""

from collections.abc import Iterator

from end_to_end import roles
from end_to_end.facts import REGION
from end_to_end.least_privilege.place import Place, Trial
from end_to_end.roles import ACCOUNT


def others(place: Place) -> Iterator[Trial]:
    """What has the other environment's name, or its tags."""
    other, service = place.other, place.other.services[0]
    foreign = {"VpcId": place.network}
    tags = [{"Key": "application", "Value": "healthcare-app"}, {"Key": "environment", "Value": place.name}]
    yield "delete the other's network", "ec2", "delete_vpc", foreign, "ec2:DeleteVpc"
    claimed = {"Resources": [place.network], "Tags": tags}
    yield "claim the other's network", "ec2", "create_tags", claimed, "ec2:CreateTags"
    untagged = {"Resources": [place.network], "Tags": [{"Key": "environment"}]}
    yield "free the other's network", "ec2", "delete_tags", untagged, "ec2:DeleteTags"
    specified = [{"ResourceType": "subnet", "Tags": tags}]
    subnet = {**foreign, "CidrBlock": "10.9.0.0/24", "TagSpecifications": specified}
    yield "build in the other's network", "ec2", "create_subnet", subnet, "ec2:CreateSubnet"
    yield (
        "delete the other's cluster",
        "ecs",
        "delete_cluster",
        {"cluster": other.prefix},
        "ecs:DeleteCluster",
    )
    repository = {"repositoryName": other.service(service)}
    yield "delete the other's images", "ecr", "delete_repository", repository, "ecr:DeleteRepository"
    group = {"logGroupName": other.log_group(service)}
    yield "delete the other's log", "logs", "delete_log_group", group, "logs:DeleteLogGroup"
    yield (
        "change the other's image",
        "ssm",
        "put_parameter",
        {"Name": other.image(service), "Value": "x", "Overwrite": True},
        "ssm:PutParameter",
    )
    bucket = {"Bucket": f"{other.prefix}-load-balancer-logs-{ACCOUNT}"}
    yield "delete the other's bucket", "s3", "delete_bucket", bucket, "s3:DeleteBucket"
    role = {"RoleName": f"{other.service(service)}-task"}
    yield "delete the other's role", "iam", "delete_role", role, "iam:DeleteRole"
    topic = {"TopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:{other.prefix}-alarms"}
    yield "delete the other's topic", "sns", "delete_topic", topic, "sns:DeleteTopic"
    balancing = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}"
    balancer = {"LoadBalancerArn": f"{balancing}:loadbalancer/app/{other.prefix}/0123456789abcdef"}
    action = "elasticloadbalancing:DeleteLoadBalancer"
    yield "delete the other's load balancer", "elbv2", "delete_load_balancer", balancer, action
    alarms = {"AlarmNames": [f"{other.prefix}-x"]}
    yield "silence the other's alarms", "cloudwatch", "delete_alarms", alarms, "cloudwatch:DeleteAlarms"
    record = {"Name": "www.example.com", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}
    batch = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]}
    changed = {"HostedZoneId": place.zone, "ChangeBatch": batch}
    action = "route53:ChangeResourceRecordSets"
    yield "change somebody's name", "route53", "change_resource_record_sets", changed, action


def unnamed(place: Place) -> Iterator[Trial]:
    """What comes without the environment's tags, or with another's."""
    other = [
        {"Key": "application", "Value": "healthcare-app"},
        {"Key": "environment", "Value": place.other.name},
    ]
    plain = {"CidrBlock": "10.9.0.0/16"}
    tagged = {**plain, "TagSpecifications": [{"ResourceType": "vpc", "Tags": other}]}
    yield "make a network without tags", "ec2", "create_vpc", plain, "ec2:CreateVpc"
    yield "make a network of the other's", "ec2", "create_vpc", tagged, "ec2:CreateVpc"
    yield "make a key without tags", "kms", "create_key", {}, "kms:CreateKey"
    yield (
        "ask for a certificate without tags",
        "acm",
        "request_certificate",
        {"DomainName": "example.com"},
        "acm:RequestCertificate",
    )


def others_services(place: Place) -> Iterator[Trial]:
    other, service = place.other, place.other.services[0]
    image = {"repositoryName": other.service(service), "imageManifest": "{}", "imageTag": "x"}
    yield "push to the other's repository", "ecr", "put_image", image, "ecr:PutImage"
    named = {"cluster": other.prefix, "service": other.service(service), "desiredCount": 0}
    yield "stop the other's service", "ecs", "update_service", named, "ecs:UpdateService"
    family = {"family": other.service(service), "containerDefinitions": []}
    action = "ecs:RegisterTaskDefinition"
    yield "register the other's revision", "ecs", "register_task_definition", family, action
    own = {"family": place.environment.service(service), "containerDefinitions": []}
    for what, role in (
        ("itself", roles.deploy(place.name).arn),
        ("who applies", roles.apply(place.name).arn),
    ):
        parameters = {**own, "taskRoleArn": role}
        yield f"run tasks as {what}", "ecs", "register_task_definition", parameters, "iam:PassRole"
    image_name = {"Name": other.image(service), "Value": "x", "Type": "SecureString", "Overwrite": True}
    yield "change the other's image", "ssm", "put_parameter", image_name, "ssm:PutParameter"
    group = {"logGroupName": other.log_group(service)}
    yield "read the other's log", "logs", "filter_log_events", group, "logs:FilterLogEvents"
    tasks = {"cluster": other.prefix}
    yield "look at the other's tasks", "ecs", "list_tasks", tasks, "ecs:ListTasks"
