//! `kwic init`: a first `kwic.toml`, from what lies in a folder, and where the two lines go.
mod detect;
mod guides;
mod template;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use crate::args::InitArgs;
use crate::error::CliError;
use crate::outcome::Outcome;
use crate::terminal::note;

/// The name of the file that is written.
const FILE: &str = "kwic.toml";

pub(crate) fn run(args: &InitArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let dir = &args.dir;
    if !dir.is_dir() {
        return Err(CliError::NoFolder { dir: dir.clone() });
    }
    let seen = detect::seen(dir);
    let path = dir.join(FILE);
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(CliError::SettingsThere { path });
        }
        Err(source) => return Err(CliError::Write { path, source }),
    };
    file.write_all(template::settings(&seen).as_bytes())
        .map_err(|source| CliError::Write { path: path.clone(), source })?;
    let guide = seen.guide;
    note(format_args!("{}: {}", path.display(), seen.reason));
    if seen.is_output {
        note(format_args!(
            "a generator that empties {} takes this file along; in the folder of its sources it is safe",
            dir.display()
        ));
    }
    writeln!(out, "Build the site, and then its search:\n\n  {}\n", guide.build)?;
    writeln!(out, "Two lines put the box into its pages.\n")?;
    for (place, line) in guide.lines {
        writeln!(out, "In {place}:\n\n  {line}\n")?;
    }
    writeln!(out, "More: docs/guide/sites/{}.md", guide.page)?;
    Ok(Outcome::Yes)
}
