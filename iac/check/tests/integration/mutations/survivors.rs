//! What is not noticed, held against the list of what need not be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// What came of the mutations of a family.
#[derive(Default)]
pub(crate) struct Tally {
    noticed: BTreeSet<String>,
    survived: BTreeSet<String>,
    /// How many each rule noticed first.
    by_rule: BTreeMap<&'static str, usize>,
}

impl Tally {
    pub(crate) fn noticed(&mut self, id: &str, rule: &'static str) {
        self.noticed.insert(id.to_owned());
        *self.by_rule.entry(rule).or_default() += 1;
    }

    pub(crate) fn survived(&mut self, id: String) {
        self.survived.insert(id);
    }

    /// Both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.noticed.extend(other.noticed);
        self.survived.extend(other.survived);
        for (rule, noticed) in other.by_rule {
            *self.by_rule.entry(rule).or_default() += noticed;
        }
        self
    }
}

/// `tests/survivors/<family>.toml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    survivors: Vec<Group>,
}

/// Mutations that nothing notices, for one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    reason: String,
    ids: Vec<String>,
}

/// Fails if a mutation survives that is not listed, or one that is listed does not.
pub(crate) fn compare(family: &str, tally: &Tally) {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/survivors").join(family).with_extension("toml");
    let list: List = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let mut listed = BTreeSet::new();
    for group in &list.survivors {
        assert!(group.reason.len() > 20, "a reason says why: {}", group.reason);
        for id in &group.ids {
            assert!(listed.insert(id.clone()), "{id} is listed twice");
        }
    }
    let (noticed, survived) = (tally.noticed.len(), tally.survived.len());
    let mut counts =
        format!("{family}: {} mutations, {noticed} noticed, {survived} not\n", noticed + survived);
    for (rule, noticed) in &tally.by_rule {
        _ = writeln!(counts, "{noticed:6} {rule}");
    }
    say(&counts);
    let new: Vec<&String> = tally.survived.difference(&listed).collect();
    let outdated: Vec<&String> = listed.difference(&tally.survived).collect();
    assert!(
        new.is_empty() && outdated.is_empty(),
        "{family}: {} of {} mutations are not noticed, and not listed in {}: {new:#?}\nlisted, but noticed or not made: {outdated:#?}",
        new.len(),
        noticed + survived,
        file.display()
    );
}

/// What was counted, for who runs the test with `--nocapture`.
#[expect(clippy::print_stdout, reason = "a test says what it counted")]
fn say(counts: &str) {
    print!("{counts}");
}
