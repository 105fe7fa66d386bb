//! From texts to one environment: parse, merge, read, check, make.

use toml::de::DeTable;

use crate::bootstrap::Bootstrap;
use crate::file;
use crate::make;
use crate::neighbour::Neighbour;
use crate::problem::{Problem, Problems};
use crate::read::{Report, Source, Sources, Tree, merge, merge_defaults, parse, read};
use crate::rules;
use crate::text::EnvironmentName;
use crate::truth::{Environment, Waiver};

/// The texts, parsed: the first file's values win over the second's.
struct Merged<'i> {
    root: DeTable<'i>,
    unread: Vec<std::ops::Range<usize>>,
    is_sound: bool,
    problems: Vec<Problem>,
}

fn parse_all<'i>(sources: &Sources<'i>, keep: fn(usize, &str) -> bool) -> Merged<'i> {
    let mut merged =
        Merged { root: DeTable::new(), unread: Vec::new(), is_sound: true, problems: Vec::new() };
    for (index, (start, source)) in sources.iter().enumerate() {
        let parsed = parse(source, start);
        let kept = parsed.table.into_iter().filter(|(key, _)| keep(index, key.get_ref()));
        merged.root = merge(kept.collect(), merged.root);
        merged.unread.extend(parsed.unread);
        merged.is_sound &= parsed.is_sound;
        merged.problems.extend(parsed.problems);
    }
    merge_defaults(&mut merged.root);
    merged
}

impl<'i> Merged<'i> {
    /// What is not TOML, of files that cannot be read over it.
    fn into_problems(mut self) -> Problems {
        if let Some(last) = self.problems.last_mut() {
            last.hint.get_or_insert_with(|| "the rest is checked once the file is TOML".to_owned());
        }
        Problems::new(self.problems)
    }

    /// The tree without what could not be read.
    fn into_tree(self) -> (Tree<'i>, Vec<Problem>) {
        let mut tree = Tree::new(self.root);
        for span in &self.unread {
            tree.take_out(span, None);
        }
        (tree, self.problems)
    }
}

/// The environment that its file and the shared defaults describe, if all it needs is there, and what is wrong with it.
pub(crate) fn environment(
    name: &EnvironmentName,
    file: &Source,
    defaults: &Source,
    neighbours: &[Neighbour],
) -> (Option<Environment>, Problems) {
    let sources = Sources::new(&[file, defaults]);
    let merged = parse_all(&sources, |_, _| true);
    if !merged.is_sound {
        return (None, merged.into_problems());
    }
    let (mut tree, mut problems) = merged.into_tree();
    let (file, unreadable) = read::<file::Environment>(&mut tree, &sources);
    problems.extend(unreadable);
    let mut report = Report { tree, sources: &sources, problems };
    rules::check(&rules::Context::new(name, &file, neighbours), &mut report);
    let made = make::environment(name, file, &mut report);
    (made, report.finish())
}

const SHARED_WITH_BOOTSTRAP: [&str; 4] = ["application", "account", "state", "github"];

/// Loads the bootstrap from its file and what it shares with the environments.
pub(crate) fn bootstrap(file: &Source, defaults: &Source) -> Result<Bootstrap, Problems> {
    let sources = Sources::new(&[file, defaults]);
    let merged = parse_all(&sources, |index, key| index == 0 || SHARED_WITH_BOOTSTRAP.contains(&key));
    if !merged.is_sound {
        return Err(merged.into_problems());
    }
    let (mut tree, mut problems) = merged.into_tree();
    let (file, unreadable) = read::<file::Bootstrap>(&mut tree, &sources);
    problems.extend(unreadable);
    let mut report = Report { tree, sources: &sources, problems };
    rules::check_bootstrap(&file, &mut report);
    let made = make::bootstrap(file, &mut report);
    let problems = report.finish();
    match made {
        Some(bootstrap) if problems.errors() == 0 => {
            Ok(Bootstrap { warnings: problems.into_vec(), ..bootstrap })
        }
        _ => Err(problems),
    }
}

/// Reads the waivers of any file, and nothing else of it.
///
/// # Errors
/// If it is no TOML, or a waiver is wrong.
pub fn waivers(name: &str, text: &str) -> Result<Vec<Waiver>, Problems> {
    let source = Source::new(name, text);
    let sources = Sources::new(&[&source]);
    let merged = parse_all(&sources, |_, key| key == "waivers");
    if !merged.is_sound {
        return Err(merged.into_problems());
    }
    let (mut tree, mut problems) = merged.into_tree();
    let (file, unreadable) = read::<file::Environment>(&mut tree, &sources);
    problems.extend(unreadable);
    let mut report = Report { tree, sources: &sources, problems };
    rules::check_waivers(&file.waivers, &mut report);
    let made = make::waiver::waivers(file.waivers, &mut report);
    let problems = report.finish();
    match made {
        Some(waivers) if problems.errors() == 0 => Ok(waivers),
        _ => Err(problems),
    }
}
