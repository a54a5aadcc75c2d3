//! The parts of the answer, and the order of their tabs.

/// A part of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The two tables: the test.
    Tables,
    /// The networks: the comparison, and those at hand.
    Networks,
    /// The columns of both tables.
    Columns,
    /// Where the rows of the two tables part.
    Rows,
    /// Every number, and how it was measured.
    Method,
    /// The link, and what it reveals.
    Share,
}

impl Tab {
    pub(crate) const ALL: [Self; 6] = [
        Self::Tables,
        Self::Networks,
        Self::Columns,
        Self::Rows,
        Self::Method,
        Self::Share,
    ];

    /// The id of its button; that of its panel has an ending more.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Tables => "tab-tables",
            Self::Networks => "tab-networks",
            Self::Columns => "tab-columns",
            Self::Rows => "tab-rows",
            Self::Method => "tab-method",
            Self::Share => "tab-share",
        }
    }

    pub(super) fn panel(self) -> String {
        format!("{}-panel", self.id())
    }

    /// The tab that a key leads to from this one.
    pub(super) fn after(self, key: &str) -> Option<Self> {
        let last = Self::ALL.len() - 1;
        let at = Self::ALL.iter().position(|tab| *tab == self)?;
        let to = match key {
            "ArrowRight" => (at + 1) % Self::ALL.len(),
            "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        Self::ALL.get(to).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around_the_tabs() {
        assert_eq!(Tab::Tables.after("ArrowLeft"), Some(Tab::Share));
        assert_eq!(Tab::Share.after("ArrowRight"), Some(Tab::Tables));
        assert_eq!(Tab::Columns.after("ArrowRight"), Some(Tab::Rows));
        assert_eq!(Tab::Rows.after("Home"), Some(Tab::Tables));
        assert_eq!(Tab::Rows.after("End"), Some(Tab::Share));
        assert_eq!(Tab::Rows.after("Enter"), None);
    }
}
