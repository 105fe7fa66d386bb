//! The suite on `PostgreSQL`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests stop at the first surprise")]

mod postgres_only;
mod suite;

use service_tests::database::Backend;

const BACKEND: Backend = Backend::Postgres;
