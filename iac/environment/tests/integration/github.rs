//! Whose workflows the pipelines are.

use insta::assert_snapshot;

use crate::support::{bad, good};

const WHOLE: &str =
    "[github]\nowner = \"example-org\"\nowner_id = 12\nrepository = \"healthcare-app\"\nrepository_id = 34\n";

#[test]
fn without_it_there_are_no_pipelines() {
    assert_eq!(good("").github, None);
}

#[test]
fn a_repository_is_known_by_name_and_number() {
    let github = good(WHOLE).github.unwrap();
    assert_eq!((github.owner.as_str(), github.owner_id.get()), ("example-org", 12));
    assert_eq!((github.repository.as_str(), github.repository_id.get()), ("healthcare-app", 34));
    assert!(!github.static_keys, "keys are an explicit choice");
    assert!(good(&format!("{WHOLE}static_keys = true\n")).github.unwrap().static_keys);
}

#[test]
fn what_cannot_be_a_repository() {
    assert_snapshot!(bad("[github]\nowner = \"example_org\"\nrepository = \"example-org/healthcare-app\"\nowner_id = 0\nrepository_id = \"34\"\n"), @r#"
    error: github.owner: `example_org` is not an owner on GitHub
      --> environments/test.toml:2:9
      |
    2 | owner = "example_org"
      |         ^^^^^^^^^^^^^
      allowed: at most 39 of `A-Z`, `a-z`, `0-9` and single hyphens inside

    error: github.repository: `example-org/healthcare-app` is not a repository on GitHub
      --> environments/test.toml:3:14
      |
    3 | repository = "example-org/healthcare-app"
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 100 of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`
      hint: write what is before the `/` as `owner`

    error: github.owner_id: `0` is out of range
      --> environments/test.toml:4:12
      |
    4 | owner_id = 0
      |            ^
      allowed: 1 to 4294967295

    error: github.repository_id: is the text `"34"`
      --> environments/test.toml:5:17
      |
    5 | repository_id = "34"
      |                 ^^^^
      allowed: a whole number
      hint: remove the quotes
    "#);
}

#[test]
fn half_a_repository() {
    assert_snapshot!(bad("github.repository = \"healthcare-app\"\n"), @r#"
    error: github.owner: is missing
      --> environments/test.toml:1:1
      |
    1 | github.repository = "healthcare-app"
      | ^^^^^^
      hint: write `owner = "example-org"` under `[github]`

    error: github.owner_id: is missing
      --> environments/test.toml:1:1
      |
    1 | github.repository = "healthcare-app"
      | ^^^^^^
      hint: write `owner_id = 1234567` under `[github]`

    error: github.repository_id: is missing
      --> environments/test.toml:1:1
      |
    1 | github.repository = "healthcare-app"
      | ^^^^^^
      hint: write `repository_id = 12345678` under `[github]`
    "#);
}
