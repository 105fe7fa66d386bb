//! Every emitted resource, against both versions of the provider that the files allow.

use std::collections::BTreeSet;

use configuration::Json;
use environment::Workspace;
use render::Files;
use schema::PROVIDERS;
use serde_json::Value;

use crate::common;
use crate::variants::{variants, with_static_keys};

/// The documents among the files of a root.
pub(crate) fn documents(files: &Files) -> Vec<(&str, Value)> {
    let documents = files.iter().filter(|(name, _)| name.ends_with(".tf.json"));
    documents.map(|(name, text)| (name.as_str(), serde_json::from_str(text).unwrap())).collect()
}

/// What the provider, or Terraform's reader, would not take of the files as they are.
fn problems(files: &Files) -> Vec<String> {
    let texts = files.iter().filter(|(name, _)| name.ends_with(".tf.json"));
    let documents: Vec<(&str, Json<'_>)> =
        texts.map(|(name, text)| (name.as_str(), Json::parse(text).unwrap())).collect();
    let documents = documents.iter().map(|(name, document)| (*name, document));
    PROVIDERS
        .into_iter()
        .flat_map(|provider| schema::conform_exactly(provider, documents.clone()))
        .map(|problem| problem.to_string())
        .collect()
}

#[test]
fn committed_environments_conform() {
    let workspace = Workspace::open(&common::repository()).unwrap();
    for root in ["bootstrap", "dev", "prod"] {
        let files = common::files(&workspace, root);
        assert!(documents(&files).len() > 5);
        assert_eq!(problems(&files), [""; 0], "{root}");
    }
}

#[test]
fn every_choice_conforms() {
    for (choice, workspace) in variants() {
        assert_eq!(problems(&common::files(&workspace, "dev")), [""; 0], "{choice}");
        assert_eq!(problems(&common::files(&workspace, "bootstrap")), [""; 0], "{choice}");
    }
    for root in ["bootstrap", "dev"] {
        assert_eq!(problems(&common::files(&with_static_keys(), root)), [""; 0], "static keys, {root}");
    }
}

#[test]
fn a_mistake_would_be_noticed() {
    let workspace = Workspace::open(&common::repository()).unwrap();
    let mut files = common::files(&workspace, "dev");
    let network = files.get_mut("network.tf.json").unwrap();
    let old = "\"destination_cidr_block\"";
    assert!(network.contains(old));
    *network = network.replacen(old, "\"destination_cidr_blok\"", 1);
    assert_eq!(problems(&files).len(), 2, "an unknown argument, in both versions");
}

/// The slices hold the types in use, no more and no fewer.
#[test]
fn the_slices_are_what_is_in_use() {
    let mut used: [BTreeSet<String>; 2] = Default::default();
    let committed = Workspace::open(&common::repository()).unwrap();
    let roots = ["bootstrap", "dev", "prod"].map(|root| common::files(&committed, root));
    let mut others: Vec<Files> =
        variants().into_iter().map(|(_, workspace)| common::files(&workspace, "dev")).collect();
    others.push(common::files(&with_static_keys(), "bootstrap"));
    for files in roots.iter().chain(&others) {
        for (_, document) in documents(files) {
            for (used, block) in used.iter_mut().zip(["resource", "data"]) {
                used.extend(document[block].as_object().into_iter().flat_map(|types| types.keys().cloned()));
            }
        }
    }
    for provider in PROVIDERS {
        for (used, mode) in used.iter().zip([schema::Mode::Resource, schema::Mode::Data]) {
            let slice: BTreeSet<String> =
                provider.types(mode).iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(*used, slice, "change iac/schema/provider/types.txt");
        }
    }
}
