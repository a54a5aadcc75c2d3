//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.Ffa465WSW2hUVxSG17_PmXPGk4sxJtNozTix0TQlGeK0ND7YnFDFtlChLSkUe6GjHqmE6HRmNDSFUkor1IdepBUrUnqBoG1Ig1Bp7UXIg4gvSgTjBYT4Em8Z8EERca_tOnMyQfBBXA97f3ux1tr_WnsDRLD6Bz8gd_8PoR3yqWynZ3cgXNzBIOjfnP0I9KChqhgM5IJ8trgjH3ghp94eH1vzLlQqFVX728e9Qzcn1m983-9cs-T65ecX-ydQF2W39ir6uGH0pamhoh8FvTYX9GzZzvjkVSjWlV6Z7lo4_d2fV34-mFpd2JTfmiv2pDcVdpZUKvsIS-S2Dwb5zoGgKGu2M9O1sjvMnFGpjY8w9WCLlSlYiLo771dmdmo-qO2nL8emrn7v023F2Nr85vq6HUuPYXLX7g95RZ-PG6__lfziuvYx-WvuBW_yjI-pobD7Cz7mJo72d74ev_X0v75VUjMqHH7lygwrA4dhM5IaTj4YyOb7CSPq9zBMzU659zEE0cNC6CEB4SN7Fso_xPFceoN72TMZo5yI3DvVfK6K99UyPgfv5D3gjOissFVrPgXvi5wVVsPgH8GjkXfuYH8DlrwDkXvu4AxxLsTQOYuuFGai0BMRlfDKH-jYg27Ym7PFwFPUx2tFnsIyTnCalZ3gak6xcjpkXcXKPQiuM2NyK_VwB8eN7SQ4zq1suyJ7V1kTOZaJGRhy-_hF3sJo2Mbv8SfyEJak4Aj4MPhoWGcv-DdwIzdzDcMiW6OHezSeYTRxk1ZxjbiJM7pnlEXkkEL5ZVkRSjLjdrzFSuginBaILlsr7VC1DoNG1AlIHaoPtSYN6qf_-3b6nwPpQnaL_OVthe35AmxUWQkVNhC2mFDkRM0D2tY2GkaULT-kDXtf1R6pIy4LWL-8rIXsDUYgNrpWbzDOhMMC7tFeLRSPk8C846t1nLxSjAWqJlZpoep1RqDm0nN6nandHWOB-de6tFCdQwILbneI_PphmwUWftauhRoyRqDxq-U6YxLjFgs8sb9FCzXZJLBouFnbtPiSYoEnDy_SQkuSRqD5_0adNMm7YIGlJxdooZQigZazNVrRMpm9wFOX52mhVs8ILC_FtGdWZFj2trvQGb4P";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.QtDd9ZWSXUhVQRDHZ_acu-d2_MhKb_bh7VqWGSZ2-nwoj1T0AQUVBhERqVhEpmZaYBASJeRDhZCYRESBpImJD1ISBT6E9GIoZB8g6FuZF3pIQtrZ5ni8l8AHaR52fzvMzv5nZgGwfnywQwIGyotLysrBan3gWbsLM_Zhdkf0lmBpZXntxYqIg_Cvxf2bYrAVRSTiZ3rl4p_2n0OHS864G_esnBjfttwdwBT_YlahgGupXfvH6mpcP-hIPGjzjA27YMcokJ-3KS9fXq6srS4ti4pI8Twma4qrz5XVTIpIyTwm5hTgGOjL_-zGGjK4ECH78e3usW_3XZgShOczjh9OqV31FkcaGi_RuiIXfxx9Gb41oVwceVq1yx4ZdnGszivvi4vxdmLOqbv9v9a_do2omBReZ-NvOiQ0SkKTMKzi7s2AneK5FylmO1n4H5pgrhaYo8GboW3g7B-QtgXHqJBs7WghfbJ-J9KnBGpJJryJdIWakBzWGmMjWdcjtfjOGIs2pEdIXb43fjDvIfG9h747fpB1VOWh55xFixMTgOfxCaJ48AXmNuH2eHe22AKKaC9LFLiaQpRHwgxRIkVIyFxed5CwniGl6G5-GQool4LalCEKUhaZFktvmNEF0tABjRqsItpNZwlTK-g0XeeBGHwFe5F6kPq8PM1IHUhplEFJhAaYCguoQOEGwnRKVyLIg9NBwu2TwgCQINAbsUUCMMqdzsETJJi-osxE1mUqoSQkKi-oUwwg54HFntawxmT_p0cqymquVlZfQBMTjJDwxHvlhQRIv3BEZSoTUzuFyX8kG5sPKRtEr0UMxpMDisk8qRkCXXvVSS2HJDFYfYWKKRgEhgXvdqog2NEAMSQM7VBMifs0Q9LoFrVPJzcGiGHh93zFlCKBYdFULktf3GYSw5IbOYop1dEMaXfWKkeH-g1iWNqaqZjSTWBY1pahTFg-KohhRc8yxbQyrBky3qSpsA5PIzGser9IMUUEMGR-TFICVnPfGdaML1BMWbZmWBsNKFuvc4j37GlUDv0F";

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
