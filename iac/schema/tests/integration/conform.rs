//! What is said of documents: of each kind of problem the smallest document that has it, beside the nearest that has not.

use schema::{Mode, PROVIDERS, Provider};
use serde_json::{Value, json};

use crate::said::{conform, conform_exactly, conform_resource};

const BOTH: &[Provider] = &PROVIDERS;
const FIVE: &[Provider] = &[Provider::V5];
const SIX: &[Provider] = &[Provider::V6];

/// Says what each version says of the first, provided that those named accept the second.
fn twins(said: &mut Vec<String>, refusing: &[Provider], broken: &Value, sound: &Value) {
    said.push(broken.to_string());
    for provider in PROVIDERS {
        let problems = conform(provider, broken);
        assert_eq!(problems.is_empty(), !refusing.contains(&provider), "{provider}: {broken}: {problems:?}");
        // The other version says the same, but for its name.
        for problem in problems.iter().filter(|_| provider == refusing[0]) {
            said.push(format!("    {problem}"));
        }
        if refusing.contains(&provider) {
            assert_eq!(conform(provider, sound), [""; 0], "{sound}");
        }
    }
}

fn resource(ty: &str, body: &Value) -> Value {
    json!({ "resource": { ty: { "main": body } } })
}

fn vpc(body: &Value) -> Value {
    resource("aws_vpc", body)
}

