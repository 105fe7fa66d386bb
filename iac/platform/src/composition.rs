//! What every part of the composition works on.

use environment::{Environment, Names};
use terraform::{File, Stack};

use crate::report::Report;

/// A stack in the making, the facts it is made from, and what is to be told about it.
pub(crate) struct Composition<'e> {
    pub(crate) environment: &'e Environment,
    pub(crate) names: &'e Names,
    pub(crate) stack: Stack,
    pub(crate) report: Report,
}

impl<'e> Composition<'e> {
    pub(crate) fn new(environment: &'e Environment, names: &'e Names) -> Self {
        Self { environment, names, stack: Stack::new(), report: Report::default() }
    }

    /// The file of a concern.
    pub(crate) fn file(&mut self, concern: &'static str) -> File<'_> {
        self.stack.file(concern)
    }

    /// The ARN of something in this account and region that is known by its name.
    pub(crate) fn arn(&self, service: &str, resource: &str) -> String {
        let account = &self.environment.account;
        format!("arn:aws:{service}:{}:{}:{resource}", account.region, account.id)
    }
}
