//! The security policies of Elastic Load Balancing.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>

/// What a listener gets whose policy is not said.
pub(super) const DEFAULT: &str = "ELBSecurityPolicy-2016-08";

/// Without the beginning that all have in common.
const OLD: &[&str] = &[
    "2015-05",
    "2016-08",
    "FS-1-1-2019-08",
    "FS-1-2-2019-08",
    "FS-1-2-Res-2019-08",
    "FS-1-2-Res-2020-10",
    "FS-2018-06",
    "TLS-1-0-2015-04",
    "TLS-1-1-2017-01",
    "TLS-1-2-2017-01",
    "TLS-1-2-Ext-2018-06",
];

/// Those that know TLS 1.3, without the date; and the dates of each kind.
const NEW: &[(&[&str], &str, &[&str])] = &[
    (&["2021-06"], "", &["1-0", "1-1", "1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-3"]),
    (&["PQ-2025-09"], "", &["1-0", "1-1", "1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-3"]),
    (
        &["2023-04", "PQ-2025-09"],
        "FIPS-",
        &["1-0", "1-1", "1-2", "1-2-Res", "1-2-Ext0", "1-2-Ext1", "1-2-Ext2", "1-3"],
    ),
];

/// Whether there is a policy of that name; none if it may be newer than this list.
pub(super) fn exists(name: &str) -> Option<bool> {
    let Some(name) = name.strip_prefix("ELBSecurityPolicy-") else { return Some(false) };
    let is_new = |name: &str| {
        NEW.iter().any(|(dates, kind, versions)| {
            dates.iter().any(|date| {
                let rest = name.strip_suffix(date).and_then(|rest| rest.strip_suffix(kind));
                rest.and_then(|rest| rest.strip_suffix('-')).is_some_and(|rest| versions.contains(&rest))
            })
        })
    };
    if OLD.contains(&name) || name.strip_prefix("TLS13-").is_some_and(is_new) {
        return Some(true);
    }
    let month = name.len().checked_sub(7).and_then(|at| name.get(at..)).filter(|_| name.contains("TLS13"));
    if month.is_some_and(|month| month > "2025-09") || name.contains("RFC") { None } else { Some(false) }
}

/// Whether clients may speak TLS 1.0 or 1.1 with a policy that exists.
pub(super) fn is_outdated(name: &str) -> bool {
    let outdated = ["TLS-1-0", "TLS-1-1", "TLS13-1-0", "TLS13-1-1", "FS-1-1", "FS-2018", "2015", "2016"];
    name.strip_prefix("ELBSecurityPolicy-")
        .is_some_and(|name| outdated.iter().any(|start| name.starts_with(start)))
}

/// Whether a policy that exists is one that AWS recommends: TLS 1.3, and 1.2 with forward secrecy and without CBC.
/// <https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html>
pub(super) fn is_recommended(name: &str) -> bool {
    let name = name.strip_prefix("ELBSecurityPolicy-");
    name.is_some_and(|name| name.starts_with("TLS13-1-2-Res-") || name.starts_with("TLS13-1-3-"))
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT, exists, is_outdated};

    #[test]
    fn policies_are_known() {
        for (name, expected, outdated) in [
            (DEFAULT, Some(true), true),
            ("ELBSecurityPolicy-TLS13-1-2-Res-2021-06", Some(true), false),
            ("ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", Some(true), false),
            ("ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", Some(true), false),
            ("ELBSecurityPolicy-TLS13-1-1-2021-06", Some(true), true),
            ("ELBSecurityPolicy-FS-1-2-Res-2020-10", Some(true), false),
            ("ELBSecurityPolicy-TLS13-1-2-Ext0-2021-06", Some(false), false),
            ("ELBSecurityPolicy-TLS13-1-2-2021-07", Some(false), false),
            ("TLS13-1-2-2021-06", Some(false), false),
            ("ELBSecurityPolicy-TLS13-1-2-Res-2027-01", None, false),
            ("ELBSecurityPolicy-é", Some(false), false),
        ] {
            assert_eq!((exists(name), is_outdated(name)), (expected, outdated), "{name}");
        }
    }
}
