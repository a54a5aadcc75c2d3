//! The paths that a source file names, each resolved to its full form.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility};

/// A path as the file names it, resolved: `crate` is its first segment where it stays in the crate. A glob ends
/// with `*`.
pub(crate) type Path = Vec<String>;

/// A name that `use` brings into a file.
#[derive(Debug)]
pub(crate) struct Import {
    /// The name; `*` for a glob.
    pub(crate) name: String,
    pub(crate) path: Path,
    /// Whether others see the name, too, as after `pub use`.
    pub(crate) is_exported: bool,
}

/// What a file names.
#[derive(Debug)]
pub(crate) struct Names {
    /// The paths in code, in attributes and inside macros.
    pub(crate) paths: Vec<Path>,
    /// The paths in `use`.
    pub(crate) imports: Vec<Import>,
}

/// What a file names. `module` is the file's own place in the crate: `["mmd", "kernel"]` for `src/mmd/kernel.rs`.
pub(crate) fn of(file: &File, module: &[&str]) -> Names {
    let mut finder = Finder {
        module: module.iter().map(|&name| name.to_owned()).collect(),
        paths: Vec::new(),
        imports: Vec::new(),
        is_exported: false,
    };
    finder.visit_file(file);
    Names {
        paths: finder.paths,
        imports: finder.imports,
    }
}

impl Names {
    /// All paths, of code and of imports.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Path> {
        self.imports.iter().map(|import| &import.path).chain(&self.paths)
    }
}

struct Finder {
    module: Path,
    paths: Vec<Path>,
    imports: Vec<Import>,
    /// Whether the `use` that is being read has a visibility.
    is_exported: bool,
}

impl Finder {
    fn keep(&mut self, segments: Path) {
        let path = self.resolved(segments);
        self.paths.push(path);
    }

    fn keep_import(&mut self, name: String, segments: Path) {
        let path = self.resolved(segments);
        self.imports.push(Import {
            name,
            path,
            is_exported: self.is_exported,
        });
    }

    /// The path with `self` and `super` resolved against the module that it stands in.
    fn resolved(&self, segments: Path) -> Path {
        let mut module = self.module.clone();
        let mut relative = false;
        let mut rest = segments.iter().peekable();
        while let Some(segment) = rest.next_if(|segment| ["self", "super"].contains(&segment.as_str())) {
            relative = true;
            if segment == "super" {
                module.pop();
            }
        }
        if relative {
            let own = std::iter::once("crate".to_owned()).chain(module);
            own.chain(rest.cloned()).collect()
        } else {
            segments
        }
    }

    fn keep_use(&mut self, tree: &UseTree, before: &Path) {
        let with = |last: String| before.iter().cloned().chain([last]).collect::<Path>();
        match tree {
            UseTree::Path(path) => self.keep_use(&path.tree, &with(path.ident.to_string())),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.keep_use(item, before)),
            UseTree::Glob(_) => self.keep_import("*".to_owned(), with("*".to_owned())),
            UseTree::Name(name) if name.ident == "self" => {
                self.keep_import(before.last().cloned().unwrap_or_default(), before.clone());
            }
            UseTree::Name(name) => self.keep_import(name.ident.to_string(), with(name.ident.to_string())),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.keep_import(rename.rename.to_string(), before.clone());
            }
            UseTree::Rename(rename) => {
                self.keep_import(rename.rename.to_string(), with(rename.ident.to_string()));
            }
        }
    }

    /// Finds `a::b::c` in what a macro or an attribute is given, which has no syntax tree.
    fn keep_tokens(&mut self, tokens: TokenStream) {
        let mut path = Path::new();
        // Number of colons since the last name.
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 => path.push(name.to_string()),
                TokenTree::Ident(name) => {
                    self.keep_tokens_path(&mut path);
                    path.push(name.to_string());
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && colons < 2 => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    // `use a::{b, c}` inside a macro: what is in braces goes on where the path stands.
                    if colons == 2 {
                        self.keep_tokens_group(&path, group.stream());
                    } else {
                        self.keep_tokens(group.stream());
                    }
                    self.keep_tokens_path(&mut path);
                }
                TokenTree::Punct(mark) if mark.as_char() == '*' && colons == 2 => path.push("*".to_owned()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.keep_tokens_path(&mut path),
            }
            colons = 0;
        }
        self.keep_tokens_path(&mut path);
    }

    fn keep_tokens_group(&mut self, before: &Path, tokens: TokenStream) {
        for token in tokens.clone() {
            if let TokenTree::Ident(name) = token {
                self.keep(before.iter().cloned().chain([name.to_string()]).collect());
            }
        }
        self.keep_tokens(tokens);
    }

    fn keep_tokens_path(&mut self, path: &mut Path) {
        if path.len() > 1 {
            self.keep(std::mem::take(path));
        }
        path.clear();
    }
}

