//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.aBY345WTW2hUVxSG17_PmXPGk6sxmUZrxomNpinJEKel8cHOCVVsCxXakkJJL3TUI5UQnc6MhqZQSmmF-tCLtGJFSi8QtJU0CA2tvUEeivSlJULTCwjxJd4y4IMi4l7bdeZkguKDuB72-fZir73_9e99ACJYQyOvkXv4szCO-VSJvxa-QDi4I0EwtD33BujWQE0pGM4HhVxpTyHwQk69ODWx8WWoVCra7UcfN45dnt6y9VW_Z-PKi2cfXeGfQmNU3dGv6M3m8SdmR0t-tOiZxUUPV-K0T16VYr3pdeneZXOffH_uy6OpDcVthZ35Uja9rbi3rFK5u0Qiv3skKPQMByUZcz2Z3nV9YeW8Sm29S6hbW6y6YCHq7l-_6tmfDaDOL96fmD3_qU-4qhg7257f0rhn1W-Y2bf_dV474OPSsz8k37uofcx8nX_MmzntY3Y0bP8_H4uWo-ulD6euPPizb1FZzSuxWFUPHWRl4DBsRlLfZrzxOLwMpxAM5wpDhOPq20rlgvX996KS7lRHd6oKj_MsVB6O47n0HPezZzJGORG512r5nxo-VM94F7yXD4AzIr7KVr15G3woSlZZjYE_B49H2cWJ_RFY6o5E6cWJM8r5EMPkArqysRgRZiKiMp76Dt0H0Ad7e64UeIoGeJPIU1jNCU6zshNcyylWTreM61m5R8GNZkJOpSx3c9zYToLj3MG2K7L3VTSRY5mYgSF3gB_nHYzmXfwKvyW3Y0kJJsEnwCfDfQ6CvwG3cBvXMSyyNbKc1XiI0cqtWsU14ibO6JtXFpFDKvwV4bIilMXjLrzASuh_OO0QXbZW2qFaHS46rk5B9qGmUGvSoGnul4_nfjqSLuZ2yBPfVdxdKMJGjZVQYQNhiwlFTtQ8oLPaRvNkgy1vpBMHn9YeqUmXBayvntRC9qARiI1v0oPGmXZYwD3Zr4XicRJY8vsGHSevHGOBmun1Wqh2sxGoO_OI3mzq98dYoOFCrxZqdEhg6dVukd80ZrPAsne6tFBzxgi0fLBGZ0xiymKB-w63a6FWmwSWj7Vpm1acUSxw_4nlWmhl0gi0_dqikyZ5HSyw6o-lWiilSKD97zqtaLV4L_DA2SVaqMMzAmvKMe2ZtRmWb-d16AzfBA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.yuZJRJWTXUgVQRTHz5ndO7utn5Xe7MPbtSwzTGz7fChXKvqAggqDkIg0LCLTMi0wiIgK6qEiKEwiokDSxMQHKYkCH0J6MRSyDxD0rcwLPSQhzZnOut6L4IN0HmZ-c5g58z__nQXAKyN9rRIwVFVeUVkFVtNDP1o8mIyPUzOiP9jHa6rqz1RHXYTpkcivjcMGFNFoUOm1h39bfvXvqzjmrdm-ZHRk4yKvF9ODg7klAi5ltO8abqjzgk37E5vWTcaAB06cQkWFawuL5Pma-trjlTERLZ8lZF157cnKujERrZglxIwGXAMD-V-8uCF9aQh5T252DH-_7wGOC8JT2Yf2pdcvfYeDN26do5WlHv488CpyfVR5OPjs7FZncMDD4Qa_v68eJvzE_CN3en6veuMZEBNjgu1LXO-WkdAoCU3CiEqIcrRD021eB9gmXkyenPK25H9Uwkx1MFOVf6Fj4NS7kI4FB6mEHO1qIQOy_iTT5yRqTCW8hnSB7iG5rD7ORqq-gtQYJOMsmpEeI7UH2cTCvIvE5x4F6cRCNtBZH_3kFFpcmM3wMwFBDPe8xIJ7uCnhz3pHQCntYIkCl1GYCkmYYUqmKAlZwONmEtZzpHTdwTdDMRWQrU0ZJptyybRY-o1JXSANHdKowSqlbXSCMKOajtJl_kQGH8EupE6kbr_OA6RWpEzKphRCA0yFxVSscDVhFmUpYSu0tU24aUwYABIE-j-URQIwxk7n42ESTN9Q5iDrMpVQEpKVv6lN9CLXgXm-1ojG1OD1R6sr6y7W1J5GE5OMsPDF--2FBcigcURVrEzM6Eoz-ZXk4YO9ygHRZRGD8XS3YjLLNEOofYcq07JfEoPVXaKYbBsY5rzfomxwYiFiSOrfrJiSd2qGlKH1aqdOvRUihrQfRYopXQLD3PEClj6v2SSG-VfzFVOGqxkyb69Qrg73GMSwoClHMWWZwLCwOVuZsGhIEMPizoWKaUlEM2S_zVQRHZlAYlj6Ya5iigpgyPmUogQsY98Zlo_MUUy5jmZYEQspR690iee8CVQu_QM";

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
