//! Both tables side by side, column by column, and what is odd about their rows.

use leptos::prelude::*;

use super::state::DataState;
use super::warnings;
use super::words::columns as words;
use crate::features::{ColumnOverview, FeatureError, Overview, Role};
use crate::page::form::{Entry, List, chosen, names};
use crate::page::work::Page;
use crate::show::overlay;

/// The most columns that are listed; a table of thousands would stop the page.
const MAX_LISTED: usize = 200;

/// The most columns of the target that a column of the source can be paired with by hand.
const MAX_PARTNERS: usize = 100;

/// The most columns that are listed under what keeps the tables from being compared.
const MAX_IN_OBSTACLE: usize = 10;

/// The table of columns, once both files were read.
#[component]
pub(crate) fn OverviewTable(page: Page) -> impl IntoView {
    let both = Memo::new(move |_| page.data.both_read());
    move || {
        let overview = page.data.overview.get().filter(|_| both.get())?.overview;
        let Overview {
            columns,
            warnings: odd_rows,
            obstacle,
            ..
        } = overview;
        let used = columns
            .iter()
            .filter(|column| column.role == Role::Feature)
            .count();
        let left_out = columns
            .iter()
            .filter(|column| column.role == Role::LeftOut)
            .count();
        let more = columns.len().saturating_sub(MAX_LISTED);
        let free: Vec<String> = columns
            .iter()
            .filter(|column| column.kinds[0].is_none())
            .take(MAX_PARTNERS)
            .map(|column| column.name.clone())
            .collect();
        Some(view! {
            <details class="overview" prop:open=move || page.data.is_open.get()>
                <summary>
                    <h3>{words::HEADING}</h3>
                    " "
                    <span class="small quiet">{words::used(used, left_out)}</span>
                </summary>
                {obstacle.map(|obstacle| hindrance(&obstacle, &columns))}
                {warnings::list(&odd_rows)}
                <div class="scroll" tabindex="0" role="group" aria-label=words::HEADING.say()>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{words::COLUMN}</th>
                                <th scope="col">{words::ROLE}</th>
                                <th scope="col">
                                    <span class="of-source">{words::SOURCE}</span>
                                    {words::AND}
                                    <span class="of-target">{words::TARGET}</span>
                                </th>
                                <th scope="col">{words::TYPE}</th>
                                <th scope="col" class="number">{words::MISSING}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {columns
                                .into_iter()
                                .take(MAX_LISTED)
                                .map(|column| row(page, column, &free))
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
                <OneColumn data=page.data />
                {(more > 0).then(|| view! { <p class="small quiet">{words::more(more)}</p> })}
            </details>
        })
    }
}

/// One column of both tables in a figure of its own.
#[component]
fn OneColumn(data: DataState) -> impl IntoView {
    let entries = Signal::derive(move || {
        data.overview.with(|overview| {
            let columns = overview.iter().flat_map(|known| &known.overview.columns);
            let drawn = columns.filter(|column| column.overlay.is_some()).take(MAX_LISTED);
            let nothing: Entry = (String::new(), words::NO_COLUMN.into());
            let drawn = names(drawn.map(|column| column.name.clone()));
            std::iter::once(nothing).chain(drawn).collect()
        })
    });
    let now = Signal::derive(move || data.column_in_figure.get().unwrap_or_default());
    let figure = move || {
        let figure = data.column_figure();
        figure
            .map(|figure| figure.in_page(true).into_string())
            .unwrap_or_default()
    };
    view! {
        <div class="one-column">
            <label for="looked-at">{words::LOOK_AT}</label>
            <List id="looked-at" entries now choose=Callback::new(move |name| data.column_in_figure.set(chosen(name))) />
            <div class="parts" inner_html=figure></div>
        </div>
    }
}

/// What keeps the tables from being compared, with the first columns and what is the matter with them.
fn hindrance(obstacle: &FeatureError, columns: &[ColumnOverview]) -> impl IntoView + use<> {
    let reasons: Vec<String> = columns
        .iter()
        .filter_map(|column| Some(words::with_reason(&column.name, column.reason.as_ref()?)))
        .collect();
    let more = reasons.len().saturating_sub(MAX_IN_OBSTACLE);
    view! {
        <div class="note">
            <p>{words::not_paired(obstacle)}</p>
            <ul>
                {reasons
                    .into_iter()
                    .take(MAX_IN_OBSTACLE)
                    .map(|reason| view! { <li>{reason}</li> })
                    .collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p class="small quiet">{words::more(more)}</p> })}
        </div>
    }
}

