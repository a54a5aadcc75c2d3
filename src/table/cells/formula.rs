//! A formula that is a single text, `="00123"`: programs write codes so, for a spreadsheet to keep their zeros. And a text with
//! an apostrophe before it, `'=1+1`: programs write texts so, Kindred among them, for a spreadsheet to take none for a formula.

/// What a formula begins with.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// The text of such a formula, or behind such an apostrophe; any other text as it stands.
pub(in crate::table) fn bare(text: &str) -> &str {
    // Two apostrophes are quotes.
    let guarded = text.strip_prefix('\'').filter(|rest| !rest.ends_with('\''));
    if let Some(rest) = guarded.filter(|rest| rest.starts_with(FORMULA)) {
        return rest;
    }
    text.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_single_text_comes_out_of_its_formula() {
        for (text, expected) in [
            ("=\"00123\"", "00123"),
            ("=\"\"", ""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=\"", "=\""),
            ("=12", "=12"),
            ("\"12\"", "\"12\""),
            ("", ""),
            ("'=1+1", "=1+1"),
            ("'-a", "-a"),
            ("'=\"a\"", "=\"a\""),
            ("'tis", "'tis"),
            ("'-a'", "'-a'"),
            ("'", "'"),
        ] {
            assert_eq!(bare(text), expected, "{text:?}");
        }
    }
}
