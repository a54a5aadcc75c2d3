//! Files as people have them, on the page as a visitor gets it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, TESTING, both_read, choose_label, link, unfold_data, verdict};
use end_to_end::{Page, Role, Site, visit};

fn written(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let file = folder.join(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// A meter's readings with decimal commas, semicolons and Chinese names; `shift` moves the temperatures.
fn meter(shift: usize) -> String {
    let rows = (0..60).map(|row| {
        let city = ["北京", "上海", "天津"][row % 3];
        format!(
            "{:02}.01.2024;{city};{},5;{},25\n",
            row % 28 + 1,
            (row * 7 + shift) % 31,
            row * 13 % 17
        )
    });
    "日期;城市;温度;用电量\n".to_owned() + &rows.collect::<Vec<_>>().concat()
}

/// The text of GBK in bytes; only the letters that `meter` uses.
fn gbk(text: &str) -> Vec<u8> {
    let letters = [
        ('日', *b"\xc8\xd5"),
        ('期', *b"\xc6\xda"),
        ('城', *b"\xb3\xc7"),
        ('市', *b"\xca\xd0"),
        ('温', *b"\xce\xc2"),
        ('度', *b"\xb6\xc8"),
        ('用', *b"\xd3\xc3"),
        ('电', *b"\xb5\xe7"),
        ('量', *b"\xc1\xbf"),
        ('北', *b"\xb1\xb1"),
        ('京', *b"\xbe\xa9"),
        ('上', *b"\xc9\xcf"),
        ('海', *b"\xba\xa3"),
        ('天', *b"\xcc\xec"),
        ('津', *b"\xbd\xf2"),
    ];
    let mut bytes = Vec::new();
    for letter in text.chars() {
        match letters.iter().find(|(known, _)| *known == letter) {
            Some((_, code)) => bytes.extend_from_slice(code),
            None => bytes.push(u8::try_from(letter).unwrap_or(b'?')),
        }
    }
    bytes
}

/// What is selected in the list with this label, as people read it.
async fn selected(page: &Page, id: &str) -> Result<String> {
    let script = format!(
        "const list = document.getElementById('{id}'); return list.selectedOptions[0].textContent.trim()"
    );
    Ok(page
        .execute(&script)
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

/// Waits until the page says each of these.
async fn all_said(page: &Page, pieces: &[&str]) -> Result<()> {
    for piece in pieces {
        page.wait_for_text(&[piece], READING).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_gbk_file_with_decimal_commas_is_read() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let source = written(folder.path(), "用电量 2023.csv", &gbk(&meter(0)))?;
    let target = written(folder.path(), "用电量 2024.csv", &gbk(&meter(3)))?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.wait_for_text(&["60 rows and 4 columns"], READING).await?;
        // The same file can be chosen again.
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        for (id, expected) in [
            ("source-encoding", "GBK"),
            ("source-delimiter", "semicolon"),
            ("target-decimal-mark", "comma"),
            ("target-first-row", "names the columns"),
        ] {
            let found = selected(page, id).await?;
            ensure!(found.contains(expected), "{id} is {found}");
        }
        page.press("Columns").await?;
        all_said(
            page,
            &["3 columns are inputs", "Guessed from its name", "日期", "用电量"],
        )
        .await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_nothing_decides_is_asked_once_for_both_files() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let rows = |from: u32| {
        let rows = (from..from + 40).map(|row| {
            format!(
                "{},{:03};{}\n",
                row % 9 + 1,
                row * 37 % 1_000,
                ["x", "y"][row as usize % 2]
            )
        });
        "price;kind\n".to_owned() + &rows.collect::<Vec<_>>().concat()
    };
    let source = written(folder.path(), "a.csv", rows(0).as_bytes())?;
    let target = written(folder.path(), "b.csv", rows(50).as_bytes())?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        all_said(page, &["The file does not say", "1,000"]).await?;
        let answer = page
            .find_with(Role::Button, &["decimal point", "1,000 is 1000"])
            .await?;
        page.press_element(&answer).await?;
        page.wait("the question is gone", READING, async || {
            Ok(!page.text().await?.contains("The file does not say"))
        })
        .await?;
        both_read(page).await?;
        for id in ["source-decimal-mark", "target-decimal-mark"] {
            let found = selected(page, id).await?;
            ensure!(found.contains("point"), "{id} is {found}");
        }
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_shared_result_is_repeated_as_its_files_were_read() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let rows = |from: u32| {
        let rows = (from..from + 60).map(|row| format!("{};{},5;{}\n", row % 4, row * 13 % 29, row * 7 % 31));
        "code;price;size\n".to_owned() + &rows.collect::<Vec<_>>().concat()
    };
    let source = written(folder.path(), "a.csv", rows(0).as_bytes())?;
    let target = written(folder.path(), "b.csv", rows(70).as_bytes())?;
    let link = visit(&site.url(), async |page| {
        page.choose_file("Source data", &source).await?;
        page.choose_file("Target data", &target).await?;
        both_read(page).await?;
        choose_label(page, "").await?;
        // Codes are no quantities, and one column does not take part.
        for side in ["Source", "Target"] {
            let choose = format!(
                "const slot = document.querySelector('.slot.{}'); \
                 slot.querySelectorAll('details').forEach(it => it.open = true); \
                 const list = slot.querySelector('select[aria-label=\"Type of code\"]'); \
                 list.value = [...list.options].find(it => it.textContent === 'category').value; \
                 list.dispatchEvent(new Event('change', {{ bubbles: true }}));",
                side.to_lowercase()
            );
            page.execute(&choose).await?;
            both_read(page).await?;
        }
        page.press("Columns").await?;
        all_said(page, &["3 columns are inputs"]).await?;
        page.execute("document.querySelector('input[aria-label=\"Use size as an input\"]').click()")
            .await?;
        all_said(page, &["2 columns are inputs, 1 left out"]).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        link(page).await
    })
    .await?;
    visit(&link, async |page| {
        verdict(page, READING).await?;
        page.drop_files(&[&source, &target]).await?;
        page.wait_for_text(&["every number agrees to the last digit"], TESTING)
            .await
    })
    .await
}

#[tokio::test]
async fn rows_that_do_not_fit_can_be_left_out() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let ragged = written(folder.path(), "ragged.csv", b"x,y\n1,2\n3\n5,9\n4,4,4\n7,1\n")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &ragged).await?;
        all_said(page, &["2 of 5 rows", "row 3 has 1"]).await?;
        page.press("Read the file without these rows").await?;
        page.wait_for_text(&["3 rows and 2 columns"], READING).await
    })
    .await
}

/// One of the files with which reading is tested natively.
fn table(name: &str) -> Result<PathBuf> {
    // Only a plain path can be chosen.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tables");
    Ok(folder.canonicalize()?.join(name))
}

#[tokio::test]
async fn workbooks_and_parquet_are_read() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &table("workbook.xlsx")?).await?;
        all_said(page, &["4 rows and 6 columns"]).await?;
        page.choose_file("Target data", &table("parquet.parquet")?)
            .await?;
        both_read(page).await?;
        unfold_data(page).await?;
        all_said(page, &["3 rows and 10 columns"]).await?;
        both_read(page).await?;
        let sheet = selected(page, "source-sheet").await?;
        ensure!(sheet == "Daten 数据", "the sheet is {sheet}");
        let choose = "const list = document.getElementById('source-sheet'); list.value = 'Other'; \
                      list.dispatchEvent(new Event('change', { bubbles: true }));";
        page.execute(choose).await?;
        all_said(page, &["2 rows and 2 columns"]).await?;
        // What is damaged is told, and the page goes on.
        page.choose_file("Target data", &table("parquet-cut.parquet")?)
            .await?;
        all_said(page, &["This Parquet file is damaged or incomplete."]).await?;
        page.choose_file("Target data", &table("workbook-old.xls")?)
            .await?;
        both_read(page).await?;
        unfold_data(page).await?;
        all_said(page, &["3 rows and 3 columns"]).await
    })
    .await
}