fn row(page: Page, column: ColumnOverview, free: &[String]) -> impl IntoView + use<> {
    let ColumnOverview {
        name,
        target_name,
        by_hand,
        role,
        reason,
        only_names,
        kinds,
        missing,
        unseen,
        spellings,
        overlay,
    } = column;
    let picture = overlay
        .map(|overlay| overlay::picture(&name, &overlay))
        .unwrap_or_default();
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), words::share);
    let [in_source, in_target] = missing;
    let is_alone = kinds[0].is_some() && kinds[1].is_none() && !free.is_empty();
    let partner = (is_alone || by_hand).then(|| {
        let now = target_name.clone().filter(|_| by_hand);
        partner_of(page, name.clone(), now, free.to_vec())
    });
    view! {
        <tr>
            <th scope="row">
                {name.clone()}
                {target_name.map(|name| view! { <span class="small quiet">{words::in_target(&name)}</span> })}
                {reason.map(|reason| view! { <span class="small quiet">{words::not_used(role, &reason)}</span> })}
                {(only_names && role == Role::LeftOut)
                    .then(|| view! { <span class="small quiet">{words::STILL_TAKEN}</span> })}
                {(unseen > 0)
                    .then(|| view! { <span class="small quiet">{words::unseen(unseen)}</span> })}
                {(spellings.count > 0)
                    .then(|| view! { <span class="small quiet">{words::spellings(&spellings)}</span> })}
                {partner}
            </th>
            <td>{role_of(page, name, role, only_names, kinds.iter().all(Option::is_some))}</td>
            <td inner_html=picture></td>
            <td>{words::kinds(kinds)}</td>
            <td class="number">
                <span class="of-source">{share(in_source)}</span>
                " "
                <span class="of-target">{share(in_target)}</span>
            </td>
        </tr>
    }
}

/// The list of the target's columns that one of the source's could belong to; `now` is its partner by hand.
fn partner_of(page: Page, name: String, now: Option<String>, free: Vec<String>) -> impl IntoView {
    let label = words::pair_with(&name);
    let nothing = if now.is_some() {
        words::UNPAIR.say()
    } else {
        words::NO_PARTNER.say()
    };
    let now = now.unwrap_or_default();
    let others = chosen(now.clone()).into_iter().chain(free);
    let entries = std::iter::once((String::new(), nothing.to_owned())).chain(names(others));
    let choose = Callback::new(move |other| page.pair_by_hand(&name, chosen(other)));
    view! {
        <List
            name=label
            class="small"
            work=page.work
            entries=Signal::stored(entries.collect())
            now=Signal::stored(now)
            choose
        />
    }
}

/// The role, which can be changed where the column could be an input.
fn role_of(page: Page, name: String, role: Role, only_names: bool, in_both: bool) -> AnyView {
    let by_hand = only_names
        || page
            .data
            .left_out
            .with_untracked(|left_out| left_out.contains(&name));
    if role == Role::Label || !in_both || (role == Role::LeftOut && !by_hand) {
        return words::role(role).into_any();
    }
    let label = words::use_as_input(&name);
    let on_change = move |event: web_sys::Event| page.use_column(&name, event_target_checked(&event));
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-label=label
                prop:checked=role == Role::Feature
                disabled=move || page.work.is_locked()
                on:change=on_change
            />
            {words::role(Role::Feature)}
        </label>
    }
    .into_any()
}
