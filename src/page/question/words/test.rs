//! Words about the settings of the test.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::question::test_setting::TestSetting;
use crate::report::{LEVELS, MARGINS};

pub(crate) const HEADING: Phrase = phrase("Settings of the test", "检验的设置");
pub(crate) const INTRO: Phrase = phrase(
    "The test compares the two tables with the maximum mean discrepancy (MMD), a distance between distributions. It deals \
    the rows out anew at random to learn which distances chance alone gives. A change holds from the next run on.",
    "检验用最大均值差异（MMD，分布之间的一种距离）比较两张表，再把各行随机重新分配，以了解仅凭偶然会得到怎样的距离。更改从下次运行起生效。",
);

/// What a setting is called.
pub(crate) fn name(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("A difference matters from", "差异达到多少才重要"),
        TestSetting::Level => say!("Level α", "显著性水平α"),
        TestSetting::Seed => say!("Seed", "随机种子"),
    }
}

/// Its unit.
pub(crate) fn unit(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("standard deviations", "个标准差"),
        TestSetting::Level | TestSetting::Seed => "",
    }
}

/// What it means.
pub(crate) fn help(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!(
            "The margin: a smaller shift of the mean counts as none for your purpose. 0.2 is a usual choice; you know your \
             data better.",
            "界值：比它小的均值偏移，对您的目的而言视为没有。通常取0.2；您更了解自己的数据。"
        ),
        TestSetting::Level => say!(
            "How often the test may call equal tables different. With 0.05 that is 1 time in 20. A smaller level needs larger \
             differences.",
            "检验把相同的表误判为不同的频率上限。取0.05即二十次中一次。水平越小，需要的差异越大。"
        ),
        TestSetting::Seed => say!(
            "The same seed gives the same numbers. With another one, rows and networks are drawn anew: use it to see how much \
             chance decides.",
            "相同的种子得到相同的数值。换一个种子会重新抽取行和网络：可用来了解偶然的影响有多大。"
        ),
    }
}

/// What the field says to what cannot stand there.
pub(crate) fn refused(setting: TestSetting, now: &str) -> String {
    let [low, high] = match setting {
        TestSetting::Margin => [*MARGINS.start(), *MARGINS.end()],
        TestSetting::Level => [*LEVELS.start(), *LEVELS.end()],
        TestSetting::Seed => {
            return tell!(
                "The seed has to be a whole number from 0 on. It is {now} still.",
                "种子必须是不小于0的整数。它仍为{now}。"
            );
        }
    };
    tell!(
        "This has to be a number from {low} to {high}. It is {now} still.",
        "这里必须是{low}到{high}之间的数。它仍为{now}。"
    )
}
