//! Distinct texts with a code for each cell.

use std::collections::HashMap;

use crate::table::facts::missing_code::MISSING_CODE;

/// Most distinct texts of a category column.
const MAX_LEVELS: usize = 100_000;

/// Most distinct texts of a column that may still hold numbers or dates, which have no use for them.
const MAX_OPEN_LEVELS: usize = 1_000;

/// Most bytes in all distinct texts of a category column together: longer ones are free text.
const MAX_LEVEL_BYTES: usize = 1 << 21;

/// The code of a minus sign, until it is known whether it says that there is no value, or is one beside a plus sign.
const MINUS_CODE: u32 = MISSING_CODE - 1;

/// Distinct texts with a code for each cell.
#[derive(Debug, Default, Clone)]
pub(super) struct Dictionary {
    /// Codes count up in order of first appearance.
    levels: HashMap<String, u32>,
    /// Bytes in all levels together.
    bytes: usize,
    codes: Vec<u32>,
}

impl Dictionary {
    /// Adds a cell; `false` where the dictionary is full. It is sooner where the column `is_open`: it may hold numbers or
    /// dates.
    pub(super) fn push(&mut self, text: &str, is_open: bool) -> bool {
        let code = if let Some(&code) = self.levels.get(text) {
            code
        } else {
            self.bytes += text.len();
            let most = if is_open { MAX_OPEN_LEVELS } else { MAX_LEVELS };
            if self.levels.len() >= most || self.bytes > MAX_LEVEL_BYTES {
                return false;
            }
            // At most `MAX_LEVELS`.
            #[expect(clippy::cast_possible_truncation)]
            let code = self.levels.len() as u32;
            self.levels.insert(text.to_owned(), code);
            code
        };
        self.codes.push(code);
        true
    }

    /// Adds a missing cell.
    pub(super) fn push_missing(&mut self) {
        self.codes.push(MISSING_CODE);
    }

    /// Adds a cell with a lone minus sign.
    pub(super) fn push_minus(&mut self) {
        self.codes.push(MINUS_CODE);
    }

    /// Makes a level of the minus signs; how many there are.
    pub(super) fn keep_minus(&mut self) -> usize {
        // At most `MAX_LEVELS`.
        #[expect(clippy::cast_possible_truncation)]
        let level = self.levels.len() as u32;
        let mut count = 0;
        for code in self.codes.iter_mut().filter(|code| **code == MINUS_CODE) {
            *code = level;
            count += 1;
        }
        if count > 0 {
            self.levels.insert("-".to_owned(), level);
        }
        count
    }

    /// The cells without those of some texts, which become missing.
    pub(super) fn without(self, is_missing: impl Fn(&str) -> bool) -> Self {
        let (codes, levels) = self.into_parts();
        let mut kept = Self::default();
        for code in codes {
            match levels.get(code as usize).filter(|level| !is_missing(level)) {
                // It fits, because it did before.
                Some(level) => _ = kept.push(level, false),
                None => kept.push_missing(),
            }
        }
        kept
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        self.codes.len() * size_of::<u32>() + self.levels.len() * size_of::<(String, u32)>() + self.bytes
    }

    /// Whether a cell so far had this text.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.levels.contains_key(text)
    }

    /// Number of distinct texts.
    pub(super) fn distinct(&self) -> usize {
        self.levels.len()
    }

    /// The dictionary of these codes and levels.
    pub(super) fn of_parts(codes: &[u32], levels: &[String]) -> Self {
        Self {
            bytes: 0,
            levels: levels.iter().cloned().zip(0..).collect(),
            codes: codes.to_vec(),
        }
    }

    /// The distinct texts, in no order.
    pub(super) fn levels(&self) -> impl Iterator<Item = &str> {
        self.levels.keys().map(String::as_str)
    }

    /// The codes of all cells, and the distinct texts in the order of their codes.
    pub(super) fn into_parts(self) -> (Vec<u32>, Vec<String>) {
        let mut levels: Vec<(String, u32)> = self.levels.into_iter().collect();
        levels.sort_unstable_by_key(|&(_, code)| code);
        let mut codes = self.codes;
        for code in codes.iter_mut().filter(|code| **code == MINUS_CODE) {
            *code = MISSING_CODE;
        }
        codes.shrink_to_fit();
        (codes, levels.into_iter().map(|(level, _)| level).collect())
    }
}
