//! Who logs in, as whom, and what it is told.

use aws::iam::Statement;
use environment::{Managed, Names, ServiceName, StaleReads};
use terraform::{Part, Text, text};

use super::Database;
use crate::composition::Composition;
use crate::task::Variables;

impl Database {
    /// What lets a task log in: to this database, as this role of PostgreSQL's, and as no other.
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html>
    pub(crate) fn login(&self, c: &Composition<'_>, role: String) -> Statement {
        let user = text![c.arn("rds-db", "dbuser:"), self.resource_id.clone(), "/", role];
        Statement::allow("Database", ["rds-db:connect"]).on([user])
    }

    /// What tells a program that it logs in to a service's database as this role, with its task's role.
    pub(crate) fn as_role(&self, managed: &Managed, service: &ServiceName, role: &str) -> Variables {
        let url = url(managed, service, role, self.endpoint.clone());
        [("DATABASE_AUTH".to_owned(), "iam".into()), ("DATABASE_URL".to_owned(), url)].into()
    }

    /// What tells a service where its data is.
    pub(crate) fn variables(&self, managed: &Managed, service: &ServiceName) -> Variables {
        let mut variables = self.as_role(managed, service, &Names::database_role(service));
        let connections = Text::from(managed.connections_per_task.to_string());
        variables.insert("DATABASE_MAX_CONNECTIONS".to_owned(), connections);
        if let (StaleReads::Reader, Some(reader)) = (managed.engine.stale_reads(), &self.reader_endpoint) {
            let url = url(managed, service, &Names::database_role(service), reader.clone());
            variables.insert("DATABASE_READER_URL".to_owned(), url);
        }
        variables
    }

    /// What reads the master user's secret, which is encrypted.
    /// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html>
    pub(crate) fn read_master_secret(&self, c: &Composition<'_>) -> [Statement; 2] {
        let secrets_manager = format!("secretsmanager.{}.amazonaws.com", c.environment.account.region);
        [
            Statement::allow("MasterSecret", ["secretsmanager:GetSecretValue"])
                .on([text![self.master_secret.clone()]]),
            Statement::allow("MasterSecretKey", ["kms:Decrypt"]).on([self.key.arn()]).when(
                "StringEquals",
                "kms:ViaService",
                secrets_manager,
            ),
        ]
    }
}

/// A service's database at one of the server's endpoints, as a role.
fn url(managed: &Managed, service: &ServiceName, role: &str, endpoint: Part) -> Text {
    let before = format!("postgres://{role}@");
    let after = format!(":{}/{}?sslmode=verify-full", managed.port, Names::database_role(service));
    text![before, endpoint, after]
}
