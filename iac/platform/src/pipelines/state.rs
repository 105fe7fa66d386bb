//! The state of one environment, in the bucket that all share.
//! <https://developer.hashicorp.com/terraform/language/backend/s3#s3-bucket-permissions>

use aws::iam::Statement;
use terraform::text;

use super::State;

/// Reading the state, and holding the lock while a plan is made: nothing else in the bucket can be touched.
pub(super) fn plan(state: State, env: &str) -> Vec<Statement> {
    let bucket = state.bucket.arn();
    vec![
        Statement::allow("Find", ["s3:ListBucket"]).on([text![bucket]]),
        Statement::allow("Read", ["s3:GetObject"]).on([text![bucket, format!("/{env}/terraform.tfstate")]]),
        Statement::allow("Lock", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"])
            .on([text![bucket, format!("/{env}/terraform.tfstate.tflock")]]),
        Statement::allow("Encrypted", ["kms:Decrypt", "kms:GenerateDataKey"]).on([state.key.arn()]),
    ]
}

/// Saving a plan, under the commit that it is of.
pub(super) fn save(state: State, env: &str) -> Vec<Statement> {
    vec![Statement::allow("Save", ["s3:PutObject"]).on([plans(state, env)])]
}

/// Applying a saved plan, and writing what became of it.
pub(super) fn apply(state: State, env: &str) -> Vec<Statement> {
    let written = text![state.bucket.arn(), format!("/{env}/terraform.tfstate")];
    vec![
        Statement::allow("Write", ["s3:PutObject"]).on([written]),
        Statement::allow("Plans", ["s3:GetObject"]).on([plans(state, env)]),
    ]
}

fn plans(state: State, env: &str) -> terraform::Text {
    text![state.bucket.arn(), format!("/plans/*/{env}")]
}
