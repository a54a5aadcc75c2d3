//! Reads a text from its start, piece by piece.

/// What is left of a text. A copy is a way back.
#[derive(Debug, Clone, Copy)]
pub(in crate::table) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(in crate::table) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Whether nothing is left.
    pub(in crate::table) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self
            .rest
            .find(|letter| !belongs(letter))
            .unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Takes all digits that follow.
    pub(in crate::table) fn digits(&mut self) -> &'a str {
        self.take_while(|letter| letter.is_ascii_digit())
    }

    /// Takes the number that follows, where it has so many digits and not more.
    #[inline]
    pub(in crate::table) fn number(&mut self, fewest: usize, most: usize) -> Option<u32> {
        let digits = self.digits();
        if !(fewest..=most).contains(&digits.len()) {
            return None;
        }
        digits.parse().ok()
    }

    /// Takes all letters that follow.
    pub(in crate::table) fn word(&mut self) -> &'a str {
        self.take_while(char::is_alphabetic)
    }

    /// Takes all spaces that follow; whether there are any. Browsers write the time of day with a narrow one.
    pub(in crate::table) fn spaces(&mut self) -> bool {
        !self
            .take_while(|letter| matches!(letter, ' ' | '\u{a0}' | '\u{202f}'))
            .is_empty()
    }

    /// Takes a name in brackets where it follows.
    pub(in crate::table) fn skip_brackets(&mut self) {
        let close = match self.rest.bytes().next() {
            Some(b'[') => ']',
            Some(b'(') => ')',
            _ => return,
        };
        if let Some(end) = self.rest.find(close).filter(|&end| end > 1) {
            self.rest = &self.rest[end + 1..];
        }
    }

    /// Takes one of these letters where it follows.
    pub(in crate::table) fn one_of(&mut self, letters: &[char]) -> Option<char> {
        let letter = self
            .rest
            .chars()
            .next()
            .filter(|letter| letters.contains(letter))?;
        self.rest = &self.rest[letter.len_utf8()..];
        Some(letter)
    }

    /// Takes this letter where it follows; whether it did.
    pub(in crate::table) fn eat(&mut self, letter: char) -> bool {
        self.one_of(&[letter]).is_some()
    }

    /// Takes this text where it follows, in capitals or not; whether it did.
    pub(in crate::table) fn eat_word(&mut self, word: &str) -> bool {
        let found = self
            .rest
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_taken_in_their_order() {
        let mut scanner = Scanner::new("31. März 2020 pm");
        assert_eq!(scanner.number(1, 2), Some(31));
        assert!(!scanner.spaces() && scanner.eat('.') && scanner.spaces());
        assert_eq!(scanner.word(), "März");
        assert!(!scanner.eat('-') && scanner.spaces());
        assert_eq!(scanner.number(1, 2), None, "four digits are too many");
        assert!(scanner.spaces() && !scanner.eat_word("pn") && !scanner.is_done());
        assert!(scanner.eat_word("PM") && scanner.is_done());
        assert!(!scanner.eat_word("x") && scanner.word().is_empty() && scanner.digits().is_empty());
    }

    #[test]
    fn letters_are_never_cut() {
        let mut scanner = Scanner::new("年é");
        assert!(!scanner.eat_word("ab") && !scanner.eat_word("abcd"));
        assert_eq!(scanner.one_of(&['月', '年']), Some('年'));
        assert_eq!(scanner.word(), "é");
    }
}
