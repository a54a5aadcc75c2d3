//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.V5UrnJWUW2gcZRTHzzkzO7OZ3VyaJmtam82mpo2RZEm3xfSh7gRbooIFlQgSL7htpybENOvutsEIIqIF-6C1aGlLES8QWi0xFA1ab5AHKb4oKRi1UEhBU22z4INFit_5PLOTDRt8CJ6Hb37fme_yP5cZRAA0hscGwT510rezLpTsB5dsCo14BS8XOBD9wR7zvOF9mecRKg0jBW8k6-UyhYM5z_E58fjM1M4nkRKJ4NjPXfzn7J-zu_c87Xbt3HD96t3r3YtYF-xu6yV4oWHyvvnxghssemh50daSXXLBKVOoO7kl2b124a1Pr713JrEjvzc3lC2kk3vzh4qUyKxisezomJfrKoXVlelKdW_p8XcuUmLPKkaVIZazYGAQ3c9uOXnf1yK0v_va1Pzvb7uAN4lxqPnR3XUHW77BucNHnuPN_S7eePiz-KvXlYtzH2TvceYuuTg_7of_i4vl3AN2PPHGzF93fulaiLhUhj5tb9uKN-hXojBSWcMAkwa0GE3GuFpRCO1wUDUr541kcsOA5-gjkjktFaP3_-iG_-qFVXX6tzsGllrMcmx4hHvZ0SlNVkD231H-KcInahhfQT7Ex5BTGq0yGzX6JeQTgbPMNIH8DvJk4F2emEeRZd_pwL08scY566PvXEJbDmYA3xMQFPGBj7HzGBpmD5r7MgXPIejnXSKQcCPHOMlkxjjKCSarU8btTPYZ5Do9JfdCmjs5rE0rxmFuY9MW4YdLqsAydEijBruf7-X9jA0H-Cl-USpmyBacRj6PfME_5zjyh8iN3MzVjAaYCtOcVngXYxM3KQorDOswY88iGQAWkP_Zos0EWJSCduBjTEKX0WpF0WUqUhZElb_oHF1EOQfqfa1xjfULX7258MXpZD6zX6p1ID-ay6OJESNGfgB-iDECKwi-mo4al0MQXZT74kUyKrvrmo1m5VxqPDPVFyq3JdgrXoagxap0EBCEqSpINjil_ljxF4kEv6WoP5Dx7OiYOTj0zCAav538BFGllYkN07WmtHI7Hn9QOUDTNgsY79-vhMwBLRCa3KUGtDVrsYB9oVcJhcMgUPXtDhUGpxhigcjsdiUU7dMC1Ve2qT5dcyTEArV_dCuhOgsE1tzslKTWT5gssPblDiXUkNICja9vUikdmzFY4LZTrUqoyQSBdRPNyoT1V4gFbj-_TgltiGuB5q8bVVzHbyELtHy3RgklCARaf6xWBBulIwTuuFqlhNocLbCpGFKO3pxiebbfQpXifwE";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.28CWC5WUXWgdRRTHzzm7O7vZ3Hy0Jte0NjebmjZGYkg2se2DZoOWqGBBJYIEEZMQRYxJzYdCBCmiBfugpWCpRUQUgq0llj4ELWKhD6X0pSWFph9QSKDQr1zoQ0spnTM9m71309KHtudh5zd_Zmb_58zZBcBtCyf3K0BnqK9_cAjcvT_HsS-CpTgVkUvewMjQxGfDQUeiIcaPohgi3B-p3laEDUhBkJz6b4R3992Y3dL_YfTCq2uuLWxYHR3HymRjQxfBV1XTr81PjkfJorfSRe1LcToCv0hOa0tbS6saG5kYHRjMU9D3iFDjfaMfD44vUtD_iKCHEggtTOyfi4rFOVmB0Pjb9wfnr_wUAd4ixk9q391SOVF3BOe27_ic1_dEeP3tf3LfXdMRzv2x9WV_7nSE85NxfucjLNYWsOn9H4_efO6_SCHicpm7jdvRjtfpEpGHqaGwl8kAKkabMadTn77x-cE7aQc8QH-RKFQoeNeTWIeHLcPjWI0t-BYWWkn5LrzDXeyb0JBKyL2d4bOlvKec8VvkL3gXcmhQFdkqN9uQ9yRikWkK-Vfk6URNJ_ZOZNn3SyKnEzXJW2OMxQK6cjADxEpCkMc3_sbmXWjZG9NUXvQJenizmCRcy1luYbKznOGASTXLcxOT-ydypTko74ZObmbP2CrLHjew7Yr57UvOQFnGMWjA7eFX-CPGqmH-gL-Wm7NkC84gH0I-HJ-zG3k_cjXXchmjBbbGTu7U-DxjDddo8jR6xmPcuEgWgALC-MtzmQDzcrNN-B6T0AVU9Si-bE1aQUbHiw7QcZRzYGXsNWewPPlMguHB8S9HRj9FG0utLMXm4_SyBCpJvIx2WhccyCzKu3J5stIOu-yinU4QnLQjwV2WHahT6YyAwKOS5eqCX2iL5R9EafGnk0kGcgeG-sbGgrbCGGIB2hF1p7axaqbClpZuxN1vah9oxmUB6_fXtZDdawSc6c2616hZxQLu4S4t5HkgUHLsJe2Bn3dYoHR2kxbKdBuBsosdutuU73BYoOJqqxaqVCCw4laz1HTllM0CT33TpIWqQiNQ_cM6HZrsUYsFnt5br4VqbBBYNVWrbVh9kVjgmUOrtNCanBGo_b9a50zuDrJA3YkVWiggEKg_U6YJ1kpDCDy7UKKFGnwjsC7vaN-sD1nGxjuoQ74H";

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
