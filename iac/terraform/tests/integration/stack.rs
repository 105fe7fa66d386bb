//! Every mistake in a stack is found, and all are reported at once.

use serde::Serialize;
use terraform::{Output, Stack};

use crate::common::{Source, Thing};

fn mistakes(stack: &Stack) -> Vec<String> {
    stack.documents("test").unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let foreign = Stack::new().file("test").add("main", Source {});
    let mut stack = Stack::new();
    stack.file("one").add("main", Source {});
    stack.file("two").add("main", Source {});
    stack.file("one").add("1st", Source {});
    stack.file("one").add("it", Thing { value: foreign.id() });
    stack.file("two").add("number", Thing { value: f64::NAN });
    stack.file("two").add("bad name", Thing { value: foreign.id() });
    assert_eq!(
        mistakes(&stack),
        [
            "`test_source.1st` has a name that Terraform refuses: letters, digits, `_` and `-`, not beginning with a digit or `-`",
            "`test_thing.it`: refers to something in another stack",
            "`test_thing.number`: `NaN` is not a number that JSON has",
            "`test_thing.bad name`: refers to something in another stack",
            "`test_thing.bad name` has a name that Terraform refuses: letters, digits, `_` and `-`, not beginning with a digit or `-`",
            "`test_source.main` is in the stack twice",
        ]
    );
}

#[test]
fn names_are_those_that_terraform_accepts() {
    for name in ["a", "A", "_", "_1", "a-b", "a--", "us-east-1a", "patient-service"] {
        let mut stack = Stack::new();
        stack.file("test").add(name, Source {});
        assert!(stack.documents("test").is_ok(), "{name}");
    }
    for name in ["", "1a", "-a", "a.b", "a b", "a\"b", "${x}", "a/b", "é", "a\n", "*"] {
        let mut stack = Stack::new();
        let mut file = stack.file("test");
        file.add(name, Source {});
        file.output(name, &Output { description: "d", value: 1 });
        file.provider(name, &Source {});
        let mistakes = mistakes(&stack);
        assert_eq!(mistakes.len(), 3, "{mistakes:?}");
        assert!(mistakes.iter().all(|mistake| mistake.contains("has a name that Terraform refuses")));
    }
}

#[test]
fn one_address_is_one_thing() {
    #[derive(Serialize)]
    struct LookUp {}
    impl terraform::DataSource for LookUp {
        const TYPE: &'static str = "test_source";
        type Of = Source;
    }
    let mut stack = Stack::new();
    let mut file = stack.file("one");
    file.add("main", Source {});
    file.add("main", Thing { value: 1 });
    file.look_up("main", &LookUp {});
    file.output("main", &Output { description: "d", value: 1 });
    file.provider("main", &Source {});
    assert!(stack.documents("test").is_ok(), "the same name, but other addresses");

    let mut file = stack.file("two");
    file.add("main", Source {});
    file.add("main", Source {});
    file.look_up("main", &LookUp {});
    file.output("main", &Output { description: "d", value: 1 });
    file.provider("main", &Source {});
    let twice = |address| format!("`{address}` is in the stack twice");
    let expected =
        ["data.test_source.main", "output.main", "provider.main", "test_source.main", "test_source.main"];
    assert_eq!(mistakes(&stack), expected.map(twice));
}

#[test]
fn settings_of_terraform_are_one_block_a_file() {
    let mut stack = Stack::new();
    stack.file("one").terraform(&Thing { value: 1 });
    stack.file("two").terraform(&Thing { value: 2 });
    assert_eq!(stack.documents("test").unwrap().len(), 2, "Terraform merges them");
    stack.file("one").terraform(&Thing { value: 3 });
    assert_eq!(mistakes(&stack), ["`terraform` is in the stack twice"]);
}

#[test]
fn a_block_has_arguments() {
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    file.provider("test", &());
    file.terraform(&"text");
    assert_eq!(
        mistakes(&stack),
        ["`provider.test`: has no arguments but a value", "`terraform`: has no arguments but a value"]
    );
}
