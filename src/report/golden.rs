//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.df_9f63STUhUURQA4HPue_NmfP5kpmY_TmN_ZqjYFNmifELRDxRUFER_NNWLQqxpZlQyCIkKclEkJSYtrEC0xERIyn5xEdamUMh-QNCNlTnQIgnpntuZGSfc2aKzuO-Dd--55xwuIgBqZVXHwdl4MxKtFkTj3eQXMbI4q2y77KjvDMLUwMSQXe63A75QRcA2I_bs6-lYfwCFxxPL9tjC360_-rYdPmQVrJ8_Orx6rtWLqbHTi0sFnE1v3zRUHbJim7b_3bQyGv0WmHE5igpXFBbNGrn-8MvtFs_a4JHACX-opPBIsDIsPL5pItN_qsoOFJTbIV59Bd6iFcWRk2PCc3iaEFNbjE9Bw1h3H634zN7OQMhtutwx9PWGBeOC8ET27m2pFQte4MCl2tO0dJeF33c8cl8clRYO3PWvMwf6LRyqjnT_yZrM9toCzNt_tefnsqeWFhZjIjL8-JVeEgoNQp3QLdEI2OW-QBlgm7gvAE0NxeScS_9PSfCvpUD09ugLMkwNdlIpmcqrhBGT81cSfUikhhTCC0iVVIcU-Rm3s8lFNU56mUBaiqpBaoj9jtt5SLnAryCMWx5gfh0Wo37UF7I12EUbOLmeSUnkISOflzWE6SfpIJ3j4jTKJ-xC6kTqRkpV9Uj3kDIom5IJNdAlllCJxOWEWZQlhUuiS7kIi8eEBmCAwGi3xIMNc-N5uIcE6zMaOdiCpEshDUiKdM7j70XOA2mqA8mtMG3k2bWRJ7cKg75j_NROBk8Fgig4YXyWmUI3YkUjSl3qmN4mdECRi_VbpQmiy0kM7c5mydL3KoajfYPcq4w-gxjO7lLJcrmAkfBqrXSBGXYQI7FvjWQlbVSM5MFVcqNKqXUQY8a3IslKNYAxczyfi09r1okx63yeZKV7FSPjyhLpVZk9GjFmN-ZIVpYOjDnN2VKHuYOCGPM650jWfLdiZD_PkG7lnkBiLHgzU7I8Ahg575OlgIU8ecai4QTJWmwqxpKwQ5pqqZf4mzuB0kt_AA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.8lXPNq3STUhUURQA4HPue_NmfPmfmpqOY_mTMYmOli7KN5BYQUKFQUiEPwwRmZqNBQYhUUEuCoTEXEmBpImJCymJChdhbQyF7AcE3ZU50CIJ6Z7bGeeHoIUtOov3Pu69795zzrsA2L08O2IA2loam3wtYB-4H4xhCzbiXfiNGHw4mttaOi-0ujwIf0Z0vDSCvShcrtBOzyz8Nfx9rrapwdpzMGtleV-mNYOJoQ_zvAKupowdWuryW6FFx6KLyjZi3gIzIltJcWlxiXGprbOj2RcQrsZNwvA3dpz1-VeFq2mTEH8V4NEwlP5HK9KQ2QSEwsHb40tf7lmwJgjPZZ-sTezMeYkLt3ouUkGdhd-OP3XeXJEWLjxsP2AuzFu41BUs75MV3u2NBVh0-u70j13PLS0gVkWws9EzPSQUGoQ6oVNGh8sAR8VjAWhqKMK99P6frOCfs4GN48OXxDA1OEFeMpVHCSMk-89Y-rCF-uMJbyBdpl6k4GTE9kEHddvpVQxp8aobqT80HbG9QTmgXUEAjzxBdy9WRNMo16COqvkAPY1iyUWGmx-VhCmtdIaucYoauQknkSaQppASVR_SCFIqZVMcoQa6xCqqkribMJ3SpXBwY5WDsGJVaAAGCAwWbSfub4DrL8JTJFif0cjFR0i6FNKA2GD9_BdmkPeBZDWO5FQYH7qJrlaf_0pbx3kUvFmknWlCN0IJI0pd6pgyKnRAUYh9R6UJYtJODO3BYcnS6xXDNlYt65UxZxDDPuWVLIcDGDGv90sHmAEbMbbMVUpWbI1ixC2WyxoV32MjRsLXEslKNICRtObmxJOHdGJsvV4kWSkexUi9ky89Km1aI8a2gVzJSteBkTGULXXIXBTE2D6RIVlZTsXIfpEqncq5jsTIeZskWS4BjNz3cVLADu46Y-dyjGTlmYqRH7BJUxV4iN-F6yg99Bs";

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
