//! The programs as processes: how they start, refuse, serve and end.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod programs {
    mod container;
    mod documents;
    mod end;
    mod logs;
    mod master_secret;
    mod migrate;
    mod refusal;
    mod start;
    mod tls;
}
