//! The slices, and the tables made of them.

use std::collections::BTreeSet;
use std::fs;

use schema::{Block, Mode, NestedBlock, Nesting, PROVIDERS, Presence, Provider, Type};

use crate::slice;

#[test]
fn pruning_a_slice_changes_nothing_so_each_has_the_types_in_use_and_no_other() {
    for provider in PROVIDERS {
        let file = format!("{}/provider/aws-{}.json", env!("CARGO_MANIFEST_DIR"), provider.version());
        let committed = fs::read_to_string(file).unwrap();
        assert!(slice::prune(&committed).unwrap() == committed, "{provider} is not pruned");
    }
    for mode in [Mode::Resource, Mode::Data] {
        let [five, six] = PROVIDERS
            .map(|provider| provider.types(mode).iter().map(|(name, _)| *name).collect::<BTreeSet<_>>());
        assert_eq!(five, six);
    }
}

#[test]
fn a_schema_that_lacks_a_type_in_use_is_not_pruned() {
    let problem = slice::prune(r#"{"provider_schemas": {}}"#).unwrap_err();
    assert_eq!(problem, "the schema lacks `provider aws without endpoints`");
    assert!(slice::prune("{").unwrap_err().starts_with("the schema is not JSON"));
}

#[test]
fn types_are_found_by_name() {
    for provider in PROVIDERS {
        let vpc = provider.resource("aws_vpc").unwrap();
        let cidr = vpc.attribute("cidr_block").unwrap();
        assert_eq!((cidr.ty, cidr.presence), (Type::String, Presence::OptionalOrComputed));
        assert_eq!(vpc.attribute("arn").unwrap().presence, Presence::Computed);
        assert_eq!(vpc.attribute("tags").unwrap().ty, Type::Map(&Type::String));
        assert!(provider.resource("aws_ssm_parameter").unwrap().attribute("value").unwrap().sensitive);
        let actions = provider.resource("aws_lb_listener").unwrap().block("default_action").unwrap();
        assert_eq!((actions.nesting, actions.min_items, actions.max_items), (Nesting::List, 1, None));
        assert!(provider.data_source("aws_route53_zone").unwrap().attribute("name").is_some());
        assert!(provider.configuration().block("default_tags").is_some());
        assert!(provider.resource("aws_route53_zone").is_none());
        assert!(vpc.attribute("cidr").is_none() && vpc.block("cidr_block").is_none());
    }
}

#[test]
fn the_versions_differ_where_the_provider_does() {
    let has = |provider: Provider, ty, name| {
        let block = provider.resource(ty).unwrap();
        block.attribute(name).is_some() || block.block(name).is_some()
    };
    for (ty, name, five, six) in [
        ("aws_eip", "vpc", true, false),
        ("aws_flow_log", "log_group_name", true, false),
        ("aws_ecs_task_definition", "inference_accelerator", true, false),
        ("aws_subnet", "region", false, true),
        ("aws_ecs_service", "deployment_configuration", false, true),
    ] {
        assert_eq!((has(Provider::V5, ty, name), has(Provider::V6, ty, name)), (five, six), "{ty}.{name}");
    }
}

#[test]
fn tables_are_sorted_since_they_are_searched() {
    fn check(block: &Block) {
        assert!(block.attributes.is_sorted_by(|a, b| a.name < b.name));
        assert!(block.blocks.is_sorted_by(|a, b| a.name < b.name));
        block.blocks.iter().for_each(|nested: &NestedBlock| check(nested.block));
    }
    for provider in PROVIDERS {
        check(provider.configuration());
        for mode in [Mode::Resource, Mode::Data] {
            assert!(provider.types(mode).is_sorted_by(|a, b| a.0 < b.0));
            provider.types(mode).iter().for_each(|(_, block)| check(block));
        }
    }
}
