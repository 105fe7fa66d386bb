//! What must not compile does not, and its twin, which differs in one expression, does.
//!
//! A case is a file of `compile_fail/`. One line of it has one wrong expression, the right one in a comment before it, and
//! the code that rustc must give:
//!
//! ```text
//! vpc_id: /* right: vpc.id() */ subnet.id(), //~ E0308
//! ```
//!
//! The case is the file as it stands; the twin has the right expression in the place of the wrong one. All are checked by
//! one run of cargo, offline, in a package that is made for it. Codes and lines are compared, never texts, which are
//! rustc's own affair. What is given (a handle, say) is a parameter: nothing here is ever run.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn what_must_not_compile_does_not_and_its_twin_does() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    let cases = read(&directory).unwrap();
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_fail");
    write(&package, &cases).unwrap();
    let findings = compile(&package).unwrap();
    let surprises: Vec<String> = cases.iter().filter_map(|case| surprise(case, &findings)).collect();
    assert!(surprises.is_empty(), "\n{}\n{}", surprises.join("\n"), findings.log);
}

#[test]
fn a_case_and_its_twin_differ_in_one_expression() {
    let text = "fn case() {\n    f(1, /* right: g([2, 3]) */ h(\"),\", [2, 3]), 4); //~ E0425\n}\n";
    let case = parse("name", text).unwrap();
    assert_eq!(case.wrong, text);
    assert_eq!(case.right, "fn case() {\n    f(1, g([2, 3]), 4);\n}\n");
    assert_eq!(case.expected, Finding { code: Some("E0425".to_owned()), line: Some(2) });
    for refused in [
        "f(1); //~ E0425\n".to_owned(),
        "f(/* right: 1 */ 2);\n".to_owned(),
        "f(/* right: 1 */ 1); //~ E0425\n".to_owned(),
        "f(/* right: 1 */ ); //~ E0425\n".to_owned(),
        format!("{text}{text}"),
        format!("{text} //~ E0308"),
    ] {
        assert!(parse("name", &refused).is_none(), "{refused}");
    }
}

/// A program that must not compile, and one that must.
struct Case {
    name: String,
    wrong: String,
    right: String,
    /// What rustc must report of the wrong program.
    expected: Finding,
}

/// An error that rustc reports: its code and its line in the case's own file, if it has them.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    code: Option<String>,
    line: Option<u64>,
}

/// What one run of cargo found.
struct Findings {
    /// By program. One that is not in here was not compiled.
    errors: BTreeMap<String, Vec<Finding>>,
    compiled: BTreeSet<String>,
    /// What rustc and cargo say about it.
    log: String,
}

fn read(directory: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let case = parse(&name, &fs::read_to_string(&path)?);
        cases.push(case.ok_or_else(|| format!("{}: not exactly one wrong expression", path.display()))?);
    }
    if cases.is_empty() { Err("there are no cases".into()) } else { Ok(cases) }
}

fn parse(name: &str, text: &str) -> Option<Case> {
    let (before, rest) = text.split_once("/* right: ")?;
    let (right, rest) = rest.split_once(" */")?;
    let rest = rest.trim_start();
    let above = &text[..text.len() - rest.len()];
    let (line, below) = rest.split_once('\n')?;
    let (line, code) = line.split_once(" //~ ")?;
    let (wrong, after) = line.split_at(expression(line));
    let alone = ["/* right: ", "//~"].iter().all(|mark| text.matches(mark).count() == 1);
    let differ = !wrong.is_empty() && wrong != right;
    (alone && differ).then(|| Case {
        name: name.to_owned(),
        wrong: text.to_owned(),
        right: format!("{before}{right}{after}\n{below}"),
        expected: Finding {
            code: Some(code.to_owned()),
            line: u64::try_from(above.matches('\n').count() + 1).ok(),
        },
    })
}

