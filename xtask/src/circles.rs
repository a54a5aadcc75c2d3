//! The check that the files of a room form no circles: that no file uses one that uses it, directly or by others.
//!
//! Each file is a module, and a path in it is an edge to the file that defines what the path names. A folder's `mod.rs`
//! mostly hands on what its files define, so a path is followed through `use` until it ends at a definition; `pub use`
//! alone is no edge. What stands under `#[cfg(test)]` may look anywhere.
//!
//! Methods are not seen, because a call does not say where its method is defined.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use syn::{File, Item};

use crate::paths::{self, Names, Path};
use crate::sources::{self, Source, is_for_tests, name_of};

/// A chain of `use` has no more links than this; a longer one leads round in a circle.
const MAX_LINKS: usize = 16;

/// One file, without its tests.
struct Module {
    names: Names,
    /// What the file defines.
    items: BTreeSet<String>,
}

/// The files of the crate by their place in it: `["crate", "mmd", "kernel"]`.
struct Modules(BTreeMap<Path, Module>);

/// What a path leads to, within its room.
enum Named {
    /// A file as a whole.
    Module(Path),
    /// Something that this file defines.
    Item(Path),
}

/// For each file those of its room that it uses, each with one of the names that it uses them for.
type Uses = BTreeMap<Path, BTreeMap<Path, String>>;

/// A complaint for each circle of files.
pub(crate) fn complaints(sources: &[Source]) -> Vec<String> {
    let rooms = Modules::of(sources).uses();
    let complaints = rooms.values().flat_map(|uses| {
        let circles = circles(uses).into_iter();
        circles.map(move |circle| describe(&circle, uses))
    });
    complaints.collect()
}

impl Modules {
    fn of(sources: &[Source]) -> Self {
        let for_tests: BTreeSet<Path> = sources.iter().flat_map(test_files).collect();
        let is_tested = |place: &Path| (1..=place.len()).any(|end| for_tests.contains(&place[..end]));
        let modules = sources
            .iter()
            .map(|source| (place_of(source), source))
            .filter(|(place, _)| !is_tested(place));
        Self(
            modules
                .map(|(place, source)| {
                    let file = sources::without_tests(&source.file);
                    let module = Module {
                        names: paths::of(&file, &source.module()),
                        items: file.items.iter().filter_map(name_of).collect(),
                    };
                    (place, module)
                })
                .collect(),
        )
    }

    /// The uses within each room.
    fn uses(&self) -> BTreeMap<String, Uses> {
        let mut rooms: BTreeMap<String, Uses> = BTreeMap::new();
        for (place, module) in &self.0 {
            let Some(room) = place.get(1) else { continue };
            let uses = rooms.entry(room.clone()).or_default();
            let imports = module.names.imports.iter().filter(|import| !import.is_exported);
            for path in imports.map(|import| &import.path).chain(&module.names.paths) {
                if let Some(Named::Item(home)) = self.follow(place, path, MAX_LINKS)
                    && home != *place
                {
                    let used = uses.entry(place.clone()).or_default();
                    used.entry(home)
                        .or_insert_with(|| path.last().cloned().unwrap_or_default());
                }
            }
        }
        rooms
    }

    /// What a path in the file `from` leads to; nothing where it leaves the room or the crate.
    fn follow(&self, from: &[String], path: &[String], links: usize) -> Option<Named> {
        let links = links.checked_sub(1)?;
        let (mut module, mut known) = if path.first().is_some_and(|first| first == "crate") {
            let room = path.get(..2)?.to_vec();
            if !self.0.contains_key(&room) || from.get(1) != room.get(1) {
                return None;
            }
            (room, 2)
        } else {
            (from.to_vec(), 0)
        };
        while let Some(name) = path.get(known) {
            let is_last = known + 1 == path.len();
            match self.named(&module, name, is_last, links) {
                Some(Named::Module(inner)) => module = inner,
                Some(item) => return Some(item),
                // A name without a path may be anything: a variable, the name of another crate.
                None if known == 0 => return None,
                None => return Some(Named::Item(module)),
            }
            known += 1;
        }
        Some(Named::Module(module))
    }

