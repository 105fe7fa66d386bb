//! The images: what is in them, and that they serve in an empty root as the user that they name, on both architectures.
//! `apps/tests/image.sh` builds them first, and says where they are in `IMAGES`.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod image {
    mod content;
    mod empty_root;
    mod run;
}
