//! Whether everybody can use the page, as axe-core judges it, and whether it stands still.

use std::collections::HashMap;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::{Page, given};

/// The width of a screen on a desk, and the narrowest that the page is made for.
const WIDTHS: [u32; 2] = [1280, 360];

/// How far the page may jump by itself: the limit of good pages (web.dev, Cumulative Layout Shift, is .1).
const MAX_SHIFT: f64 = 0.05;

/// Fails where axe-core finds a violation on the page as it stands, light or dark, wide or narrow.
pub async fn check_accessible(page: &Page, state: &str) -> Result<()> {
    let axe = tokio::fs::read_to_string(given("KINDRED_AXE")?).await?;
    page.execute(&axe).await?;
    for width in WIDTHS {
        for dark in [false, true] {
            page.look(width, dark).await?;
            let found = page.execute_async(RUN).await?;
            let violations: Vec<&str> = found
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            ensure!(found.is_array(), "axe-core did not run: {found}");
            ensure!(
                violations.is_empty(),
                "{state}, {width} pixels, {}:\n{}",
                if dark { "dark" } else { "light" },
                violations.join("\n")
            );
        }
    }
    page.look(WIDTHS[0], false).await?;
    page.execute("window.lookedUntil = performance.now() + 500")
        .await?;
    Ok(())
}

/// Runs axe-core and gives a line for each element that violates a rule.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`))),
        error => done(String(error)));";

/// Fails where the page has jumped by itself since it was opened, or looked at in other widths.
pub async fn check_still(page: &Page) -> Result<()> {
    let moved = page.execute_async(SHIFTS).await?;
    let sum = moved["sum"].as_f64().unwrap_or(f64::INFINITY);
    ensure!(sum <= MAX_SHIFT, "the layout shifted by {sum}: {}", moved["what"]);
    Ok(())
}

/// All layout shifts that nobody asked for, with what moved.
const SHIFTS: &str = "const done = arguments[arguments.length - 1];
    const found = { sum: 0, what: [] };
    new PerformanceObserver(list => {
        const byItself = shift => !shift.hadRecentInput && shift.startTime > (window.lookedUntil ?? 0);
        for (const shift of list.getEntries().filter(byItself)) {
            found.sum += shift.value;
            const at = box => [box.x, box.y, box.width, box.height].map(Math.round).join(' ');
            found.what.push(...shift.sources.map(source => `${source.node?.id || source.node?.localName}, `
                + `${at(source.previousRect)} to ${at(source.currentRect)}, after ${Math.round(shift.startTime)} ms`));
        }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(found), 300);";

/// What a screen reader comes by in a region of the page, in its order: a line with role and name for each thing.
pub async fn reading(page: &Page, region: &str) -> Result<Vec<String>> {
    page.devtools("Accessibility.enable", json!({})).await?;
    let tree = page.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes: HashMap<&str, &Value> = tree["nodes"]
        .as_array()
        .context("there is no accessibility tree")?
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let is_region = |node: &&&Value| {
        node["role"]["value"] == "region"
            && node["name"]["value"]
                .as_str()
                .is_some_and(|name| name.contains(region))
    };
    let root = nodes.values().find(is_region);
    let root = root.with_context(|| format!("there is no region \"{region}\""))?;
    let mut lines = Vec::new();
    // Depth first, children in their order.
    let mut open = vec![*root];
    while let Some(node) = open.pop() {
        let name = node["name"]["value"].as_str().unwrap_or_default().trim();
        if node["ignored"] != true && !name.is_empty() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            lines.push(format!("{role}: {name}"));
        }
        let children = node["childIds"].as_array().into_iter().flatten().rev();
        open.extend(children.filter_map(|child| nodes.get(child.as_str()?).copied()));
    }
    Ok(lines)
}
