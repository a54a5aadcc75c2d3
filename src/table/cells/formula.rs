//! A formula that is a single text, `="00123"`: programs write codes so, for a spreadsheet to keep their zeros.

/// The text of such a formula; any other text as it stands.
pub(in crate::table) fn bare(text: &str) -> &str {
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
        ] {
            assert_eq!(bare(text), expected, "{text:?}");
        }
    }
}
