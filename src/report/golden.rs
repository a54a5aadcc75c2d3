//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.p_dwc73STUhUURQA4Hvue_Pe-BzNTM1-HMfyJ0NFp0gX5hMUK0iosI394KgTiajTzKhkEBIV5KJISkxaWIFkiImQlP3iIqxNoZDVQtCNlTnQIgnpntsZxxF37jqLe7_Hvee-ew8HgDFQ6lvPMr3nTjD6TbYcH1dmCG7QW93u-lrXeWBrAiL97gaP2-vyN3vdRtCOE2NDJaeAOxyhs56Z8Lf_10R5dZWZXbJ9fnbfVnMcYkLZqcWcXYgbPDDT5jdDm46sbtqzHJMmM8Ky5Obk5eRumrv15Nu9h45CX423zuMvyqnxtQS4w7VOJHiaWt3e7Aa3n0ZXtjM3Lz-YucAd1esEX_vEcBEUCL3uixmu2IcNwDJ6rw3NfL9tskWOUJd0vDymOfk1TF3tOIfpFSb8PPrUfmVemDD1wLPfmJo0YaYt-Pqv5spp70zIPHlj7PeuF6YS4AscVovuRC5BQ4hQgK_Us_j__3q5STRDYcewGA3plFwLSf9jw8-R2B2NcBmwBTsBg4th671WbNfxTQQq0bIdsDu0HLZeJa3MI1kADj2GrE7IB7XW5XcrrAJL6XA1AW3oQC2LhgKEuEY8jRfpUgpmIYwADgOOAsbILsBHgPGYhFEIClMFFGGRgN0IiZgouFWAVVoR8he4wpjGeLCpQUdVcKExmwh-DfBxoAQWK4cA7RJi517enHt-N8fnOkON0-hr8vqAU2a4VDauaqHbAQhVqBA3wFUGPAO6DguD8REdCcr9g4KkVkqCZbBUVEptQkOCPlosSFYrI0S8LRRWZgQsSIicKBAkW5kkRE3vFWUyusOChA0_cgUpRmOEjYtZdPnYPhUJmy5lClKcUxLir6cJp0wYU5CwuSdFkBJVRtjSlyRUtnWaI2Hb8BZB2m6XhKRX8cIu7UuAhOT3GwXJwRkh5VOU4GwHlZiwczZCkFINSUgLWIQh051Ic8YSCCf-Aw";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.UTOlZ8XST0gUURgA8Pe9mZ0d13VdbTU1dx3LPxmb6CjpoZyFxAoSKuwiEf5hicjUbC0wCIkK8lAgJOZJCgRFTDxISVR4COtiKGR1EPRW5kKHJKT3vb51di3o4LEPZt5v5v373sdjDHpX58c0Bo625pZwG3MOPYrFqMW24n28BaBHb-1o677cbpjA_ort3-UJVAI3DHud5xb8Gv2-UN_SZB08mru2eijHmgOvPbEgxNkN38SxlZ6IZQ86tT2oYisWLeZKyFFWWl5apl3t6O5qDUe50bxDaJHmrgvhyDo3WnYI_s8BTAXs9D9ZiXLMpwIrHr43ufLlocU2OMJF_9l6b3feK1i623cFixos-Hb6WeDOmrBg6UnnEdfSogUrPbHjfbbiq721oOTcg9kf-19YSpSvc_hTURO5BA0hSQEer1joP-wdvwWaS2FnMIQuaUqu2XL-dOPHZBz0INwGvIb9gLHOhJ3DOvY68XUSKh7ZCzhodyfsbJI665QsCieeQrAfqra3r1BYA9bSBmomutFALUivagRfO57Hm5SagkGEacApwBlArxwAHAPMQD-mIChMFVCDNQIOIGRhluC6AF3qCFXrXGFMYzx2c8GJquBCY24R-xrnc0ATWLqcBAxI8Ni3ymgPR653dF0CTrMS1XJzVbMzAxCqUME3zlUGvBgGTgoX49NOJCiPjwuS2igJjola0Si1BQ0JzpmQIOk6IyS9OSx05oo6kJC8UC1I7jpJSFmuFHXS0-dAQurXMkHyaoyQthGkxNNHVCTsulUiSD5TEjLuFwpTZs4qSNg9lC9IWSojZI_4hcpyljkS9kxlC1JuQBL8LzNEQAY2AQl579IEyeCMkP8hRXC2l8pL2LeaJEgFLkkojDqESxaZSG3xJggTfwM";

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