    /// What a name means in a file.
    fn named(&self, module: &[String], name: &str, is_last: bool, links: usize) -> Option<Named> {
        let inner: Path = module.iter().cloned().chain([name.to_owned()]).collect();
        let has_inner = self.0.contains_key(&inner);
        if has_inner && !is_last {
            return Some(Named::Module(inner));
        }
        let own = self.0.get(module)?;
        if own.items.contains(name) {
            return Some(Named::Item(module.to_vec()));
        }
        let imports = &own.names.imports;
        // A function may have the name of its file: as the last of a path it is meant, where the name is imported.
        let imported = imports
            .iter()
            .filter(|import| import.name == name && name != "*")
            .find_map(|import| self.follow(module, &import.path, links));
        if imported.is_some() {
            return imported;
        }
        if has_inner {
            return Some(Named::Module(inner));
        }
        imports
            .iter()
            .filter(|import| import.name == "*" && name != "*")
            .find_map(|glob| {
                let (_, path) = glob.path.split_last()?;
                match self.follow(module, path, links)? {
                    Named::Module(other) if other != module => {
                        self.named(&other, name, is_last, links.checked_sub(1)?)
                    }
                    _ => None,
                }
            })
    }
}

fn place_of(source: &Source) -> Path {
    std::iter::once("crate")
        .chain(source.module())
        .map(str::to_owned)
        .collect()
}

/// The files that a file declares for its tests.
fn test_files(source: &Source) -> Vec<Path> {
    let place = place_of(source);
    let File { items, .. } = &source.file;
    let declared = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => Some(module),
        _ => None,
    });
    declared
        .map(|module| match path_attribute(&module.attrs) {
            // Such a path starts in the folder of the file.
            Some(path) => {
                let (_, folder) = place.split_last().unwrap_or((&place[0], &[]));
                let name = path.trim_end_matches(".rs").to_owned();
                folder.iter().cloned().chain([name]).collect()
            }
            None => place.iter().cloned().chain([module.ident.to_string()]).collect(),
        })
        .collect()
}

fn path_attribute(attributes: &[syn::Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(path),
                ..
            }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    })
}

/// For each use that is part of a circle the shortest one, each circle once.
fn circles(uses: &Uses) -> BTreeSet<Vec<&Path>> {
    let mut circles = BTreeSet::new();
    for (user, used) in uses {
        for other in used.keys() {
            if let Some(mut circle) = shortest(uses, other, user) {
                // Whichever of its files a circle was found from, it begins with the first in the order of names.
                let first = circle.iter().enumerate().min_by_key(|(_, place)| **place);
                let first = first.map_or(0, |(index, _)| index);
                circle.rotate_left(first);
                circles.insert(circle);
            }
        }
    }
    circles
}

/// The fewest files on the way from one to another by what they use, both among them.
fn shortest<'u>(uses: &'u Uses, from: &'u Path, to: &'u Path) -> Option<Vec<&'u Path>> {
    let mut before: BTreeMap<&Path, Option<&Path>> = BTreeMap::from([(from, None)]);
    let mut waiting = VecDeque::from([from]);
    while let Some(place) = waiting.pop_front() {
        if place == to {
            let mut way = vec![place];
            while let Some(Some(previous)) = before.get(way[way.len() - 1]) {
                way.push(previous);
            }
            way.reverse();
            return Some(way);
        }
        for next in uses.get(place).into_iter().flat_map(BTreeMap::keys) {
            before.entry(next).or_insert_with(|| {
                waiting.push_back(next);
                Some(place)
            });
        }
    }
    None
}

