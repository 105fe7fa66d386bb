//! Names of hosts, as certificates and records have them.

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;

/// What is wrong with a name, if anything is: labels of 1 to 63 characters, 253 in all.
pub(super) fn mistake(name: &str) -> Option<String> {
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.len() > 253 {
        return Some(format!("a name of {} characters; 253 is the most", name.len()));
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Some(format!("`{name}` has an empty label"));
        }
        if label.len() > 63 {
            return Some(format!("the label `{label}` has {} characters; 63 is the most", label.len()));
        }
    }
    None
}

/// Whether a certificate for a name is one for a host: a star stands for one label.
pub(super) fn covers(certified: &str, host: &str) -> bool {
    let [certified, host] = [certified, host].map(|name| name.trim_end_matches('.').to_ascii_lowercase());
    match certified.strip_prefix("*.") {
        Some(parent) => host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && rest == parent),
        None => certified == host,
    }
}

/// The whole name of a record: the provider adds the zone's to one that does not end with it.
pub(super) fn full_name<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    record: Node<'c>,
) -> Option<String> {
    let name = found.text(record.get("name"))?;
    let zone = found.target(record.get("zone_id"))?;
    let zone = context.configuration.node(zone.block).get("name");
    let zone = match zone.text() {
        Read::Known(zone) => zone.trim_end_matches('.').to_owned(),
        Read::Absent | Read::Unknown => {
            found.unjudged(record.get("zone_id"));
            return None;
        }
    };
    let name = name.trim_end_matches('.');
    let is_whole = name == zone || name.strip_suffix(&zone).is_some_and(|rest| rest.ends_with('.'));
    Some(match name {
        "" => zone,
        name if is_whole => name.to_owned(),
        name => format!("{name}.{zone}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{covers, mistake};

    #[test]
    fn names_have_bounds() {
        assert_eq!(mistake("a.example.com."), None);
        assert_eq!(mistake("a..com").as_deref(), Some("`a..com` has an empty label"));
        assert!(
            mistake(&format!("{}.com", "a".repeat(64))).is_some_and(|said| said.contains("64 characters"))
        );
        assert!(mistake(&"a.".repeat(128)).is_some_and(|said| said.contains("255 characters")));
    }

    #[test]
    fn a_star_is_one_label() {
        for (certified, host, expected) in [
            ("example.com", "Example.com.", true),
            ("*.example.com", "a.example.com", true),
            ("*.example.com", "example.com", false),
            ("*.example.com", "a.b.example.com", false),
            ("a.example.com", "b.example.com", false),
        ] {
            assert_eq!(covers(certified, host), expected, "{certified} {host}");
        }
    }
}
