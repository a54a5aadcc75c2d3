//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.ZU2AE5WTXWgUVxTHz__O7Mw6-TQm22jNurHRNCVZ4rY0PtidUMW2UKEtKRT7QVcdqYTodnc1NIVSSivUh35IK1ak9AOCtpIGoaG1X5CHIn1pidC0CkJ8iV9Z8EER8Z7rmZ1sUHwQz8Od3z3cc-___O8dgAjW4PAb5B76IoyjPlXin_kvEA7ucBAMbsu9Bbo9UFMKhvJBIVfaXQi8kFMvT46vfxUqlYp2-9nHzaNXpjZted3vWb_80rnHl_kn0RhVd_Qrert57KmZkZIfLXpuYdGjlTjlk1elWG96Tbp3yexnP57_-khqXXFrYUe-lE1vLe4pq1TuHpHI7xoOCj1DQUnGXE-md01fWDmnUlvuEer2FqsuWIi6-9-vevZ3A6jzqw_HZy587tM1xdjR9uKmxt0r_sD03n1v8uoBH5ef_yn5wSXtY_rb_BPe9CkfMyNh96d9LDiOrlc-nrz68K--VVZzSgxW1SMzrAwchs1I6jtsNx6HV-EUgqFcYZBwTH1fqZw3vv8-NNLd2uguTeFhnoXKo3E8l17gfvZMxignIvd6Lf9XwwfrGe-D9_B-cEakV9mqN--CD0bJKqtR8JfgsSi7MLE_AUvd4Si9MHFGOB9imJxHVzYWG8JMRFTGMz-gez_6YG_LlQJP0QBvEHkKKznBaVZ2gms5xcrplnEtK_cIuNGMy6mU5W6OG9tJcJw72HZF9t6KJnIsEzMw5A7wk7yd0byTX-N35G4sKcEE-Dj4RLjPAfB34BZu4zqGRbZGlrMajzBauVWruEbcxBl9c8oickiFvyFcVoSyeNyFl1gJnYHTDtFla6UdqtXhomPqJGQfagq1Jg2aZn_7dPaXw-librs8753FXYUibNRYCRU2ELaYUOREzQM6q200TzTY8kI6ceBZ7ZGacFnA-uZpLWRvNgKxsQ16s3GmHBZwT_RroXicBBb9uU7HySvHWKBmaq0Wqt1oBOrOPqY3mvp9MRZouNirhRodElh8rVvkN43aLLDkvS4t1JwxAi0frdIZk5i0WOCBQ-1aqNUmgaWjbdqmZWcVCzx4fKkWWp40Am2_t-ikSd4AC6z4a7EWSikSaP-3TitaKd4LPHRukRbq8IzAqnJMe2Z1huXbeQM6w7cA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.uQsMwZWTXUgVQRTHz5ndO7utn5Xe7MPbtSwzTGz7fChXKvqAggqDiIg0LCLTMi0wiIgK6qEiSEwiokDSxMQHKYkCH0J6MRSyDxD0rcwLPSQhzZnOut6L4IN0HmZ-c5g58z__nQXAqyN9rRIwVFlWXlEJVtNDP1o8mIyPUzOiP9gnqivrzlZFXYTpkcivjcMGFNFoUOm1h39bfvXvKz_urdm-ZHRk4yKvF9ODg7klAi5ntO8arq_1gk37E5vWTcaAB06cQkWFawuL5IXqupoTFTERLZslZG1ZzamK2jERLZ8lxIwGXAMD-V-8uCF9aQh5T251DH9_4MG4IDydfWhfet3Sdzh48_Z5Wlnq4c8DryI3RpWHg8_ObXUGBzwcrvfb--phwk7MP3q35_eqN54RE2OCzUtc7rokNEpCkzCiEpIc7dB0k9cBtokXkyennC35D40wUxvM0ORf5xg49SakY8FBKiFHu1rIgKw_yfQ5iRpTCa8jXaT7SC5rj7ORqq8iNQbJOItmpMdI7UE2sTDvIfG5R0E6sZD1dM5HPzmFFhdmK_xMQBDDPS-x4D5uSriz3hFQSjtYosBlFKZCEmaYkilKQhbwuJmE9RwpXXfwzVBMBWRrU4bJplwyLZZ-c1IXSEOHNGqwSmkbnSTMqKJjdIU_kMFHsAupE6nbr9OA1IqUSdmUQmiAqbCYihWuJsyiLCVshba2CTeNCQNAgkD_Z7JIAMbY6Xw8TILpG8ocZF2mEkpCsvI3tYle5Dowz9ca0ZgavPxoVUXtpeqaM2hikhEWvni_vbAAGTSOqIqViRldaSa_kTxs2KscEF0WMRhPdysm84hmCLXvUEe07JfEYHWXKCbbBoY577coG5xYiBiS-jcrpuSdmiFlaL3aqVNvh4gh7UeRYkqXwDB3vIClz2s2iWH-tXzFlOFqhsw7K5Srwz0GMSxoylFMWSYwLGzOViYsGhLEsLhzoWJaEtEM2W8zVURHJpAYln6Yq5iiAhhyPqUoAcvYd4blI3MUU66jGVbEQsrRK13iOW8ClUv_AA";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1.rAlbWYXMIQvCUBAH8LuJDmYxmMTwgtUxEawnLJgEuwi-4QNhCDKeDLX4NfQbzCBWq8mm6Cdw1WQ3yNvTsbZfuPuH_x0CbuLrvoRY8MMpmLutEhEkbr-NqIYZCuFP-BIhC8tSzOYi4HIRCEtlNjwf3REajOlvJ8JP9L73vTE13for7tToghV93egasK4ees-VJF0apKV24kFg_VPRsVu2w3gO5uX4Ag";

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
