//! A policy is a document, not text that is called JSON.

use aws::iam::{Policy, PolicyDocument};
use terraform::Json;

fn case(document: PolicyDocument, other: Policy) -> Policy {
    Policy {
        policy: Json(/* right: document */ r#"{"Version": "2012-10-17"}"#), //~ E0308
        ..other
    }
}
