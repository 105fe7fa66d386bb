//! Whom a pipeline's role trusts: one repository's workflows at one occasion, and, where keys are chosen, one user.

use aws::iam::{PolicyDocument, Principal, Statement};
use environment::{Account, Github};
use terraform::Text;

/// Who signs the tokens of workflows.
pub(crate) const ISSUER: &str = "https://token.actions.githubusercontent.com";

/// Whom such a token is for.
pub(crate) const AUDIENCE: &str = "sts.amazonaws.com";

const TOKEN_AUDIENCE: &str = "token.actions.githubusercontent.com:aud";
const TOKEN_SUBJECT: &str = "token.actions.githubusercontent.com:sub";

/// Whom a role trusts, for people to read.
pub(crate) fn described(github: &Github, occasion: &str) -> String {
    format!("{}/{}, {occasion}", github.owner, github.repository)
}

/// The provider's ARN, for roots that do not make it.
pub(crate) fn provider_arn(account: &Account) -> Text {
    let host = ISSUER.trim_start_matches("https://");
    format!("arn:aws:iam::{}:oidc-provider/{host}", account.id).into()
}

/// The ARN of the user with keys, for roots that do not make it.
pub(crate) fn user_arn(account: &Account, name: &str) -> Text {
    format!("arn:aws:iam::{}:user/{name}", account.id).into()
}

/// Trusts the repository when `occasion` runs: `pull_request`, `ref:refs/heads/main`, `environment:dev`.
///
/// The subject is compared as a whole, in both of GitHub's formats; it names the repository, so no other can have it.
/// `user` is trusted besides, whatever runs: a key says nothing of the occasion. It is the account that is trusted with it,
/// if it is that user who comes: where a user is trusted by name, AWS asks for no policy of his own.
pub(crate) fn document(
    account: &Account,
    provider: Text,
    github: &Github,
    occasion: &str,
    user: Option<Text>,
) -> PolicyDocument {
    let workflows = Statement::allow("Workflows", ["sts:AssumeRoleWithWebIdentity"])
        .to(Principal::Federated(provider))
        .when("StringEquals", TOKEN_AUDIENCE, AUDIENCE);
    let workflows = github
        .subjects(occasion)
        .into_iter()
        .fold(workflows, |statement, subject| statement.when("StringEquals", TOKEN_SUBJECT, subject));
    let root = Text::from(format!("arn:aws:iam::{}:root", account.id));
    let keys = user.map(|arn| {
        Statement::allow("Keys", ["sts:AssumeRole", "sts:TagSession"]).to(Principal::Aws(root)).when(
            "ArnEquals",
            "aws:PrincipalArn",
            arn,
        )
    });
    PolicyDocument::new(std::iter::once(workflows).chain(keys))
}
