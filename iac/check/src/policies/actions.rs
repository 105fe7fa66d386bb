//! The actions that IAM knows: `data/actions.txt`, as its README says it is written.

use std::sync::{LazyLock, OnceLock};

use configuration::Map;

/// What is known of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Action {
    /// Its name as AWS writes it.
    pub(crate) name: &'static str,
    /// Whether it acts on a resource that a policy can name.
    pub(crate) names_resource: bool,
    /// Whether it only lists or reads.
    pub(crate) is_read: bool,
}

const LIST: &str = include_str!("../../data/actions.txt");

/// The actions of each service, by its prefix.
static SERVICES: LazyLock<Map<&str, Service>> = LazyLock::new(|| {
    let sections = LIST.split("\n[").filter_map(|section| section.trim_start_matches('[').split_once("]\n"));
    sections.map(|(name, lines)| (name, Service { lines, known: OnceLock::new() })).collect()
});

/// A service; most of them nobody asks for.
struct Service {
    lines: &'static str,
    known: OnceLock<Known>,
}

/// The actions of a service, and the place of each by its name in lower case.
struct Known {
    actions: Vec<Action>,
    by_name: Map<String, usize>,
}

impl Service {
    fn known(&self) -> &Known {
        self.known.get_or_init(|| {
            let lines = self.lines.lines().filter(|line| !line.starts_with(['@', '#']) && !line.is_empty());
            let actions: Vec<Action> = lines.map(read).collect();
            let names = actions.iter().map(|action| action.name.to_ascii_lowercase());
            Known { by_name: names.zip(0..).collect(), actions }
        })
    }
}

/// What an action's name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// These, of a service that is known; none, if it has no such action. More than one, if there is a wildcard in it.
    Actions(Vec<Action>),
    /// No list of the service's actions is kept.
    UnknownService,
    /// It has no service before a colon.
    Malformed,
}

/// The actions of that name, which may have wildcards behind the service: `s3:GetObject`, `ecr:Get*`.
pub(crate) fn named(pattern: &str) -> Named {
    let Some((service, action)) = pattern.split_once(':') else { return Named::Malformed };
    if service.is_empty() || action.is_empty() || action.contains(':') {
        return Named::Malformed;
    }
    let Some(service) = SERVICES.get(service.to_ascii_lowercase().as_str()) else {
        return Named::UnknownService;
    };
    let Known { actions, by_name } = service.known();
    Named::Actions(if action.contains(['*', '?']) {
        actions.iter().filter(|known| is_like(action, known.name)).copied().collect()
    } else {
        by_name.get(action.to_ascii_lowercase().as_str()).map(|at| actions[*at]).into_iter().collect()
    })
}

fn read(line: &'static str) -> Action {
    let mut words = line.split(' ');
    let name = words.next().unwrap_or_default();
    let level = words.next().unwrap_or_default();
    Action {
        name,
        // Kinds that are not marked as required are alternatives, of which one is meant.
        names_resource: words.next().is_some(),
        is_read: matches!(level, "L" | "R"),
    }
}

/// Whether text is what a pattern with `*` and `?` says, in whichever case. Takes time linear in the product of both, and
/// does not recurse.
pub(crate) fn is_like(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut seen) = (0, 0);
    // Where the last star was, and how far the text was then.
    let mut star: Option<(usize, usize)> = None;
    while seen < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, seen));
                at += 1;
            }
            Some(byte) if *byte == b'?' || byte.eq_ignore_ascii_case(&text[seen]) => {
                at += 1;
                seen += 1;
            }
            _ => {
                let Some((back, from)) = star else { return false };
                star = Some((back, from + 1));
                at = back + 1;
                seen = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::{Named, is_like, named};

    fn names(pattern: &str) -> Vec<&'static str> {
        let Named::Actions(actions) = named(pattern) else { panic!("{pattern}") };
        actions.iter().map(|action| action.name).collect()
    }

    #[test]
    fn actions_are_found_in_whichever_case() {
        assert_eq!(names("ecr:BatchGetImage"), ["BatchGetImage"]);
        assert_eq!(names("ECR:batchgetimage"), ["BatchGetImage"]);
        assert_eq!(names("kms:ReEncrypt*"), ["ReEncryptFrom", "ReEncryptTo"]);
        assert!(names("kms:Decript").is_empty());
        assert!(names("s3:*").len() > 100);
        assert_eq!(named("nosuch:Thing"), Named::UnknownService);
        for malformed in ["*", "s3", ":x", "s3:", "a:b:c"] {
            assert_eq!(named(malformed), Named::Malformed, "{malformed}");
        }
    }

    #[test]
    fn what_an_action_acts_on_is_known() {
        let Named::Actions(get) = named("s3:GetObject") else { panic!() };
        assert!(get[0].names_resource && get[0].is_read);
        let Named::Actions(login) = named("ecr:GetAuthorizationToken") else { panic!() };
        assert!(!login[0].names_resource);
    }

    #[test]
    fn wildcards_stand_for_any_text() {
        for (pattern, text) in
            [("*", ""), ("a*c", "abc"), ("a*c", "ac"), ("?", "x"), ("*b*", "abc"), ("**", "x")]
        {
            assert!(is_like(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a*c", "ab"), ("?", ""), ("a?", "a"), ("*b", "abc")] {
            assert!(!is_like(pattern, text), "{pattern} {text}");
        }
        assert!(!is_like(&"*a".repeat(2_000), &"a".repeat(1_000)));
    }
}