fn describe(circle: &[&Path], uses: &Uses) -> String {
    let name = |place: &Path| place[1..].join("::");
    let next = circle.iter().cycle().skip(1);
    let steps: Vec<String> = circle
        .iter()
        .zip(next)
        .map(|(place, next)| {
            let used = uses.get(*place).and_then(|used| used.get(*next));
            let used = used.map_or("*", String::as_str);
            format!("{} uses {}::{used}", name(place), name(next))
        })
        .collect();
    format!("files use each other in a circle: {}", steps.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let sources = files
            .iter()
            .map(|(place, text)| Source::new(place, text).unwrap());
        complaints(&sources.collect::<Vec<_>>())
    }

    #[test]
    fn files_that_use_each_other_are_a_circle() {
        let circle = [
            ("mmd/mod.rs", "mod a; mod b; mod c; mod d;"),
            ("mmd/a.rs", "use super::b::B; pub struct A;"),
            ("mmd/b.rs", "pub struct B; fn f() { crate::mmd::c::g() }"),
            ("mmd/c.rs", "use super::d; pub fn g() { d::h() }"),
            (
                "mmd/d.rs",
                "macro_rules! m { () => { $crate::mmd::a::A } } pub fn h() {}",
            ),
        ];
        assert_eq!(
            found(&circle),
            [
                "files use each other in a circle: mmd::a uses mmd::b::B, mmd::b uses mmd::c::g, \
                 mmd::c uses mmd::d::h, mmd::d uses mmd::a::A"
            ]
        );
        for place in 1..5 {
            let mut open = circle;
            open[place].1 = "pub struct A; pub struct B; pub fn g() {} pub fn h() {}";
            assert_eq!(found(&open), Vec::<String>::new(), "{place}");
        }
    }

    #[test]
    fn each_circle_is_named_once() {
        let files = [
            ("mmd/mod.rs", "mod a; mod b; mod c;"),
            ("mmd/a.rs", "use super::b::B; use super::c::C; pub struct A;"),
            ("mmd/b.rs", "use super::a::A; pub struct B;"),
            ("mmd/c.rs", "use super::a::A; pub struct C;"),
        ];
        assert_eq!(found(&files).len(), 2, "{:?}", found(&files));
    }

    #[test]
    fn a_folder_is_seen_through() {
        // By the name that the folder hands on, under another name, by everything, and from the folder's own files.
        for (handed_on, used) in [
            ("mod deep; pub use deep::B;", "use super::inner::B;"),
            ("mod deep; pub use deep::B as Other;", "use super::inner::Other;"),
            ("mod deep; pub use deep::*;", "use super::inner::B;"),
            (
                "mod deep; pub use deep::*;",
                "use super::inner; fn f() -> inner::B { B }",
            ),
            (
                "mod deep; pub use deep::*;",
                "use super::inner::*; fn f() -> B { B }",
            ),
            (
                "mod deep; use deep::B; pub use B as C;",
                "use super::{inner as other}; fn f(_: other::C) {}",
            ),
        ] {
            let files = |deep: &'static str| {
                found(&[
                    ("mmd/mod.rs", "mod a; mod inner;"),
                    ("mmd/a.rs", &format!("{used} pub struct A;")),
                    ("mmd/inner/mod.rs", handed_on),
                    ("mmd/inner/deep.rs", deep),
                ])
            };
            assert_eq!(files("pub struct B;"), Vec::<String>::new(), "{handed_on} {used}");
            let circle = files("use super::super::a::A; pub struct B;");
            assert_eq!(circle.len(), 1, "{handed_on} {used}: {circle:?}");
            assert!(circle[0].contains("mmd::a uses mmd::inner::deep::"), "{circle:?}");
        }
    }

    #[test]
    fn a_folder_that_does_more_than_hand_on_is_part_of_the_circle() {
        let files = |folder: &'static str| {
            found(&[
                ("mmd/mod.rs", folder),
                ("mmd/a.rs", "use super::WIDTH; pub struct A;"),
            ])
        };
        assert_eq!(files("mod a; pub use a::A; pub const WIDTH: usize = 1;").len(), 0);
        assert_eq!(
            files("mod a; pub use a::A; pub const WIDTH: usize = 1; fn f(_: A) {}").len(),
            1
        );
        assert_eq!(
            files("mod a; pub const WIDTH: usize = 1; fn f(_: a::A) {}").len(),
            1
        );
    }

    #[test]
    fn a_function_may_have_the_name_of_its_file() {
        let files = |test: &'static str| {
            found(&[
                ("mmd/mod.rs", "mod a; mod test; pub use test::test;"),
                ("mmd/a.rs", "use super::test; pub struct A; fn f() { test() }"),
                ("mmd/test.rs", test),
            ])
        };
        assert_eq!(files("pub fn test() {}").len(), 0);
        assert_eq!(files("pub fn test() {} fn f(_: super::a::A) {}").len(), 1);
    }

    #[test]
    fn tests_may_look_anywhere() {
        let files = [
            (
                "mmd/mod.rs",
                "mod a; mod b; #[cfg(test)] mod fixture; #[cfg(test)] mod other;",
            ),
            (
                "mmd/a.rs",
                "use super::b::B; pub struct A; #[cfg(test)] #[path = \"a_tests.rs\"] mod tests;",
            ),
            (
                "mmd/b.rs",
                "#[cfg(test)] use super::a::A; pub struct B; impl B { #[cfg(test)] fn f(_: super::a::A) {} } \
                 #[cfg(test)] mod tests { use super::super::a::A; }",
            ),
            ("mmd/fixture.rs", "use super::other::O; pub struct F;"),
            ("mmd/other.rs", "use super::fixture::F; pub struct O;"),
            ("mmd/a_tests.rs", "mod deep; use deep::D; pub struct T;"),
            ("mmd/a_tests/deep.rs", "use super::T; pub struct D;"),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
    }

    #[test]
    fn other_rooms_make_no_circle() {
        let files = [
            ("mmd/mod.rs", "mod a;"),
            ("mmd/a.rs", "use crate::table::a::A; use std::a::B;"),
            ("table/mod.rs", "mod a;"),
            ("table/a.rs", "use crate::mmd::a::A;"),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
    }
}
