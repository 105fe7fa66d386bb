//! Files that somebody made to break what reads them: an answer or an error, soon, and never a panic.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use configuration::{Configuration, Directory, Documents, Source};

/// Far more than is needed without optimisation on a busy machine, and far less than a quadratic step takes.
const SOON: Duration = Duration::from_mins(1);
const MEGABYTE: usize = 1_000_000;

/// Reads everything that a rule could ask of a file, and says how many values it has, or nothing if it cannot be read.
fn read(text: String) -> Option<usize> {
    let started = Instant::now();
    let sources = [Source { name: "main.tf.json".to_owned(), text }];
    let read = Documents::parse(&sources).ok().map(|documents| {
        let configuration = Configuration::of(&documents);
        let mut values = 0;
        for block in configuration.blocks() {
            let body = configuration.node(block);
            body.references(|_, _| values += 1);
            for (_, value) in body.members().chain([("", body)]) {
                let _ = (value.text(), value.integer(), value.boolean(), value.symbol());
                let _ = (value.target(), value.document());
                values += 1;
            }
        }
        values
    });
    let took = started.elapsed();
    assert!(took < SOON, "it took {took:?}");
    read
}

#[test]
fn what_nests_without_end_is_refused() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"{"resource":["#, "]}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(read(deep), None, "{open}");
        assert_eq!(read(open.repeat(MEGABYTE / open.len())), None, "{open}");
    }
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    assert_eq!(read(r#"{"locals": {"a": 1, "a": 2}}"#.to_owned()), None);
    assert_eq!(read(format!(r#"{{"locals": {{{}"a": 2}}}}"#, r#""a": 1,"#.repeat(100_000))), None);
}

#[test]
fn broken_utf_8_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("main.tf.json"), b"{\"locals\": {\"a\": \"\xff\xfe\"}}").unwrap();
    assert!(Directory::read(directory.path()).is_err());
}

#[test]
fn circles_end() {
    let circles = r#"{
        "locals": {"a": "${local.b}", "b": "${local.c}-${local.c}", "c": "${local.a}-${local.a}", "me": "${local.me}"},
        "resource": {"aws_x": {
            "a": {"id": "${aws_x.b.id}", "name": "${aws_x.b.name}${aws_x.b.name}${aws_x.b.name}"},
            "b": {"id": "${aws_x.a.id}", "name": "${aws_x.a.name}${aws_x.a.name}${aws_x.a.name}"}}}}"#;
    assert!(read(circles.to_owned()).is_some());
}

#[test]
fn megabytes_of_what_opens_end() {
    for piece in
        ["${", "%{", "$${", "[", "\\\"", "a_b.c[", "${a_b.c[", "${\\\"", "{", "aws_a.b.c ", "${local.a}"]
    {
        let text = piece.repeat(MEGABYTE / piece.len());
        for text in [format!("{text}}}"), format!("${{{text}}}"), format!("{{\\\"a\\\": {text}")] {
            let file = format!(
                r#"{{"locals": {{"a": "x", "b": "{text}"}}, "resource": {{"aws_a": {{"b": {{"c": "{text}"}}}}}}}}"#
            );
            assert!(read(file).is_some(), "{piece}");
        }
    }
}

#[test]
fn ten_megabytes_are_read() {
    assert!(read(format!(r#"{{"locals": {{"a": "{}"}}}}"#, "x".repeat(10 * MEGABYTE))).is_some());
}

#[test]
fn so_are_100_000_resources_of_which_each_refers_to_one() {
    let mut many = r#"{"resource": {"aws_x": {"one": {"name": "x"}"#.to_owned();
    for at in 0..100_000 {
        let _ = write!(many, r#","r{at}": {{"of": "${{aws_x.one.name}}"}}"#);
    }
    many.push_str("}}}");
    // Each has a member and itself, and a reference.
    assert_eq!(read(many), Some(100_001 * 2 + 100_000));
}

#[test]
fn odd_names_and_numbers_are_only_that() {
    let odd = r#"{"resource": {"": {"": {"": ""}}, "aws_ü\u0000": {"${x}": {"a": 1e999999, "b": -0.0, "c": 99999999999999999999999999},
        "\"].[": {"a": "${aws_ü.ü.ü}", "b": "${aws_x[\"ü\"].\u0000}", "c": "${.}${..}${[}${*}"}}}}"#;
    // Whether such a number is one is for the reader of JSON to say.
    let _ = read(odd.to_owned());
    assert!(read(odd.replace("1e999999", "1")).is_some());
}
