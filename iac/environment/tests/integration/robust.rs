//! Whatever stands in a file, it is read or reported: nothing panics, and every error has something to say.

use environment::Workspace;

use crate::support::GOOD;

fn check(defaults: &str, file: &str) {
    let files = [("environments/test.toml", file), ("environments/shared/defaults.toml", defaults)];
    let workspace = Workspace::of_texts(files);
    if let Err(problems) = workspace.load("test") {
        assert!(problems.errors() > 0, "{file}");
        for problem in &problems {
            assert!(!problem.message.is_empty() && problem.location.is_some(), "{problem}");
        }
    }
    // The bootstrap takes parts of the same file.
    let _ = workspace.bootstrap();
}

#[test]
fn files_that_end_anywhere() {
    for end in (0..GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        check(&GOOD[..end], "");
    }
}

#[test]
fn lines_that_are_missing_or_twice() {
    let lines: Vec<&str> = GOOD.lines().collect();
    for at in 0..lines.len() {
        let mut missing = lines.clone();
        missing.remove(at);
        check(&missing.join("\n"), "");
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        check(&twice.join("\n"), "");
    }
}

#[test]
fn characters_that_are_others() {
    // Not each place with each character: that takes minutes, and finds no more.
    for at in (0..GOOD.len()).step_by(3) {
        for other in ["\"", "]", "[", "{", "=", ".", "\n", "é", "0", "\0"] {
            check(&format!("{}{other}{}", &GOOD[..at], &GOOD[at + 1..]), "");
        }
    }
}

#[test]
fn values_that_are_others() {
    let assignments = GOOD.lines().filter_map(|line| line.split_once(" = "));
    for (key, _) in assignments {
        for other in [
            "1",
            "-1",
            "1.5",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "[]",
            "[1]",
            "[[]]",
            "{}",
            "{ a = 1 }",
            "1979-05-27",
            "nan",
        ] {
            let changed = GOOD
                .lines()
                .map(|line| if line.starts_with(key) { format!("{key} = {other}") } else { line.to_owned() });
            check(&changed.collect::<Vec<_>>().join("\n"), "");
        }
    }
}
