//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.0dPls5WUW2gcZRTHzzkzO7OZ3VyaJmtam82mpo2RZEm3xfSh7gRbooIFlQgSL7htpybENOvutsEIIqIF-6C1aGlLES8QWi0xFA1ab5AHKb4oKRi1UEhBU22z4INFit_5PLOTDRt8CJ6Hb37fme_yP5cZRAA0hscGwT510rezLpTsB5dsCo14BS8XOBD9wR7zvOF9mecRKg0jBW8k6-UyhYM5z_E58fjM1M4nkRKJ4NjPXfzn7J-zu_c87Xbt3HD96t3r3YtYF-xu6yV4oWHyvvnxghssemh50daSXXLBKVOoO7kl2b124a1Pr713JrEjvzc3lC2kk3vzh4qUyKxisezomJfrKoXVlelKdW_p8XcuUmLPKkaVIZazYGAQ3c9uOXnf1yK0v_va1Pzvb7uAN4lxqPnR3XUHW77BucNHnuPN_S7eePiz-KvXlYtzH2TvceYuuTg_7of_i4vl3AN2PPHGzF93fulaiLhUhj5tb9uKcIN-JQojlUUMMGlAi9FkjKsVldAOB2Wzct5IJjcMeI4-IpnTUjV6_49w-K9gWF2of71jYKnJLMeGR7iXHZ3SZAVk_x3lnyJ8oobxFeRDfAw5pdEqs1GjX0I-ETjLTBPI7yBPBt7liXkUWfadDtzLE2ucsz76ziW05WAG8D0BQREf-Bg7j6Fh9qC5L1PwHIJ-3iUCCTdyjJNMZoyjnGCyOmXczmSfQa7TU3IvpLmTw9q0YhzmNjZtEX64pAosQ4c0arD7-V7ez9hwgJ_iF6VkhmzBaeTzyBf8c44jf4jcyM1czWiAqTDNaYV3MTZxk6KwwrAOM_YskgFgAfkfLtpMgEWpaAc-xiR0Ga1WFF2mImVBVPmLztFFlHOg3tca11i_8NWbC1-cTuYz-6VcB_KjuTyaGDFi5AfghxgjsILgq-mocTkE0UW5L14ko7K9rtloVs6lxjNTfaFyX4K94mUIWqxKBwFBmKqCZINT6o8V_5FI8GOK-gMZz46OmYNDzwyi8dvJTxBVWpnYMF1rSi-34_EHlQM0bbOA8f79Ssgc0AKhyV1qQFuzFgvYF3qVUDgMAlXf7lBhcIohFojMbldC0T4tUH1lm-rTNUdCLFD7R7cSqrNAYM3NTklq_YTJAmtf7lBCDSkt0Pj6JpXSsRmDBW471aqEmkwQWDfRrExYf4VY4Pbz65TQhrgWaP66UcV1_BayQMt3a5RQgkCg9cdqRbBROkLgjqtVSqjN0QKbiiHl6M0plmf7LVQp_hc";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.7xql65WUXWgdRRTHzzm7O7vZ3Hy0Jte0NjebmjZGYkg2se2DZoOWqGBBJYIEEZMQRYxJzYdCBCmiBfugpWCpRUQUgq0llj4ELWKhD6X0pSWFph9QSKDQr1zoQ0spnTM9m71309KHtudh5zd_Zmb_58zZBcBtCyf3K0BnqK9_cAjcvT_HsS-CpTgVkUvewMjQxGfDQUeiIcaPohgi3B-p3laEDUhBkJz6b4R3992Y3dL_YfTCq2uuLWxYHR3HymRjQxfBV1XTr81PjkfJorfSRe1LcToCv0hOa0tbS6saG5kYHRjMU9D3iFDjfaMfD44vUtD_iKCHEggtTOyfi4rFOVmB0Pjb9wfnr_wUAd4ixk9q391SOVF3BOe27_ic1_dEeP3tf3LfXdMRzv2x9WV_7nSE85NxfucjLNYWsOn9H4_efO6_SCHicpm7jdvRjnCdLhF5mDoKe5kMoGK0GXM6Neobnx-8lHbAA_QXiUKFinc9iXd42DM8ltfYg29hoZmU78I73MW-CQ2phNzbGT5bynvKGb9F_oJ3IYcGVZGtcrMNeU8iFpmmkH9Fnk7UdGLvRJZ9vyRyOlGTvDXGWCygKwczQKwkBHl8429s3oWWvTHN5UWfoIc3i0nCtZzlFiY7yxkOmFSzPDcxuX8iV5qD8m7o5Gb2jK2y7HED266Y377kDJRlHIMG3B5-hT9irBrmD_hruTpLtuAM8iHkw_E5u5H3I1dzLZcxWmBr7OROjc8z1nCNJk-jZzzGjYtkASggjL89lwkwL1fbhO8xCV1AVY_iy9akFWR0vOgAHUc5B1bGXnMGy5MPJRgeHP9yZPRTtLHUylJsPk4vS6CSxMtop3XBgcyivCuXJyttscsu2ukEwUlbEtxl2YE6lc4ICDwqWa4u-IW2WP5FlBZ_O5lkIHdgqG9sLGgrjCEWoB1Rd2obq2YqbOnpRtz9pvaBZlwWsH5_XQvZvUbAmd6se42aVSzgHu7SQp4HAiXHXtIe-HmHBUpnN2mhTLcRKLvYobtN-Q6HBSqutmqhSgUCK241S01XTtks8NQ3TVqoKjQC1T-s06HJHrVY4Om99VqoxgaBVVO12obVF4kFnjm0SgutyRmB2v-rdc7k7iAL1J1YoYUCAoH6M2WaYK00hMCzCyVaqME3AuvyjvbN-pBlbLyDOuR7";

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
