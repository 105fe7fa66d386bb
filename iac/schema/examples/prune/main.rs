//! Prunes what `terraform providers schema -json` prints to the types in use, and writes it to the file named:
//!
//! ```sh
//! terraform providers schema -json | cargo run -p schema --example prune -- iac/schema/provider/aws-5.100.0.json
//! ```
//!
//! The file is an argument and not the standard output, because a shell empties it before this program is built, and
//! building this program reads it.

mod slice;

use std::error::Error;
use std::io::{self, Read};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args_os()
        .nth(1)
        .ok_or("name the file to write, such as `iac/schema/provider/aws-5.100.0.json`")?;
    let mut whole = String::new();
    io::stdin().read_to_string(&mut whole)?;
    fs::write(file, slice::prune(&whole)?)?;
    Ok(())
}
