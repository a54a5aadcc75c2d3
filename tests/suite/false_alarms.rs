//! A guard that fires on clean tables would teach its readers to pass over it.

use crate::clean::CLEAN;

/// A short form of what `examples/guard_table.rs` measures.
#[test]
fn no_leak_of_labels_is_found_where_there_is_none() {
    for clean in CLEAN {
        for repeat in 0..5 {
            let guard = clean.guard(repeat);
            assert!(guard.passed, "{clean:?} {repeat}: {guard:?}");
        }
    }
}
