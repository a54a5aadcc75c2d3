//! `cargo xtask bench`.

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::test;

/// Runs the benchmarks. Their figures are ratios within one run, as seconds mean little on another machine.
pub(crate) fn run(project: &Project) -> Result<()> {
    process::step(
        "Build and run the benchmarks (2 to 4 minutes the first time)",
        || {
            process::run(project.cargo().args([
                "bench",
                "--locked",
                "--package=kindred",
                "--no-default-features",
                "--bench=mmd",
            ]))
        },
    )?;
    test::reading_bench(project)
}
