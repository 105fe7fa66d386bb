//! Files: what is in which, in which order.

use serde::Serialize;
use serde_json::json;
use terraform::{Output, Stack};

use crate::common::{Source, Thing};

#[derive(Serialize)]
struct LookUp {}
impl terraform::DataSource for LookUp {
    const TYPE: &'static str = "test_found";
    type Of = Source;
}

#[derive(Serialize)]
struct Settings {
    required_version: &'static str,
}

#[test]
fn a_stack_with_nothing_in_it_has_no_files() {
    let mut stack = Stack::default();
    assert_eq!(stack.documents("test"), Ok(vec![]));
    stack.file("empty");
    assert_eq!(stack.documents("test"), Ok(vec![]));
}

#[test]
fn files_are_sorted_and_each_has_its_own() {
    let mut stack = Stack::new();
    for (file, name) in [("b", "one"), ("a", "two"), ("c", "three"), ("b", "four"), ("a", "five")] {
        stack.file(file).add(name, Thing { value: 1 });
    }
    let documents = stack.documents("test").unwrap();
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["a.tf.json", "b.tf.json", "c.tf.json"]);
    let thing = json!({"value": 1});
    let expected = json!({"//": "test", "resource": {"test_thing": {"five": thing, "two": thing}}});
    assert_eq!(documents[0].text, format!("{expected:#}\n"));
}

#[test]
fn blocks_are_sorted_by_keyword_type_and_name() {
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    file.terraform(&Settings { required_version: ">= 1.12" });
    file.add("b", Thing { value: 1 });
    file.output("z", &Output { description: "d", value: 1 });
    file.add("a", Thing { value: 2 });
    file.provider("test", &Thing { value: 1 });
    file.add("c", Source {});
    file.look_up("found", &LookUp {});
    file.output("y", &Output { description: "d", value: 2 });
    file.provider("other", &Source {});
    let expected = r#"{
  "//": "test",
  "data": {
    "test_found": {
      "found": {}
    }
  },
  "output": {
    "y": {
      "description": "d",
      "value": 2
    },
    "z": {
      "description": "d",
      "value": 1
    }
  },
  "provider": {
    "other": {},
    "test": {
      "value": 1
    }
  },
  "resource": {
    "test_source": {
      "c": {}
    },
    "test_thing": {
      "a": {
        "value": 2
      },
      "b": {
        "value": 1
      }
    }
  },
  "terraform": {
    "required_version": ">= 1.12"
  }
}
"#;
    let documents = stack.documents("test").unwrap();
    assert_eq!(documents[0].text, expected);
    assert_eq!(stack.documents("test").unwrap(), documents, "asking does not change it");
}

#[test]
fn addresses_are_those_of_resources_and_data_sources() {
    let mut stack = Stack::new();
    let mut file = stack.file("one");
    file.add("b", Thing { value: 1 });
    file.output("z", &Output { description: "d", value: 1 });
    file.provider("test", &Source {});
    file.terraform(&Source {});
    stack.file("two").add("a-b_c", Thing { value: 2 });
    stack.file("two").look_up("found", &LookUp {});
    let expected = [
        ("data.test_found.found", "two.tf.json"),
        ("test_thing.a-b_c", "two.tf.json"),
        ("test_thing.b", "one.tf.json"),
    ];
    let expected = expected.map(|(address, file)| (address.to_owned(), file.to_owned()));
    assert_eq!(stack.addresses().into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(stack.arguments("test_thing.b"), Some(json!({"value": 1})));
}
