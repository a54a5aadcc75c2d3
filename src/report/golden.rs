//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.OuErsq3STUhUURQA4HPue_NmfP5kpmY_TmN_ZqjYFNmifELRDxRUFER_NNWLQqxpZlQyCIkKclEkJSYtrEC0xERIyn5xEdamUMh-QNCNlTnQIgnpntuZGSfc2aKzeO-De--55xwuIgBqZVXHwdl4MxKtFkTj3eQfIxucVbZddtR3BmFKYGLILvfbAV-oImCbEXv29XSsP4DC44nlemzh79YffdsOH7IK1s8fHV491-rF1NjpxaUCzqa3bxqqDlmxTdv_bloZjX4LzLgcRYUrCotmjVx_-OV2i2dt8EjghD9UUngkWBkWHt80kek_VWUHCsrtEH99Bd6iFcWRk2PCc3iaEFNbjA9Bw1h3H634xN7OQMhtutwx9PWGBeOC8ET27m2pFQte4MCl2tO0dJeF33c8cl8clRYO3PWvMwf6LRyqjnT_yZrM9toCzNt_tefnsqeWFhZjIjL6-JVeEgoNQp3QCNjlvkAZYJu4LwBNDcXkkEv_Tz3wT3VA9OroyzFMDXZSKZnKq4QRk_NXEn1IpIYUwgtIlVSHFFmM29nkohonvUwgLUXVIDXEluN2HlIu8CsI45YHmF-Hxagf9YVsDXbRBk6uZ1ISecjI588awvSTdJDOcWUa5RN2IXUidSOlqnqke0gZlE3JhBroEkuoROJywizKksIl0aVchMVjQgMwQGC0VeKphrnrPNxDgvUZjRxsQdKlkAYkycimNtGLnAfSVAeSW2HayLNrI09uFQZ9x_iRnQyeCgRRcML4IDOFbsSKRpS61DG9TeiAIhfrt0oTRJeTGNqdzZKl71UMR_sGuVcZfQYxnN2lkuVyASPh1VrpAjPsIEZi3xrJStqoGMmDq-RGlVLrIMaMb0WSlWoAY-Z4Phef1qwTY9b5PMlK9ypGxpUl0qsyezRizG7MkawsHRhzmrOlDnMHBTHmdc6RrPluxch-niHdyj2BxFjwZqZkeQQwct4nSwELefKMRcMJkrXYVIwlYYc01VIv8T93AqWX_gA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.DfJjzq3STUhUURQA4HPue_Pm-fI_NTUdx_Inw0RHSxflExIrSKgwCInwhyEiU7OxwCAkKshFgZCYKymQNDFxISVR4SKsjaGQ_YCguzIHWiQh3XM74_wQtLBFB957H_fed-65hwuA3cuzIwago6WxydsCzoH7gRi2YSPehb6I_JjNbS2dF1rdHoQ_IjJcEsZeFG53MM8zG38Nf5-rbWqw9xzMWFnel27PYHzwx5wqAVeTxg4tdfns4KJjkUWlGzFvgxWWo7iopKjYuNTW2dHs9Qt34yZh-Bo7znp9q8LdtEmIvw7g0TBY_kc73I7ZOIT8wdvjS1_u2bAmCM9lnqyN78x6iQu3ei5SXp2N344_dd1ckTYuPGw_YC3M27jUFTjeJzuU7Y0NWHD67vSPXc9tzS9WRaCvkT09JBQahDpFxkoBR8VjAWhpKEKNrPo_JcG_lQIbe4cuh2FpcIKqyFIeJYygnD-j6cMW6o8lvIF0mXqRApNhOwdN6nbSqyjSYlU3Un9wOmxngzKhXYEfjzzBwl4sj9RQpkEdVfMGegpFk5uMQn5VECa10hm6xvVpVEg4iTSBNIUUr_qQRpCSKZNiCDXQJVZSpcTdhKmUKoUp0VQmYfmq0AAMEIELjU7i5vr58AV4igTrMxrZ-AhJl0IaEC0Di0bFDHIeSFTjSC6FscE76G71-q60dZxHwcnCvUwRuhEsGFHqUsekUaEDinzsOyotEJNOYmgPDkuWXq8YjrFqWa-MOYMYzqkqyTJNYES93i9NsPwOYmyZq5Cs6BrFiFkskzUqtsdBjLivxZIVbwAjYa2QC08c0omx9XqBZCV5FCP5Tq70qJRpjRjbBrIlK1UHRtpQptQhfVEQY_tEmmRluBQj80WydCnXOhIj622CZLkFMLLfx0gBO7jrjJ3LUZKVYylGrt8hLZXnIf7mr6P00G8";

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
