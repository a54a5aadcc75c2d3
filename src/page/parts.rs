//! The point at which the page's code comes apart in two.
//!
//! The build cuts the module here (`cargo xtask dist`): what only [`rest`] reaches goes into a file of its own, which is
//! fetched when the first part has begun. Where the build does not cut, in development and in tests, both parts are one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::front::Front;

/// Loads the second part and joins it to the first, and tries again when the first asks for it.
pub(super) fn load(front: Front) {
    let owner = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        front.attempts.track();
        let owner = owner.clone();
        spawn_local(async move {
            #[cfg(split)]
            if split::rest(front, owner).await.is_err() {
                front.is_broken.try_set(true);
            }
            #[cfg(not(split))]
            rest(front, &owner);
        });
    });
}

/// What the second part does first. Its signals belong to the page as those of the first part do.
fn rest(front: Front, owner: &Owner) {
    owner.with(|| super::rest::begin(front));
}

#[cfg(split)]
#[allow(
    clippy::unnecessary_wraps,
    unsafe_code,
    reason = "the macro declares the function that the build takes out of this module, with the signature that it has; the \
              error is that of the loader"
)]
mod split {
    use leptos::prelude::Owner;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use crate::page::front::Front;

    #[wasm_split(rest, fallible)]
    pub(super) fn rest(front: Front, owner: Owner) -> Result<(), SplitLoaderError> {
        super::rest(front, &owner);
        Ok(())
    }
}