impl<'file> Visit<'file> for Finder {
    fn visit_item_mod(&mut self, module: &'file ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'file ItemUse) {
        self.is_exported = !matches!(item.vis, Visibility::Inherited);
        self.keep_use(&item.tree, &Path::new());
    }

    fn visit_item(&mut self, item: &'file Item) {
        if let Item::ExternCrate(item) = item {
            self.keep(vec![item.ident.to_string()]);
        }
        visit::visit_item(self, item);
    }

    // Who may see an item says nothing of what it uses.
    fn visit_visibility(&mut self, _: &'file Visibility) {}

    fn visit_path(&mut self, path: &'file syn::Path) {
        self.keep(
            path.segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect(),
        );
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'file Macro) {
        self.visit_path(&item.path);
        self.keep_tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'file Attribute) {
        self.visit_path(attribute.path());
        if let Meta::List(list) = &attribute.meta {
            self.keep_tokens(list.tokens.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(module: &[&str], text: &str) -> Vec<String> {
        let file = syn::parse_file(text).unwrap();
        of(&file, module).all().map(|path| path.join("::")).collect()
    }

    #[test]
    fn uses_are_taken_apart() {
        assert_eq!(
            paths(
                &["mmd"],
                "use crate::{table::Table, random as other, features::{self, *}};"
            ),
            [
                "crate::table::Table",
                "crate::random",
                "crate::features",
                "crate::features::*"
            ]
        );
    }

    #[test]
    fn imports_have_the_name_that_code_knows_them_by() {
        let file =
            syn::parse_file("pub use crate::table::{self, Table as Rows}; use super::seed::*;").unwrap();
        let names = of(&file, &["mmd", "test"]);
        let found: Vec<(&str, String, bool)> = names
            .imports
            .iter()
            .map(|import| (import.name.as_str(), import.path.join("::"), import.is_exported))
            .collect();
        assert_eq!(
            found,
            [
                ("table", "crate::table".to_owned(), true),
                ("Rows", "crate::table::Table".to_owned(), true),
                ("*", "crate::mmd::seed::*".to_owned(), false),
            ]
        );
    }

    #[test]
    fn relative_paths_are_resolved() {
        assert_eq!(
            paths(&["mmd", "kernel"], "use super::super::table::Table;"),
            ["crate::table::Table"]
        );
        assert_eq!(paths(&["mmd"], "mod tests { use super::*; }"), ["crate::mmd::*"]);
        assert_eq!(paths(&["mmd"], "use super::*;"), ["crate::*"]);
    }

    #[test]
    fn code_macros_and_attributes_are_seen() {
        let text = "#[derive(burn::Module)] struct A { b: crate::model::B } \
                    fn f() { println!(\"{}\", [crate::reuse::g(1)]); super::page::h(); }";
        let found = paths(&["mmd"], text);
        for path in [
            "burn::Module",
            "crate::model::B",
            "crate::reuse::g",
            "crate::page::h",
        ] {
            assert!(
                found.iter().any(|found| found == path),
                "{path} is missing in {found:?}"
            );
        }
    }

    #[test]
    fn uses_inside_macros_are_seen() {
        let found = paths(&["mmd"], "m! { use crate::{model, table::A}; use super::*; }");
        for path in ["crate::model", "crate::table", "table::A", "crate::*"] {
            assert!(
                found.iter().any(|found| found == path),
                "{path} is missing in {found:?}"
            );
        }
    }
}
