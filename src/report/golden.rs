//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.QNJwQa3SW0iUQRQA4Dnz__vv-nvJTM0urmt5yVDRLdIH8xcUK0ioMAi74Kobiajb7qpkEBIV5EORlJj0YAWiJSZCUnbFh7BeCoXsAoK-WJkLPSQhzZnO7rrhmz10HmY-mJkzcw4DwBgodS2nmLn7pj_6DRaId8sz-DeYW5zOuhrHGWArAsK9znqX0-3wNrmdut-2o2NDxceB22zBXI8N-N3_Y6KsqtLIKt48P7trozEO0cHTKUWcnY0d3DPT6jWCmw783bQjEJMG00My5WTnZuesm7v-8MvtPluBp9pd6_IWZld7mn3c5lgl4l2NLU53Vr3TS6Mjy56Tm-c_ucBtVasEX1liqAkKBKv7aIQ69nYNsPSey0MzX28YbJEj1CYeLotuSnoBU5faT2NauQHfDz6yXpwXBkzdde3WpyYNmGn1V__JWM722mCQcezq2M9tTw3Fxxe4v_WhK-3IJWgIKsIAv88Z6Arw5d4W_Z9nsH-6PnBz4L9ousIOYRHq0i65FpT5VwR-CMeuKIQLgM3YAehfDNncY8E2M74MQyVKtgF2BZdDNldKC3NJ5oN9DyCzA_JArXF4nQorxxJKrsZjBNpQy6QhHyG2AU_gOXqYgpkII4DDgKOA0bIT8B5gHCZiJILCVAGFWChgO0ICJghuEWCRFoS8Ba4wpjEOgUqRmuqjojPgCHLSZ9CSoQ9QFVxoLEL4Nw3wcaA8LEYOAVolxMw9uzb35Fa2x3GSvlaDp9HtAU4JQ32M56oWfDSAUIUKsQNcZcDToXO_0BkfMSNBubNXkNQKSTANlogKqU1oSDCPFgmSxcIIYa8KhIXpPhMSwifyBSmiVBIip3eKUhnVbkLCmm85ghStMcLaxUx6fEyvioR15zMEKdYuCXFXUoVdxo8pSFjfnSxICSojbOhNFCrbOM2RsGl4gyBttkpC4vM4YZXWJUBC0pu1gmTjjJD8PlJwtoU6T9g6GyZIKbokpPpMQpdpdqQ5fQmEHf8A";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.Q9Z1Ta3SXUgUURQA4HvuzM6Oo66rrabmrmv5k7GJrpI-lLOQWEFChUFIhD8sEZmarQUGIVFBPhQIifkkBZImJj5ISVT4ENaLoZD9gKBvZS70kIR0z-2ss7sEPdhDB2bux9w795x7uIxBz8rcqMbA1trUHGxl9sH7kRgx2Wa8i44A9Ogt7a1dF9q8fmB_RPxzWQwVwL1ea59nJvwa-T5f19xo7j2Ys7qyL9ucBaf1Y36As6uu8UPL3SHTWnQsvqh8MxZMZsRkKy0pKynVLrV3dbYEw9zbtEVooabOs8HQGvc2bxH8rwP4FbDK_2jG2jGXAqxo6PbE8pd7JlvnCOfcJ-ucXbkvYfFW70UsrDfh2_GnnpurwoTFhx0HjMUFE5a7I8f7ZEZ3e2MyKD59d-bH7uemEuZrPNLXeE4_cgkagoowxh9zBoYCPNq9wP-pg_1b_s3U0QuhGQo7gQE0pF9yzZL9ZxJ-SMQBB8INwMvYBxiZjNk-pGOPHV8loOKQPYAD1nTM9kapsw7JwnDkCfj6oDJeQrnC6rGGEqgZmIRe1Hz0qkJwteEZvEblKehDmAKcBJwGdMp-wFHAdHRjMoLCVAHVWC1gD0ImZgquC9CljlC5xhXGNMYjlxjsSL0N09mL4RRy0mfQ8uARoCq40FiSiCwa47NA-7A0OQHokeCw7p23LRi60t55HjhtFmtlBlc1q2AAoQoVXGNcZcCLoP-oMBifsiNBeXBYkNQGSbCN14gGqc1rSLBPBwRJ1xkh4fV-oTMjbENC4nyVICXVSkLyUoWolY5eGxJSvpYKklNjhNR1HxWeNqwiYdv1YkFy-SUh_U6B8MuMGQUJ2wfzBClTZYSsYbdQWfYSR8KOySxByvFIgvtFuvBIzwYgIfdtqiB5OSPkvU8WnO2krhN2rSQIUr4hCQVhmzBkoR9pLNoA4cff";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1._QPs6oXMIQvCUBAH8LuJDmYxmMTwgtUxEawnLJgEuwi-4QNhCDKeDLX4NfQbzCBWq8mm6Cdw1WQ36PbcWNsPjvuH_x0CbsLrvoRYcP0p6LttJCCI3f4b8Te6L4Q74UuEDCxLMZsLj8uFJ4wos-H5aI9QY0z9OhF-gve974ypaddfYadGF6yo60ZXg3X10HuuJKnSIC21Yw8CI0lFy2yZFuM5mJPjCw";

const NOVEMBER: Option<u64> = Some(1_700_000_000);

fn without_names() -> Sharing {
    Sharing {
        column_names: false,
        file_names: false,
        made_at: NOVEMBER,
        ..Sharing::default()
    }
}

fn settings_only() -> Sharing {
    Sharing {
        carried: Carried::Settings,
        file_names: false,
        made_at: NOVEMBER,
        ..Sharing::default()
    }
}

/// Opens a link, and says how it is written now where it gives something else.
fn opens(link: &str, sharing: Sharing, content: Content) {
    let now = write_as(&full(), &sharing).map(|written| written.fragment);
    let opened = LinkMessage { sharing, content };
    assert_eq!(open_any(link), Ok(opened), "now written as {now:?}");
}

fn result(change: impl FnOnce(&mut Outcome)) -> Content {
    let mut outcome = full();
    change(&mut outcome);
    Content::Result(Box::new(outcome))
}

#[test]
fn a_result_opens() {
    opens(RESULT, Sharing::default(), result(|_| {}));
}

#[test]
fn a_result_without_names_opens() {
    let content = result(|outcome| {
        names::hide_columns(outcome);
        names::hide_files(outcome);
    });
    opens(NEUTRAL, without_names(), content);
}

#[test]
fn settings_without_a_result_open() {
    let shared = SharedSettings::of(&full());
    opens(SETTINGS, settings_only(), Content::Settings(Box::new(shared)));
}
