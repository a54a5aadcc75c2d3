//! The answer comes by itself, and stands in one view.

use anyhow::{Result, ensure};
use end_to_end::steps::{TESTING, verdict};
use end_to_end::{Page, Role, Site, given, visit};
use serde_json::json;

/// The sample pairs, by what their buttons are called.
const SAMPLES: [&str; 8] = [
    "Power meter A, 2016 → 2017",
    "New York weather, 2012–13 → 2014–15",
    "Seattle weather → New York weather",
    "Bikes, spring and summer → winter",
    "Bikes, workdays → days off",
    "Power meter A → power meter B",
    "Employment in Massachusetts, 2015 → 2018",
    "Cars, US → Europe and Japan",
];

/// Windows of a laptop and of a telephone.
const WINDOWS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// The most pixels of the page at the width of a laptop, and the most words when an answer comes.
const MAX_HEIGHT: u64 = 2_500;
const MAX_WORDS: usize = 400;

/// The lines and buttons of the answer that are not in sight, as text.
const OUT_OF_SIGHT: &str =
    "const things = [...document.querySelectorAll('.card .lines > div, .card .acts button')];
    return things.length < 6 ? 'only ' + things.length + ' are there' : things.filter(thing => {
        const box = thing.getBoundingClientRect();
        return box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth;
    }).map(thing => thing.innerText + ' ' + JSON.stringify(thing.getBoundingClientRect())).join()";

/// What the button says that stands out among those of the answer.
const NEXT_STEP: &str =
    "return document.querySelector('.card .acts button.primary:enabled')?.innerText ?? 'missing'";

async fn in_view(page: &Page, state: &str) -> Result<()> {
    let seen = page.wait("the answer is in view", TESTING, async || {
        Ok(page.execute(OUT_OF_SIGHT).await? == "")
    });
    if seen.await.is_err() {
        let missing = page.execute(OUT_OF_SIGHT).await?;
        anyhow::bail!("{state}: out of sight: {missing}");
    }
    Ok(())
}

/// Waits until the answer is about this label.
async fn tested(page: &Page, sample: &str) -> Result<()> {
    let button = page.find(Role::Button, sample).await?;
    page.press_element(&button).await?;
    page.wait("nothing is out of date", TESTING, async || {
        let is_stale = "return [...document.querySelectorAll('#answer > .note')].some(note => note.innerText.trim() !== '')";
        Ok(page.execute(is_stale).await? == false && page.count(Role::Button, "Cancel").await? == 0)
    })
    .await?;
    verdict(page, TESTING).await?;
    Ok(())
}

#[tokio::test]
async fn the_answer_is_in_the_first_view() -> Result<()> {
    let site = Site::of_dist().await?;
    for (width, height) in WINDOWS {
        visit(&site.url(), async |page| {
            page.resize(width, height).await?;
            for sample in SAMPLES {
                page.execute(
                    "for (const fold of document.querySelectorAll('#data > details, .samples')) fold.open = true; \
                     scrollTo(0, 0)",
                )
                .await?;
                tested(page, sample).await?;
                in_view(page, &format!("{sample} at {width} pixels")).await?;
                let next = page.execute(NEXT_STEP).await?;
                ensure!(next == "Fine-tune", "{sample}: the next step is {next}");
                page.press("简体中文").await?;
                page.execute("document.getElementById('answer').scrollIntoView()").await?;
                in_view(page, &format!("{sample} at {width} pixels, in Chinese")).await?;
                page.press("English").await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn two_dropped_files_are_enough_and_the_page_is_short() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = given("KINDRED_SAMPLES")?;
    let files = ["power-meter-a-2016.csv", "power-meter-a-2017.csv"].map(|name| folder.join(name));
    visit(&site.url(), async |page| {
        page.resize(1280, 900).await?;
        page.drop_files(&[&files[0], &files[1]]).await?;
        verdict(page, TESTING).await?;
        let label = page
            .execute("return document.getElementById('label').value")
            .await?;
        ensure!(label == "kwh", "the label that is proposed is {label}");
        page_is_short(page).await
    })
    .await
}

/// Says few words as it stands, and is short with any of its tabs.
pub(crate) async fn page_is_short(page: &Page) -> Result<()> {
    // What a list would offer does not show.
    let said = "const lists = [...document.querySelectorAll('select')], shown = lists.map(list => list.style.display);
        for (const list of lists) list.style.display = 'none';
        const said = document.body.innerText;
        lists.forEach((list, at) => { list.style.display = shown[at]; });
        return said";
    let said = page.execute(said).await?;
    let said = said.as_str().unwrap_or_default();
    let words = said.split_whitespace().count();
    ensure!(words <= MAX_WORDS, "the page says {words} words: {said}");
    for tab in ["Tables", "Networks", "Columns", "Rows", "Method", "Share"] {
        page.press(tab).await?;
        let height = page
            .execute("return document.documentElement.scrollHeight")
            .await?;
        ensure!(
            height.as_u64().is_some_and(|height| height <= MAX_HEIGHT),
            "with {tab} the page is {height} pixels long"
        );
    }
    Ok(())
}

/// How many texts the charts have on paper, how many of them are hidden, and what the paper says.
const PRINTED: &str = "const texts = [...document.querySelectorAll('svg text')]
        .filter(text => text.closest('svg').checkVisibility());
    return [texts.length, texts.filter(text => !text.checkVisibility()).length, document.body.innerText]";

/// Prints the names in its charts, and what weakens its answer.
pub(crate) async fn page_prints_whole(page: &Page) -> Result<()> {
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await?;
    let printed = page.execute(PRINTED).await?;
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await?;
    ensure!(
        printed[0].as_u64() > Some(50) && printed[1] == 0,
        "of {} texts in charts, {} are not printed",
        printed[0],
        printed[1]
    );
    let text = printed[2].as_str().unwrap_or_default();
    for piece in ["From scratch", "runs of the latest rows judge it", "Passed:"] {
        ensure!(text.contains(piece), "not printed: {piece}");
    }
    Ok(())
}
