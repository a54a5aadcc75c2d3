//! Can the neural network trained on this table be reused on that one?
//!
//! Each module is a room. The way of the data runs through them from top to bottom, and a room may use only
//! those above it; ARCHITECTURE.md says what each must not know, and `cargo xtask test` checks it.

/// The build that page, worker and converter must share: a hash of the sources, set by `cargo xtask`.
pub const BUILD: &str = match option_env!("KINDRED_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

pub mod random;

pub mod spreadsheet;

#[cfg(feature = "show")]
#[cfg_attr(
    not(feature = "page"),
    allow(dead_code, unused_imports, reason = "the page says and shows more")
)]
pub mod language;

pub mod table;

#[cfg(feature = "convert")]
pub mod convert;

pub mod features;

pub mod files;

pub mod mmd;

pub mod conditional;

pub mod trees;

#[cfg(feature = "engine")]
pub mod model;

pub mod report;

pub mod failure;

#[cfg(feature = "engine")]
pub mod reuse;

#[cfg(feature = "browser")]
pub mod compute;

#[cfg(feature = "show")]
#[cfg_attr(
    not(feature = "page"),
    allow(dead_code, unused_imports, reason = "the page says and shows more")
)]
pub mod words;

#[cfg(feature = "show")]
#[cfg_attr(
    not(feature = "page"),
    allow(dead_code, unused_imports, reason = "the page says and shows more")
)]
pub mod show;

#[cfg(feature = "page")]
pub mod page;