#[tokio::test]
async fn a_folder_is_no_file() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    visit(&site.url(), async |page| {
        page.drop_files(&[folder.path()]).await?;
        all_said(page, &["That is not a file. Open the folder"]).await?;
        page.drop_file("Source data", folder.path()).await?;
        all_said(page, &["That is not a file. Open the folder"]).await
    })
    .await
}

#[tokio::test]
async fn a_file_that_changed_after_it_was_chosen_is_not_read() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let file = written(folder.path(), "changed.csv", b"x,y\n1.5,2\n3,5\n5,9\n")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &file).await?;
        all_said(page, &["3 rows and 2 columns"]).await?;
        std::fs::write(&file, b"x,y\n1,2,3\n")?;
        let again = "const list = document.getElementById('source-first-row'); list.value = '1'; \
                     list.dispatchEvent(new Event('change', { bubbles: true }));";
        page.execute(again).await?;
        all_said(
            page,
            &["changed.csv: The file cannot be read. It may have been moved, deleted or changed"],
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_million_rows_are_read() -> Result<()> {
    let site = Site::of_dist().await?;
    let folder = tempfile::tempdir()?;
    let mut text = "when,a,b,c,kind\n".to_owned();
    for row in 0_u32..1_000_000 {
        let (a, b, c) = (row % 1_000 * 919 % 1_000, row % 977, row % 10_007 * 31 % 10_007);
        writeln!(text, "2024-01-{:02},{a}.25,{b},-{c}.5,k{}", row % 28 + 1, row % 7)?;
    }
    let large = written(folder.path(), "large.csv", text.as_bytes())?;
    drop(text);
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &large).await?;
        // It can be stopped, and the same file read after that.
        page.find(Role::Button, "Cancel").await?;
        page.press("Cancel").await?;
        page.wait_for_text(&["Stopped reading"], READING).await?;
        page.choose_file("Source data", &large).await?;
        page.wait_for_text(&["1,000,000 rows and 5 columns"], READING)
            .await
    })
    .await
}
