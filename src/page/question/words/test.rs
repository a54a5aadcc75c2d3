//! Texts of the test settings.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::question::test_setting::TestSetting;
use crate::report::{LEVELS, MARGINS};

pub(crate) const HEADING: Phrase = phrase("Settings of the test", "检验的设置");
pub(crate) const INTRO: Phrase = phrase(
    "The test measures a distance between distributions, the maximum mean discrepancy (MMD). It compares it with the \
    distances after shuffling rows between the tables. Changes apply from the next run.",
    "检验测量分布之间的距离，即最大均值差异（MMD），并与在两张表之间随机重排各行后的距离比较。更改从下次运行起生效。",
);

/// The name of a setting.
pub(crate) fn name(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("Ignore differences below", "忽略小于此值的差异"),
        TestSetting::Level => say!("Level α", "显著性水平α"),
        TestSetting::Seed => say!("Seed", "随机种子"),
    }
}

/// The unit of a setting.
pub(crate) fn unit(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("standard deviations", "个标准差"),
        TestSetting::Level | TestSetting::Seed => "",
    }
}

/// What a setting means.
pub(crate) fn help(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!(
            "The margin: the largest shift that you would ignore. 0.2 is usual.",
            "等效界值：您会忽略的最大偏移。通常取0.2。"
        ),
        TestSetting::Level => say!(
            "How often the test may call equal tables different: 0.05 is 1 time in 20.",
            "检验把相同的表误判为不同的频率上限：0.05即20次中1次。"
        ),
        TestSetting::Seed => say!(
            "The same seed gives the same numbers. Try another to see how much depends on chance.",
            "相同的种子得到相同的数值。换一个种子可了解偶然的影响有多大。"
        ),
    }
}

/// The message for a value that is out of range.
pub(crate) fn refused(setting: TestSetting, now: &str) -> String {
    let [low, high] = match setting {
        TestSetting::Margin => [*MARGINS.start(), *MARGINS.end()],
        TestSetting::Level => [*LEVELS.start(), *LEVELS.end()],
        TestSetting::Seed => {
            return tell!(
                "The seed must be a whole number, 0 or more. Keeping {now}.",
                "种子必须是不小于0的整数。保留{now}。"
            );
        }
    };
    tell!(
        "This must be a number from {low} to {high}. Keeping {now}.",
        "这里必须是{low}到{high}之间的数。保留{now}。"
    )
}
