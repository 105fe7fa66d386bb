//! What is said of a value that a test wrote down, as lines.

use configuration::Json;
use schema::{Mode, Provider};
use serde_json::Value;

pub(crate) fn conform(provider: Provider, document: &Value) -> Vec<String> {
    let document = Json::from(document.clone());
    schema::conform(provider, [("a.tf.json", &document)]).iter().map(ToString::to_string).collect()
}

pub(crate) fn conform_exactly(provider: Provider, document: &Value) -> Vec<String> {
    let document = Json::from(document.clone());
    schema::conform_exactly(provider, [("a.tf.json", &document)]).iter().map(ToString::to_string).collect()
}

pub(crate) fn conform_resource(provider: Provider, mode: Mode, ty: &str, body: &Value) -> Vec<String> {
    let body = Json::from(body.clone());
    schema::conform_resource(provider, mode, ty, &body).iter().map(ToString::to_string).collect()
}
