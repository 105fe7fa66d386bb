//! What fits into the place that it is for: whole lines of lists, whole resources, and how many are left out.

use std::fmt::Write as _;

/// Where the text is shown, which says how much of it there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A comment of a pull request or an issue: 65,536 characters.
    Comment,
    /// A step's summary on the page of a run: 1 MiB.
    JobSummary,
}

impl Medium {
    /// What may be used. Some room is left for whoever adds a line.
    fn limit(self) -> usize {
        match self {
            Self::Comment => 65_536 - 1_024,
            Self::JobSummary => 1_048_576 - 16_384,
        }
    }

    /// How long a text is. GitHub does not say what a character is. One that takes two in UTF-16 counts as two here, which is
    /// too many by every reading, and never more than the 262,144 bytes that it is also said to be.
    fn measure(self, text: &str) -> usize {
        match self {
            Self::Comment => text.encode_utf16().count(),
            Self::JobSummary => text.len(),
        }
    }
}

/// A part of the text. What comes first is what is kept first.
#[derive(Default)]
pub(super) struct Section {
    /// Always there.
    pub(super) title: String,
    /// Around the items, if any is kept: the head of a table, a fence, an element that folds.
    pub(super) open: String,
    pub(super) close: String,
    /// Always there, at the end.
    pub(super) end: String,
    /// Each is kept whole or left out.
    pub(super) items: Vec<String>,
}

/// For what a section says of what it left out.
const NOTE: usize = 120;
/// For what the top says of it.
const NOTICE: usize = 600;
/// One that is larger is passed over; any other that does not fit ends its section, so that lists have no holes.
const OUTLIER: usize = 4_000;

/// The text: the top, a notice if anything is left out, and the sections.
pub(super) fn fit(
    top: &str,
    sections: &[Section],
    medium: Medium,
    notice: impl Fn(usize) -> String,
) -> String {
    let frames = sections.iter().map(|it| {
        medium.measure(&it.title)
            + medium.measure(&it.end)
            + medium.measure(&it.open)
            + medium.measure(&it.close)
    });
    let mut used = medium.measure(top) + NOTICE + frames.map(|frame| frame + NOTE).sum::<usize>();
    let (mut body, mut left_out) = (String::new(), 0);
    for section in sections {
        let mut kept = Vec::new();
        let mut full = false;
        for item in &section.items {
            let size = medium.measure(item);
            if !full && used + size <= medium.limit() {
                used += size;
                kept.push(item.as_str());
            } else if size < OUTLIER {
                full = true;
            }
        }
        let missing = section.items.len() - kept.len();
        left_out += missing;
        body.push_str(&section.title);
        if !kept.is_empty() {
            body.push_str(&section.open);
            body.extend(kept);
            body.push_str(&section.close);
        }
        if missing > 0 {
            let all = section.items.len();
            _ = writeln!(body, "\n_{missing} of {all} left out here, for want of room._");
        }
        body.push_str(&section.end);
    }
    let notice = if left_out > 0 { notice(left_out) } else { String::new() };
    format!("{top}{notice}{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(items: Vec<String>) -> Section {
        Section {
            title: "\n#### T\n".to_owned(),
            open: "\n".to_owned(),
            items,
            close: "end\n".to_owned(),
            end: String::new(),
        }
    }

    #[test]
    fn items_are_kept_whole_and_the_rest_is_counted() {
        let items = (0..3_000).map(|at| format!("- item {at:06} of many\n")).collect();
        let text = fit("top\n", &[section(items)], Medium::Comment, |left| format!("{left} left out\n"));
        assert!(Medium::Comment.measure(&text) <= 65_536);
        assert!(Medium::Comment.measure(&text) > 60_000);
        assert!(
            text.lines().all(|line| !line.starts_with("- ") || line.len() == "- item 000000 of many".len())
        );
        let kept = text.lines().filter(|line| line.starts_with("- ")).count();
        assert!(text.starts_with(&format!("top\n{} left out\n", 3_000 - kept)));
    }

    #[test]
    fn one_that_is_too_large_hides_no_other() {
        let items = vec!["x".repeat(70_000), "- small\n".to_owned()];
        let text = fit("", &[section(items)], Medium::Comment, |_| String::new());
        assert!(text.contains("- small\n") && text.contains("1 of 2 left out"));
    }

    #[test]
    fn characters_beyond_the_first_plane_count_twice() {
        assert_eq!(Medium::Comment.measure("ä🔓"), 3);
        assert_eq!(Medium::JobSummary.measure("ä🔓"), 6);
    }
}
