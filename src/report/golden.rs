//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.WS8Ps5WTXWgUVxTHz__O7Mw6-TQm22jNurHRNCVZ4iqND3YnVElbqNCWFEr6QVcdqYTodnc1NIVSSivUh35IK1ak9AOCtpIGoaG1X5CHIn1pidD0A4QIJW3VhT5URLznemYnGxQfgufhzu8e7jn3f865AxDBGh59gdxjH4R20qeK_eIrV8VGglJQiBxAuLijQTC8K_cS6GZDTSkYyQeFXGl_IfBCTj09Pbn1WahUKkr7tY_rJ_-b2b7jeb9n6-qLF-5f5Z9FYxTd0a_o5eaJh-bGSn506LHFQxsrds4nr0qx3vSGdO-K-fe-_PvjE6ktxZ2FPflSNr2zeKCsUrklLJHfNxoUeipl9eR6Mr0b-sLIyyq1YwlTN5dY7YKFqLrf_Wrzfm4AdX705uTcP-_7hCuKsaftye2N-9f8gNmDh17k9YM-Lj3-VfKNi9rH7Kf5B7zZcz7mxsLy__BR7T2h65m3p_-_91vfAbAwhgHjbtqIS-ovpeJQVQ1DrAzBYdiMpL5lEMbjaGpOIRjJFYYJp9TnSvZqYRj9d6KbbtdLS-oMb_csVJ6Y47n0BPezZzJGORG5V2v5txo-Ws94HXyAD4MzBk6VrXrzKvho5KyyGgd_CJ6IvIsb-x2wxB2P3IsbZ4zzIYbOBXQlMROFnoiojEe-QPdhWHYf7F25UuApGuRtIlBhLSc4zcpOcC2nWDndsm5m5Z4AN5pJuZey3M1xYzsJjnMH264IP1hRRY5lYgaG3EF-kHczmvfyc_yKTMySEEyBT4PPhHmOgD8Dt3Ab1zEssjWynNW4j9HKrVrFNeImzui7rCwih1T428JlRSjLQLvwFCuhP-G0Q3TZWmmHanV46JQ6C8lDTaHWpEHT_Hfvzn9zPF3M7ZZp7S3uKxRho8ZKqLCAsMSEIicqHtBZbaN5qsGWR9OJI49qj9SUywLWJw9rIXvICMQmtukh48w4LOCe6ddC8TgJLPtxi46TV46xQM3MZi1UO2AE6s5v0gOm_lCMBRr-7dVCjQ4JLL_SLfKbxm0WWPFalxZqzhiBlrfW6YxJTFsscNexdi3UapPAyvE2bdOq84oF7j69UgutThqBtu9bdNIkr4EF1vy0XAulFAm0_1qnFa2V3gvcc2GZFurwjMC6ckx7Zn2G5dt5DTrDNwA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.7yMwHpWTX2gdRRTGz3d27-x287c1uaa1ub2paWMkhnQT2z5oNmiJChZUIkgQMSlRxJjUmChEkCJasA8qBUstIqIQbC2x9CFoEYU-SPGlkoLxDxQS8EHbXvDBUkrnTM9mc29b-tD2PMz-5mPm7HfOzBBhz9LpI4aQGx0aHhml4NCnaRxOaDl-TTjgcNf46NRrY8WeTAPSoSzGoOujom8pw1ZwsZhl_T7BlcP_ze8cfjF54NH155a2rktOoT7b2NrH9HbD7GOL05NJtuipyqLu5TiTUFSmXFfnls4u88b41MSukRIXh24RZnJo4uWRyQtcHL5F8E0FxB4y-38k5eacrgO1ffHBscV_PkkIF1nwSvOzO-unNvyEhb37XpfNAwnOP_1d4f1zNsHCV7sfjhbOJFicTuv7M0G5t4T25z86-f99PyQGwLU297ugpxvn-W_mEBVD8aCwIxiBLyjYis_IRXLjmXQTjvI3rAqvNLzvTqzTzZbpdqymFiIPK1fJRAE9I30SudixySi4VC2_V8nBWsF7kDdlPyR2MGX2at0eyMFMLDPPQD6HzGZqZeJ_DNF9n2VyZWKmZXeKqbiCgSYWolTJiEp44lt07Ifnb6uU8mDENCA71CRjo-SlU9jPS7UUhU2HjtuFg68h9e6Y_pt6pUNC55u8hNIqfqDm9y47I-O5nIOjYEAekZcEDWPygryjJ-fpFsxBjkNOpHkOQI5AGqVZagQe-Ra90mtxv6BJmiyHFqELBdsusEdkiJG-vECYUNKTbcdzwkp_wbRAffmWraFqmy46yqegeWhN6rXgUJs9k-LYyORb4xOvwkeVl-fUfFpenslkhQO21_pomKvz9ea04cCTNiKeC0TB-_Jxq-QPOoXc7A476My8EYXgRJ9VCkNSWPXzQzakqJQThar57Vaput8p1Jztsf2udl9OFOr-7bJK9YYUVl_sUOtrZnxRuOvddqvUEDuFxg832djlT3qicPehFqvU5JPC2plm69O6sywK9xxfa5XWF5xC84-NtuAKlyEKG35ZbZWKTAotv9VYpo3ad4V7l1ZZpdbIKWwq5WzkNsei37bLsLFcBQ";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1.YJAfmoXMIQvCUBAH8HdP5mAWg0kML1gdE8F6woJJsIvghgfCGMh4MtTi19BvMINYrSabop_AVZPdIG8PZW2_cPw5_nfAYJNe92WAUhDPmLnbKgmyzA25yY2QJEV6AaCGGRMFU28JLA8qksI5RZ5cRGSpLEbnozsGLoR-e0L4JO_7wJ9gy2280m4dL1DV180eZ-vaof9cSdSl4b_UyTyQWb9kOHbbdoRXQPgFvg";

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
