//! `cargo xtask bench`.

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::test;

/// Runs the benchmarks. Their figures are ratios within one run, as seconds mean little on another machine.
pub(crate) fn run(project: &Project) -> Result<()> {
    process::step(
        "Measure the test and training natively (6 to 8 minutes the first time)",
        || {
            process::run(
                project
                    .cargo()
                    .args(["bench", "--locked", "--package=kindred", "--bench=mmd"]),
            )
        },
    )?;
    test::testing_bench(project)?;
    test::training_bench(project)?;
    test::page_bench(project)
}
