//! A change as a unified diff.

use similar::TextDiff;

use crate::Change;

/// The change as a unified diff, with a line break at its end.
#[must_use]
pub fn unified(change: &Change<'_>) -> String {
    let path = change.path.display().to_string();
    let side = |there: bool| if there { path.clone() } else { "/dev/null".to_owned() };
    let (old, new) = (change.old.as_deref().unwrap_or_default(), change.new.unwrap_or_default());
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&side(change.old.is_some()), &side(change.new.is_some()))
        .to_string()
}
