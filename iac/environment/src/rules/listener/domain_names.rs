//! Each load balancer's own name is a domain name.

use aws::limits::{DomainName, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let listener = &context.file.load_balancer.listener;
    let issued = listener.issued_certificate.as_ref().and_then(|issued| issued.domain.as_ref());
    let Some(domain) = issued.or(listener.given_certificate.as_ref().and_then(|given| given.domain.as_ref()))
    else {
        return;
    };
    for (load_balancer, services) in &context.behind {
        let name = format!("{load_balancer}.{domain}");
        if let (false, Err(Refused { message, .. }), Some((service, _))) =
            (load_balancer.is_main(), DomainName::new(name), services.first())
        {
            let refused = Refused::new(format!("the load balancer's own name cannot be made: {message}"));
            report.error(
                &at!["services", service.as_str(), "load_balancer"],
                refused.hint("choose a shorter `load_balancer` or `domain`"),
            );
        }
    }
}
