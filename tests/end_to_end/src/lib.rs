//! Drives a built page in a real browser, as a person would, and watches what it does meanwhile.
//!
//! [`visit`] opens a page with an empty profile and, whatever the test itself looks at, fails where the page
//! logged an error or a warning, or asked another origin for anything.

mod accessibility;
mod deployment;
mod driver;
mod listener;
mod memory;
mod page;
mod report;
mod session;
mod site;
pub mod steps;
mod watch;

pub use accessibility::{check_accessible, check_still, reading};
pub use deployment::{Deployment, integrity};
pub use listener::Listener;
pub use page::{Page, Role};
pub use report::{check_contract, differences};
pub use session::{visit, visit_unjudged};
pub use site::{Fault, Site, advised_headers, copy_site};

use std::env;
use std::path::PathBuf;

/// A folder or program that `cargo xtask test` names.
pub fn given(variable: &str) -> anyhow::Result<PathBuf> {
    let path = env::var_os(variable)
        .ok_or_else(|| anyhow::anyhow!("{variable} is not set: run these tests with `cargo xtask test`"))?;
    Ok(path.into())
}
