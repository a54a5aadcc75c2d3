//! Where things are.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// The folder below the pinned tools with wasm-opt, which npm installs.
pub(crate) const BINARYEN: &str = "binaryen";

/// The folders of this project.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Finds the project that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let own = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own
            .parent()
            .context("the folder of xtask has no parent")?
            .to_path_buf();
        let mut command = Command::new(cargo_program());
        command
            .current_dir(&root)
            .args(["metadata", "--format-version=1", "--no-deps"]);
        let metadata: serde_json::Value = serde_json::from_str(&process::read(&mut command)?)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?
            .into();
        Ok(Self { root, target })
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The folder of pinned tools.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// The folder of the static site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// `cargo`, run in the workspace with the pinned tools first in its path.
    pub(crate) fn cargo(&self) -> Command {
        self.command(cargo_program())
    }

    /// A program run in the workspace with the pinned tools first in its path.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", self.path_with_tools());
        command
    }

    /// A program of this name: the pinned one, or the first on the user's path.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        find_program(name, &self.path_with_tools())
    }

    fn path_with_tools(&self) -> OsString {
        let tools = self.tools();
        let own = [tools.join("bin"), tools.join(BINARYEN).join("node_modules/.bin")];
        let users = env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(env::split_paths(&users));
        // Joining fails only where a folder's name holds the separator; then the user's path is all we have.
        env::join_paths(all).unwrap_or(users)
    }
}

/// The `cargo` that started this program, of the pinned toolchain.
fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn find_program(name: &str, path: &OsString) -> Option<PathBuf> {
    env::split_paths(path)
        .flat_map(|folder| {
            [
                folder.join(name),
                folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)),
            ]
        })
        .find(|file| file.is_file())
}
