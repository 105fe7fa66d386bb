//! Elastic Load Balancing.

use super::{EVERYTHING, Grant, read, write};

const BALANCER: &[&str] = &["aws_lb"];
const LISTENER: &[&str] = &["aws_lb_listener"];
const RULE: &[&str] = &["aws_lb_listener_rule"];
const GROUP: &[&str] = &["aws_lb_target_group"];
const BALANCERS: &[&str] = &[
    "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{prefix}/*",
    "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{prefix}-*",
];
const LISTENERS: &[&str] = &[
    "arn:aws:elasticloadbalancing:{region}:{account}:listener/app/{prefix}/*",
    "arn:aws:elasticloadbalancing:{region}:{account}:listener/app/{prefix}-*",
];
const RULES: &[&str] = &[
    "arn:aws:elasticloadbalancing:{region}:{account}:listener-rule/app/{prefix}/*",
    "arn:aws:elasticloadbalancing:{region}:{account}:listener-rule/app/{prefix}-*",
];
const GROUPS: &[&str] = &["arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{environment}-*"];

pub(super) const GRANTS: &[Grant] = &[
    read(
        "LoadBalancers",
        BALANCER,
        &[
            "elasticloadbalancing:DescribeCapacityReservation",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTags",
        ],
        EVERYTHING,
    ),
    read(
        "LoadBalancers",
        LISTENER,
        &["elasticloadbalancing:DescribeListenerAttributes", "elasticloadbalancing:DescribeListeners"],
        EVERYTHING,
    ),
    read("LoadBalancers", RULE, &["elasticloadbalancing:DescribeRules"], EVERYTHING),
    read(
        "LoadBalancers",
        GROUP,
        &["elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups"],
        EVERYTHING,
    ),
    write(
        "LoadBalancersChanged",
        BALANCER,
        &[
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
            "elasticloadbalancing:RemoveTags",
            "elasticloadbalancing:SetSecurityGroups",
            "elasticloadbalancing:SetSubnets",
        ],
        BALANCERS,
    ),
    write("LoadBalancersChanged", LISTENER, &["elasticloadbalancing:CreateListener"], BALANCERS),
    write(
        "LoadBalancersChanged",
        LISTENER,
        &[
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyListenerAttributes",
            "elasticloadbalancing:RemoveTags",
        ],
        LISTENERS,
    ),
    write("LoadBalancersChanged", RULE, &["elasticloadbalancing:CreateRule"], LISTENERS),
    write(
        "LoadBalancersChanged",
        RULE,
        &[
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:DeleteRule",
            "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:RemoveTags",
            "elasticloadbalancing:SetRulePriorities",
        ],
        RULES,
    ),
    write(
        "LoadBalancersChanged",
        GROUP,
        &[
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:ModifyTargetGroup",
            "elasticloadbalancing:ModifyTargetGroupAttributes",
            "elasticloadbalancing:RemoveTags",
        ],
        GROUPS,
    ),
    // The network that it looks at besides is the environment's own, and read for itself.
    write("LoadBalancersSee", BALANCER, &["ec2:DescribeAccountAttributes"], EVERYTHING).said_in(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html",
    ),
];
