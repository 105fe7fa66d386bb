//! An enumerated value is one of those that the provider knows.

use aws::elb::{Protocol, Redirect, RedirectStatus};

fn case() -> Redirect {
    Redirect {
        port: "443".to_owned(),
        protocol: /* right: Protocol::Https */ "HTTPS", //~ E0308
        status_code: RedirectStatus::MovedPermanently,
    }
}
