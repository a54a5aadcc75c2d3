//! The columns of the tables that something was made of.

use super::pairing::Selection;
use super::partners::Partners;
use crate::table::{Column, Table};

/// The source's column with this name, and the target's column that belongs to it. Nothing where there is none.
#[must_use]
pub fn originals<'t>(
    [source, target]: [&'t Table; 2],
    selection: &Selection<'_>,
    name: &str,
) -> Option<[&'t Column; 2]> {
    let partners = Partners::of(source, target, &selection.pairs());
    let index = source.columns.iter().position(|column| column.name == name)?;
    let partner = partners.of_source[index]?;
    Some([&source.columns[index], &target.columns[partner]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    #[test]
    fn a_column_and_its_partner_are_found_by_the_source_s_name() {
        let source = read("a.csv", b"Temp,y\n1.5,2\n2.5,3\n").unwrap();
        let target = read("b.csv", b"y,temp\n1,2.5\n2,3.5\n").unwrap();
        let found = originals([&source, &target], &Selection::default(), "Temp").unwrap();
        assert_eq!(found.map(|column| column.name.as_str()), ["Temp", "temp"]);
        assert_eq!(originals([&source, &target], &Selection::default(), "temp"), None);
    }
}
