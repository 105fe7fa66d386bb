//! Statements shared out to policies of the size that AWS takes.

use aws::iam::{PolicyDocument, Statement};

/// Characters of a managed policy, white space aside.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const LONGEST: usize = 6_144;

/// What a statement becomes at most. Only for statements that are text throughout.
fn length(statement: &Statement) -> usize {
    serde_json::to_string(statement).map_or(LONGEST, |text| text.len() + 1)
}

/// Documents of these statements, in their order; as many as are needed.
pub(super) fn documents(statements: Vec<Statement>) -> Vec<PolicyDocument> {
    let around = serde_json::to_string(&PolicyDocument::new([])).map_or(0, |text| text.len());
    let mut documents = Vec::new();
    let mut open = Vec::new();
    let mut used = around;
    for statement in statements {
        let length = length(&statement);
        if used + length > LONGEST && !open.is_empty() {
            documents.push(PolicyDocument::new(std::mem::take(&mut open)));
            used = around;
        }
        used += length;
        open.push(statement);
    }
    if !open.is_empty() {
        documents.push(PolicyDocument::new(open));
    }
    documents
}

#[cfg(test)]
mod tests {
    use aws::iam::Statement;

    use super::{LONGEST, documents};

    #[test]
    fn no_document_is_longer_than_aws_takes_and_none_is_lost() {
        let statement = |at: usize| {
            Statement::allow("Some", ["s3:GetObject"]).on([format!("arn:aws:s3:::{}", "b".repeat(100 + at))])
        };
        let documents = documents((0..100).map(statement).collect());
        let lengths: Vec<usize> =
            documents.iter().map(|one| serde_json::to_string(one).unwrap().len()).collect();
        assert!(lengths.iter().all(|length| *length <= LONGEST), "{lengths:?}");
        assert!(lengths.len() > 1);
        assert_eq!(documents.iter().map(|one| one.statements().len()).sum::<usize>(), 100);
    }
}
