//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::sharing::SharedSettings;
use super::{Carried, Content, Opened, Outcome, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.WMFpy83TTUgUURwA8Pd_O_s1Zn6Xmm5jaWroso5mFtYsGRZiUdHJPmx2d0yx1WV3TLRbxw5FUkLSJQtJEFmEgj4PewjrUigldRD04pYgdKiD-N70X3c06WJHH8y833v85715__ceWDp724l96EGijCpktXwyawB87L2a1hlQ-4BsKJCia8GQFlb1nrAmJixdiEUbLgGVpORYLxRYGf05dcp3RalsKFicr81XJiE9-XWxl5Ib2eMn5vp1JRl0Zj2oerVMK0Rck9XjrnJ7shbuPYs_eirVR_zhjpB-1O2PXF-ikqdKrq45UHuw7pDq8we0tn_bVt9_BtKNK1pbswWSi_mqrCXoYxo4gsFAa1tPRBv-XDy9Ei3zQm6zGrqm-rUKyad2BXo7Anq75HHXVXvg7OX7laWHz__NhZlF0Qszj0NHxJlpBeb6E6n4pphzvVeg_OKd2K-y14olTuMU1ndA5tQAGwdnUA1f7ehqjQQcp7t1qU_T3UDNGbxb_k8hceIs52ITVgtJjvPdPG5xc_MXFZcBDtkQiI3QzUOEzUPgCW2KQsUAEBACqq6BQA0nlznIydpsbWyYXQCr_ZRD0wBeB0yKwCij-E5cjzE6CbCfk0wjChyny1x4c3fh1UN3RG3TdK0r0h2OADiOaX4VNwGXzgQmQPYYFQjQUhhsZiKhz-0cYRk-yVBCi4Gwjh9nLYZtysYR9pdehnI4CML5rp45iLhk5YiUqTqG2tZoIFJna1ijsf2WlSPSfngYKt1GEBm_K5iNZI4IHJF1s5yhsmUDkXO7hMnGjpiFI3YOFTFUrkAQeSOFTCD5s5Qjdk3kMVSBy0AUvs1hLsO1DByx-0MGQ0mUIIq-pGJi9gwCR-yddzJUsWggSpasTDT2yRzr0mVgMv8D";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.wnCyhc3TT0gVQRgA8Pnm7a77tvJfWmr6WktTQx_PfWYWxT4qLMSiopNEtu-9taT3R3RFskt07FAgJOTRQjBExENQRAcPYV0MpaQOgp4sQehQB3Fm-nTXP9TBjg3szm-Gb3f2-3YG5IQVtRMkY-DpWhs2yXr76PUAeKmxdKI7mdININva5nTtBsJAdd19zysTVod_TF-M3jRrzhYvLdQXmZOQ7T5YFqHkXt7o-flex3SDLm8GhdfbjEm0DcmhYG0wpHSluztj9jLVQ7VGuO5Y_fGGE1Y0Frfb_hwrjtV5y3b-IZL-lYDhA_fzv5gb5ZjKAjWZjLe2dXfZg5_KZlbHKiNQ0Gx1JKyYXa1HrVS8pz3u3NZDwYZwCK7ceFJTcfLaVvZeybQIzD7rOK3Nzpgw37uW_FfTW-u9CVXXH0_8rHxj-hbpIoWtehucClA4-JOYU3uqtSuuXko7-l3bCQL1loj8_58K7h7zXZ0Yl33EfdU3b4Mter98yQwIUA0hEYXQnUOknUPgOW0ag-o-2NqpdSBR4ecGB8PtvdH2gTcFsD5POTT14SHA2kiMMor3tUMxQicBjnKSK8aA45KZ7vbUU7bTk-68g3U5Y8cs_A-YPJOYBHkjVCJAK6C_mWmEvszgCN_gBYaSWgRCHj3HWoQyrXBExusIQ6kqQfjfnWIq0ZZljtg13cBQuxsFYs9cHWsUmQ9ljsj6HmKobIUgcn5VM4XkDkkcsfdBFUPlGQKR_6icGWLfhI8j9g-UMlSBRBCFQyVMIkVzlCMOjBcyVHFAIEre5rOACKwARxz8kMNQOiWI0s97sCiH-oEjDi_4GapME4jyZZlp4ojBsa9YAYblvL8w9UIB-A0";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1s.naVTT4WMsQ7BUBSG76nQpBaDSQx3sGpapZiupINJYheJVq9IGok0VxosXoM3qEGsVpON8AS6muwG2ouIpV9ycv6TfOeHhOMNkbhahvgERZzeG-A1okepY5tTQD9AmtHRmLomm7hUCjPu7LdGFwSMedeOwMO_n1tWjxSN_C3Qc-QAGf5daAhont00rzNGuNT-SlrEhSDpk5KKrMoKVtSSVq7o1VrdtPo2HfzfsQIsguM6hZ4";

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
    let opened = Opened { sharing, content };
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
