//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.lbH2rZWUXWgcVRSAzzkzO7OZbH6aJjGpyWZT08ZIsqSbYPpQd4ItUcGCSgSJP7httybGNOvutsEIRUQL9kFr1dKWIv5AaLXEUDRorQp5kOKLkoJRC4VUNNU2Cz5YJHjP9cxONmzwIfQ83Pnuufeee_7mIgKgMTw2CPbJE56ccSEvP7hkU2AkmU2mfQWiN9hjyeTwnsQLCMWCpdnkSCqZTmT3p5OOx5HHZ6a2P4kUifhmv3Dx3zN_ze7c9bTbsb3h-tW7N7gXsdI_3dJL8GL15H3z41nX3_TQyqauvFxywSlQoDO6Jdq5fuHtz669fzqyLbM7PZTKxqO7MwdyFEmsIbWp0bFkuiMfVkeiI9a5pcc7uUiRXWsIFYdYyIKBfnQ_u4XkfV-B0Prea1Pzf7zjAt4kxqHGR3dW7m_6BucOHX6eN_e7eOPhz8OvXlcuzn2YuseZu-Ti_LgX_i8uFnIP2PbEGzN_33nBtRBxuQx92u7uQrhBvxEFAangxQCTBrQYTcawWlUK7bBfNyudHEmkhwHP0sckc1ouR--teA7_9xjW9hQBlw4-eyH71mD-jmUbv7reKnZ3ed45Buab0HJseIR72dExTZZP9j8h_qmUj5czvoJ8gI8ixzRaBTbK9UvIx31lgWkC-V3kSV-7MjGPIMu5U756ZWKNc8pDT7mMthhmAE_jE-TwgU-w_SgaZg-aexLZpEPQzzvEQcKNXMtRJrOWQxxhstpl3Mpkn0au1FNyL8S5nYPatGo5yC1s2uL4obxXYBk6oFGD3c_38l7G6n38FB-UihpyBKeRzyGf9-wcQ_4IuYYbuYzR8g06TFwl1MCWDjIKowGmwjjHFd7FWMd1ioIKg95qzyIZABaQ98ujzQSYk1Zow8eYhC6j1YzisalIWRBS3qazdBHFDlR5UYQ1Vi189ebCl6eimcReqfO-zGg6gyaGCuWFevJC9JJQT2D56SmjI8blAIQW5d5wjozi_rxmo1k8ly6YmeoLFBob7FWLAWiyihUEBEEq8csBTr6DVr1Epf7TFvIGMp4bHTMHh54ZROP3E58iqrgysXq6wpSfoRWPPagcoGmbBYwP7ldC5oAWCEzuUAPamrVYwD7fq4SCQRAo-XabCoKTC7BA6exWJRTq0wJlV7pVny4_HGCBij87lVClBQLrbrZLcqsmTBZY_3KbEqqOaYGa1zepmK6dMVjgtpPNSqjOBIH6iUZlwoYrxAK3n6tXQg1hLdD4dY0K6_ASskDTd-uUUIRAoPnHMkWwUXpG4I6rJUqoxdECm3IB5ejNMZZv6xKqGP8H";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.OxjmAJWUXWgdRRTHzzm7O7vZ3Hw0JjGpyc1NTRsjMSR7Y9sHzQYtUcGCSgQJIiYhfsakJjcKEUoRLdgHLRVLLSKiEGwtsfQhaCkKfZDiSyUFoxYKiQhqmws-WCQ4Zzybvbux9KHtedj5zdmZM_85c2YAcN_K-eMK0BkfHhkbB_foh5EdC2HdfgjJJW90cnzmlYlcb-xDjD6JM0D4v6X-ngS2I-VycdSvQ_z32F-Lu0eeDe95sOnyyvbN4Tmsjie29RO8UTv_0PJsIYwHPZYOyq_bhRD8hJzurp6ubjU9OTM1Olak3PANTBWGp54fK6xSbuQGRtdtILAwlv9zmCTnfBVC-yfvnFz-44MQ8Coxvtj85O7qmZZvcWn_gVd522CIVx7_Kvv2ZR3i0md77veXLoS4PBvt75cQk9wCdjz93tm_7zoTKkTcSPOAcXvzCFfoNyIPMJUUDDEZQMVoM2Z1qtQ3Pl97KnnAE_QFiYdKKe-_FfFwvWi4KbEIuLb3pTOF919YX6YU5tcw-ou9-Uiib2Gp2JTvwhPcz74JDKmY3H8y_FM5H6lkfAv5NT6EHBhUCVuVZh_ykdiZMM0hf4w8H3vTjn0QWeZ9FLvTjprlPRFGzhK6EpgBIk9MUMRHvsTOQ2jZO9Kt3usTDPIuEUm4heu5i8mu5wznmFSnfHcyuZ8jV5uTsjb0cSd7xlb17HEb266I37-uDJRlHIMG3EF-gJ9jrJ3gZ3ivnKwlU3AB-RTy6SjOYeTjyHXczBWMKg7oM3GNUBMr4zEKowW2xj7u03g3YwM3aPI0etHfHatkASggjG6tywRYlJrowKeYhC6iakVRbGvSCjI6GnSCzqHEgZpoF1mDlfEVy02MFV6fnHoZbcwkBwyNFG0vSkAjgYpTU0EHrYsOZFZlzWyRrLRGf3fRTjsITlrT4G64HWhRaY-AwKOyjfyDXyqcjUemPHm4MnFD7uj48PR0rqfUBliCPKLu0zbWLlTZcina8fCj2gdacFnA-vRhLWQPGQFnfpceMmpRsYB7ul8LeR4IlH13n_bALzosUL64UwtlBoxAxaVePWAqDzgsUPVntxaqViCw6Wqn5LZmzmaB297s0EK1gRGoe3erDkz9WYsFbj_aqoUabBBonGvWNmy-RCxwx6lGLdSUNQLN39TprMmuIQu0fL9JC-UIBFp_rNAEW6RkBO5cKdNCbb4R2Fp0tG-2BSxt-xrqgP8D";

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