#[test]
fn arguments() {
    let said = &mut Vec::new();
    twins(said, BOTH, &json!({"resource": {"aws_vcp": {"main": {}}}}), &vpc(&json!({})));
    twins(said, BOTH, &json!({"resource": {"random_id": {"x": {}}}}), &vpc(&json!({})));
    twins(
        said,
        BOTH,
        &json!({"data": {"aws_vpc": {"x": {}}}}),
        &json!({"data": {"aws_route53_zone": {"x": {}}}}),
    );
    twins(said, BOTH, &vpc(&json!({"cidr_blok": "x"})), &vpc(&json!({"cidr_block": "x"})));
    twins(said, BOTH, &vpc(&json!({"colour": null})), &vpc(&json!({"//": "colour"})));
    twins(
        said,
        FIVE,
        &resource("aws_subnet", &json!({"vpc_id": "x", "region": "y"})),
        &resource("aws_subnet", &json!({"vpc_id": "x"})),
    );
    twins(
        said,
        SIX,
        &resource("aws_eip", &json!({"vpc": true})),
        &resource("aws_eip", &json!({"domain": "vpc"})),
    );
    twins(
        said,
        BOTH,
        &resource("aws_kms_alias", &json!({"target_key_id": null})),
        &resource("aws_kms_alias", &json!({"target_key_id": "x"})),
    );
    twins(said, BOTH, &vpc(&json!({"arn": "x"})), &vpc(&json!({"arn": null})));
    twins(
        said,
        BOTH,
        &vpc(&json!({"id": "x"})),
        &json!({"data": {"aws_route53_zone": {"x": {"zone_id": "x"}}}}),
    );
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn types() {
    let said = &mut Vec::new();
    let twin =
        |said: &mut Vec<String>, broken: &Value, sound: &Value| twins(said, BOTH, &vpc(broken), &vpc(sound));
    twin(said, &json!({"cidr_block": []}), &json!({"cidr_block": 10}));
    twin(said, &json!({"ipv4_netmask_length": "x"}), &json!({"ipv4_netmask_length": "16"}));
    twin(said, &json!({"ipv4_netmask_length": true}), &json!({"ipv4_netmask_length": "${local.length}"}));
    twin(said, &json!({"enable_dns_support": 1}), &json!({"enable_dns_support": "1"}));
    twin(said, &json!({"enable_dns_support": "yes"}), &json!({"enable_dns_support": "a${local.b}"}));
    twin(said, &json!({"tags": []}), &json!({"tags": {"a": null, "b": 1, "//": "c"}}));
    twin(said, &json!({"tags": "a${local.b}"}), &json!({"tags": "${local.b}"}));
    twin(said, &json!({"tags": {"a b": {}}}), &json!({"tags": {"a b": ""}}));
    twin(said, &json!({"cidr_block": "${a"}), &json!({"cidr_block": "$${a"}));
    let lb = |subnets: &Value| resource("aws_lb", &json!({ "subnets": subnets }));
    twins(said, BOTH, &lb(&json!({"a": "b"})), &lb(&json!(["a", null])));
    twins(said, BOTH, &lb(&json!(["a", ["b"]])), &lb(&json!(["a", "b"])));
    let secret = |value: &Value| {
        resource("aws_ssm_parameter", &json!({"name": "x", "type": "String", "value": value}))
    };
    twins(said, BOTH, &secret(&json!("${hidden")), &secret(&json!("hidden")));
    // An object that is a value says every field; a block that makes one need not.
    let rule = |name: &str, rule: &Value| resource("aws_security_group", &json!({ name: rule }));
    let full = json!([{"from_port": 80, "to_port": 80, "protocol": "tcp", "self": null, "description": null, "cidr_blocks": null,
        "ipv6_cidr_blocks": null, "prefix_list_ids": null, "security_groups": null, "unknown": "dropped"}]);
    let brief = json!({"from_port": 80, "to_port": 80, "protocol": "tcp"});
    twins(said, BOTH, &rule("ingress", &json!([brief])), &rule("ingress", &full));
    twins(
        said,
        BOTH,
        &rule("ingress", &brief),
        &rule("dynamic", &json!({"ingress": {"for_each": [1], "content": brief}})),
    );
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn blocks() {
    let said = &mut Vec::new();
    let twin = |said: &mut Vec<String>, ty: &str, broken: &Value, sound: &Value| {
        twins(said, BOTH, &resource(ty, broken), &resource(ty, sound));
    };
    let logs = json!({"bucket": "x"});
    twin(said, "aws_lb", &json!({"access_logs": [logs, logs]}), &json!({"access_logs": [logs]}));
    let split =
        |logs: &Value| json!([[{"access_logs": logs}, {"name": "x", "access_logs": {"bucket": "x"}}]]);
    twin(said, "aws_lb", &split(&logs), &split(&json!(null)));
    twin(said, "aws_lb", &json!({"access_logs": "x"}), &json!({"access_logs": null}));
    twin(said, "aws_lb", &json!({"access_logs": [null]}), &json!({"access_logs": []}));
    twin(
        said,
        "aws_lb",
        &json!({"access_logs": {"buckt": "x"}}),
        &json!({"access_logs": {"//": "buckt", "bucket": "x"}}),
    );
    twin(said, "aws_lb", &json!({"timeouts": [{}, {}]}), &json!({"timeouts": {"create": "1m"}}));
    let listener = |actions: &Value| json!({"load_balancer_arn": "x", "default_action": actions});
    let action = json!({"type": "forward"});
    twin(said, "aws_lb_listener", &listener(&json!([])), &listener(&json!([action, action])));
    twin(
        said,
        "aws_lb",
        &json!({"dynamic": {"access_log": {"for_each": [], "content": {}}}}),
        &json!({"dynamic": {"access_logs": {"for_each": [], "content": logs}}}),
    );
    twin(
        said,
        "aws_lb",
        &json!({"dynamic": {"access_logs": {"content": {"prefix": []}}}}),
        &json!({"dynamic": {"access_logs": [{"for_each": [], "iterator": "x", "content": [logs]}]}}),
    );
    twin(
        said,
        "aws_lb_listener",
        &json!({"load_balancer_arn": "x", "dynamic": {}}),
        &json!({"load_balancer_arn": "x", "dynamic": {"default_action": {"for_each": [1], "content": action}}}),
    );
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn meta_arguments() {
    let said = &mut Vec::new();
    let twin =
        |said: &mut Vec<String>, broken: &Value, sound: &Value| twins(said, BOTH, &vpc(broken), &vpc(sound));
    twin(said, &json!({"depends_on": "aws_lb.x"}), &json!({"depends_on": ["aws_lb.x"]}));
    twin(said, &json!({"count": true}), &json!({"count": "1", "provider": "aws.other"}));
    twin(
        said,
        &json!({"for_eech": {}}),
        &json!({"for_each": {}, "provisioner": {"local-exec": {}}, "connection": {}}),
    );
    let twin = |said: &mut Vec<String>, broken: &Value, sound: &Value| {
        twins(said, BOTH, &vpc(&json!({"lifecycle": broken})), &vpc(&json!({"lifecycle": sound})));
    };
    twin(
        said,
        &json!({"prevent_destroy": "x"}),
        &json!([{"prevent_destroy": true, "create_before_destroy": false}]),
    );
    twin(
        said,
        &json!({"precondition": {"condition": "${a}"}}),
        &json!({"precondition": {"condition": "${a}", "error_message": "x"}, "postcondition": []}),
    );
    twin(said, &json!({"ignore_changes": "tags"}), &json!({"ignore_changes": "all"}));
    twin(
        said,
        &json!({"ignore_changes": ["tagz", 1, "timeouts"]}),
        &json!({"ignore_changes": ["tags[\"a.b\"]", "arn"]}),
    );
    let lb = |names: &Value| resource("aws_lb", &json!({"lifecycle": {"ignore_changes": names}}));
    twins(said, BOTH, &lb(&json!(["access_logs[0].buckt"])), &lb(&json!(["access_logs[0].bucket"])));
    let data = |body: &Value| json!({"data": {"aws_route53_zone": {"x": body}}});
    twins(
        said,
        BOTH,
        &data(&json!({"lifecycle": {"prevent_destroy": true}})),
        &data(&json!({"depends_on": []})),
    );
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn documents() {
    let said = &mut Vec::new();
    let twin = |said: &mut Vec<String>, broken: &Value, sound: &Value| twins(said, BOTH, broken, sound);
    twin(said, &json!("x"), &json!([{"//": "x"}, {}]));
    twin(said, &json!({"resourc": {}}), &json!({"//": {}}));
    twin(said, &json!({"resource": {}}), &json!({"resource": [{"aws_vpc": [{"a": {}}, {"b": {}}]}]}));
    twin(
        said,
        &json!({"resource": {"aws_vpc": {"//": "x"}}}),
        &json!({"resource": {"aws_vpc": {"main": null}}}),
    );
    twin(said, &json!({"resource": {"aws_vpc": {"1a": {}}}}), &json!({"resource": {"aws_vpc": {"a-1": {}}}}));
    twin(
        said,
        &json!({"resource": {"aws_vpc": {"main": "x"}}}),
        &json!({"resource": {"aws_vpc": {"main": {}}}}),
    );
    twin(
        said,
        &json!({"output": {"x": {"description": "x"}}}),
        &json!({"output": {"x": {"value": null}, "y": {"value": {"a": [1]}}}}),
    );
    twin(
        said,
        &json!({"variable": {"x": {"typ": "string"}}}),
        &json!({"variable": {"x": {"type": "string"}}}),
    );
    twin(
        said,
        &json!({"terraform": {"required_versio": "1"}}),
        &json!({"terraform": [{"required_version": "1"}, {"backend": {"s3": {"bucket": "x"}}}]}),
    );
    twin(
        said,
        &json!({"moved": [{"from": "a.b"}]}),
        &json!({"moved": [{"from": "a.b", "to": "a.c"}], "locals": {"a": 1}}),
    );
    twin(
        said,
        &json!({"provider": {"aws": {"regoin": "x"}}}),
        &json!({"provider": {"aws": [{"region": "x", "default_tags": {"tags": {"a": "b"}}}, {"alias": "x"}]}}),
    );
    twin(
        said,
        &json!({"provider": {"random": {}}}),
        &json!({"provider": {"aws": {"allowed_account_ids": ["1"]}}}),
    );
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn exactness() {
    let document = resource(
        "aws_lb",
        &json!({
            "idle_timeout": "60", "internal": "false", "name": 1, "subnets": ["a", null], "client_keep_alive": "1${a}",
            "tags": {"a": "b"},
        }),
    );
    let group = resource(
        "aws_security_group",
        &json!({"ingress": [{"from_port": 80, "to_port": 80, "protocol": "tcp",
        "self": null, "description": null, "cidr_blocks": null, "ipv6_cidr_blocks": null, "prefix_list_ids": null,
        "security_groups": null, "description_": "x"}]}),
    );
    let documents = [document, group];
    for (provider, document) in PROVIDERS.iter().flat_map(|provider| documents.iter().map(|d| (*provider, d)))
    {
        assert_eq!(conform(provider, document), [""; 0]);
    }
    let said: Vec<String> =
        documents.iter().flat_map(|document| conform_exactly(Provider::V5, document)).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn one_resource() {
    let body = json!({"cidr_blok": "x", "tags": {"a": {}}});
    let said = conform_resource(Provider::V6, Mode::Resource, "aws_vpc", &body);
    let unknown = conform_resource(Provider::V6, Mode::Data, "aws_vpc", &body);
    let said: Vec<String> = said.into_iter().chain(unknown).collect();
    insta::assert_snapshot!(said.join("\n"));
}