/// Where the expression that the text begins with ends: before what separates it from the next one, or encloses it.
fn expression(text: &str) -> usize {
    let (mut depth, mut quoted, mut last) = (0, false, ' ');
    for (at, character) in text.char_indices() {
        match character {
            '"' if last != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' | ',' | ';' if depth == 0 => return at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        last = character;
    }
    text.len()
}

/// Makes a package whose examples are the programs. What did not change is not written, so that cargo need not look again.
fn write(package: &Path, cases: &[Case]) -> Result<()> {
    let aws = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = aws.join("../..");
    let mut manifest = format!(
        "[workspace]\n\n[package]\nname = \"compile_fail\"\nedition = \"2024\"\nautoexamples = false\n\n\
         [dependencies]\naws = {{ path = '{}' }}\nterraform = {{ path = '{}' }}\n",
        aws.display(),
        aws.join("../terraform").display(),
    );
    fs::create_dir_all(package.join("src"))?;
    write_changed(&package.join("src/lib.rs"), "")?;
    for case in cases {
        for (name, program) in [(case.name.clone(), &case.wrong), (twin(case), &case.right)] {
            write!(
                manifest,
                "\n[[example]]\nname = {name:?}\npath = \"{name}.rs\"\ncrate-type = [\"lib\"]\n"
            )?;
            // On the first line, so that all lines keep their numbers.
            write_changed(&package.join(format!("{name}.rs")), &format!("#![allow(warnings)] {program}"))?;
        }
    }
    write_changed(&package.join("Cargo.toml"), &manifest)?;
    // The versions that everything else is built with, and that are therefore at hand.
    fs::copy(workspace.join("Cargo.lock"), package.join("Cargo.lock"))?;
    Ok(())
}

fn write_changed(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}

fn twin(case: &Case) -> String {
    format!("{}_twin", case.name)
}

fn compile(package: &Path) -> Result<Findings> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let output = Command::new(cargo)
        .args([
            "check",
            "--offline",
            "--examples",
            "--keep-going",
            "--message-format=json",
            "--manifest-path",
        ])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(package.join("target"))
        .output()?;
    let mut findings = Findings {
        errors: BTreeMap::new(),
        compiled: BTreeSet::new(),
        log: String::from_utf8(output.stderr)?,
    };
    for line in String::from_utf8(output.stdout)?.lines() {
        let message: Value = serde_json::from_str(line)?;
        let name = message["target"]["name"].as_str().unwrap_or_default().to_owned();
        if message["reason"] == "compiler-artifact" {
            findings.compiled.insert(name);
        } else if message["message"]["level"] == "error" {
            note(&mut findings, name, &message["message"]);
        }
    }
    Ok(findings)
}

fn note(findings: &mut Findings, name: String, error: &Value) {
    let code = error["code"]["code"].as_str().map(str::to_owned);
    let spans = error["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
    if code.is_none() && spans.is_empty() {
        // How many errors there were.
        return;
    }
    let line = spans.iter().find(|span| span["is_primary"] == true).and_then(|span| line(span, &name));
    findings.log.push_str(error["rendered"].as_str().unwrap_or_default());
    findings.errors.entry(name).or_default().push(Finding { code, line });
}

/// The line of the program where the span is, or where the macro is called that it is in.
fn line(span: &Value, name: &str) -> Option<u64> {
    let path = Path::new(span["file_name"].as_str()?);
    if path.file_stem()? == name {
        span["line_start"].as_u64()
    } else {
        line(&span["expansion"]["span"], name)
    }
}

/// What is not as it must be.
fn surprise(case: &Case, findings: &Findings) -> Option<String> {
    let found = |name: &str| findings.errors.get(name).map(Vec::as_slice).unwrap_or_default();
    let (name, twin) = (&case.name, twin(case));
    if found(name) != std::slice::from_ref(&case.expected) || findings.compiled.contains(name) {
        Some(format!("{name}.rs: {:?} was expected, but rustc finds {:?}", case.expected, found(name)))
    } else if !found(&twin).is_empty() || !findings.compiled.contains(&twin) {
        Some(format!(
            "{name}.rs: with the right expression it must compile, but rustc finds {:?}",
            found(&twin)
        ))
    } else {
        None
    }
}
