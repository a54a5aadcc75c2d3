//! The source files of the library, parsed.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use proc_macro2::TokenTree;
use syn::{Attribute, File, ImplItem, Item, Meta};

/// A source file.
pub(crate) struct Source {
    /// Its path below `src/`.
    pub(crate) place: String,
    pub(crate) file: File,
}

impl Source {
    pub(crate) fn new(place: &str, text: &str) -> Result<Self> {
        Ok(Self {
            place: place.to_owned(),
            file: syn::parse_file(text).with_context(|| format!("reading src/{place}"))?,
        })
    }

    /// Its place in the crate: `["mmd", "kernel"]` for `mmd/kernel.rs`, `["mmd"]` for `mmd/mod.rs`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let mut module: Vec<&str> = self.place.trim_end_matches(".rs").split('/').collect();
        if module.last() == Some(&"mod") {
            module.pop();
        }
        module
    }
}

/// All source files below a folder, in the order of their names.
pub(crate) fn read(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    read_folder(root, root, &mut sources)?;
    Ok(sources)
}

fn read_folder(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            read_folder(root, &path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let place = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            sources.push(Source::new(&place, &fs::read_to_string(&path)?)?);
        }
    }
    Ok(())
}

/// Whether these attributes keep an item out of everything but tests.
pub(crate) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let mut tokens = list.tokens.clone().into_iter();
            let is_test = matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "test");
            is_test && tokens.next().is_none()
        }
        _ => false,
    })
}

/// The file without what only tests see.
pub(crate) fn without_tests(file: &File) -> File {
    let mut file = file.clone();
    prune(&mut file.items);
    file
}

fn prune(items: &mut Vec<Item>) {
    items.retain(|item| !is_for_tests(attributes(item)));
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    prune(items);
                }
            }
            Item::Impl(block) => block
                .items
                .retain(|item| !matches!(item, ImplItem::Fn(function) if is_for_tests(&function.attrs))),
            _ => {}
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item is defined by, where it has one.
pub(crate) fn name_of(item: &Item) -> Option<String> {
    Some(
        match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Macro(item) => item.ident.as_ref()?,
            Item::Mod(item) if item.content.is_some() => &item.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            _ => return None,
        }
        .to_string(),
    )
}
