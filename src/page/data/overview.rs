//! Both tables side by side, column by column, and what is odd about their rows.

use std::time::Duration;

use leptos::prelude::*;

use super::column_order::{Order, Shifts, is_found, sorted};
use super::state::DataState;
use super::words::columns as words;
use crate::features::{ColumnOverview, FeatureError, Overview, Role};
use crate::language::Phrase;
use crate::page::browser;
use crate::page::form::{Entry, List, Press, chosen, names};
use crate::page::work::Page;
use crate::report::ColumnEffect;
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
    let known = Memo::new(move |_| {
        let overview = page.data.overview.get().filter(|_| both.get());
        overview.map(|known| known.overview.columns).unwrap_or_default()
    });
    let is_there = Memo::new(move |_| known.with(|columns| !columns.is_empty()));
    let order = RwSignal::new(Order::File);
    let search = RwSignal::new(String::new());
    let shifts = Memo::new(move |_| {
        page.answer.shown.with(|shown| {
            let test = shown.as_ref().map(|shown| &shown.outcome.report.test);
            let columns = test.and_then(|test| test.by_column.as_ref());
            let shift = |column: &ColumnEffect| (column.name.clone(), (column.effect_sd, column.p_adjusted));
            columns.into_iter().flatten().map(shift).collect::<Shifts>()
        })
    });
    let rows = move || {
        let columns = known.get();
        let free: Vec<String> = columns
            .iter()
            .filter(|column| column.kinds[0].is_none())
            .take(MAX_PARTNERS)
            .map(|column| column.name.clone())
            .collect();
        let listed = columns
            .into_iter()
            .filter(|column| search.with(|search| is_found(column, search)));
        let sorted = shifts.with(|shifts| sorted(listed.collect(), order.get(), shifts));
        let rows = sorted.into_iter().take(MAX_LISTED);
        rows.map(|column| {
            let shift = shifts.with(|shifts| shifts.get(&column.name).copied());
            row(page, column, shift, &free)
        })
        .collect_view()
    };
    let used = move || {
        known.with(|columns| {
            let of_role = |role| columns.iter().filter(|column| column.role == role).count();
            words::used(of_role(Role::Feature), of_role(Role::LeftOut))
        })
    };
    let more = move || {
        let more = known.with(Vec::len).saturating_sub(MAX_LISTED);
        (more > 0).then(|| view! { <p class="small quiet">{words::more(more)}</p> })
    };
    let head = move |text: Phrase, by: Order| sorting(text, by, order);
    move || {
        is_there.get().then(|| {
            view! {
                <div class="overview">
                    <div class="row">
                        <label for="column-search">{words::SEARCH}</label>
                        <input
                            type="text"
                            id="column-search"
                            autocomplete="off"
                            on:input=move |event| search.set(event_target_value(&event))
                        />
                        <Press work=page.work text=words::USE_ALL waits_its_turn=true press=move || page.use_all() />
                        <span class="small quiet">{used}</span>
                    </div>
                    <div class="scroll" tabindex="0" role="group" aria-label=words::HEADING.say()>
                        <table>
                            <thead>
                                <tr>
                                    {head(words::COLUMN, Order::Name)}
                                    <th scope="col">{words::ROLE}</th>
                                    <th scope="col">
                                        <span class="of-source">{words::SOURCE}</span>
                                        {words::AND}
                                        <span class="of-target">{words::TARGET}</span>
                                    </th>
                                    {head(words::SHIFT, Order::Shift)}
                                    <th scope="col">{words::TYPE}</th>
                                    {head(words::MISSING, Order::Missing)}
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    {more}
                    <OneColumn data=page.data />
                </div>
            }
        })
    }
}

/// The head of a column of the table by which it can be sorted. Pressed once more, the order is that of the files.
fn sorting(text: Phrase, by: Order, order: RwSignal<Order>) -> impl IntoView {
    let is_sorted = move || order.get() == by;
    let direction = if by == Order::Name {
        "ascending"
    } else {
        "descending"
    };
    let press = move |_| order.update(|order| *order = if *order == by { Order::File } else { by });
    view! {
        <th scope="col" aria-sort=move || if is_sorted() { direction } else { "none" }>
            <button type="button" class="link" on:click=press>
                {text}
                <span aria-hidden="true">{move || if is_sorted() { " ▾" } else { "" }}</span>
            </button>
        </th>
    }
}

/// What keeps the tables from being compared, where something does.
#[component]
pub(crate) fn Obstacle(data: DataState) -> impl IntoView {
    let both = Memo::new(move |_| data.both_read());
    move || {
        let Overview {
            columns, obstacle, ..
        } = data.overview.get().filter(|_| both.get())?.overview;
        obstacle.map(|obstacle| hindrance(&obstacle, &columns))
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
        <div class="one-column" id="one-column">
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

fn row(
    page: Page,
    column: ColumnOverview,
    shift: Option<(f64, f64)>,
    free: &[String],
) -> impl IntoView + use<> {
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
        .as_ref()
        .map(|overlay| overlay::picture(&name, overlay))
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
                {named(page.data, &name, overlay.is_some())}
                {target_name.map(|name| view! { <span class="small quiet">{words::in_target(&name)}</span> })}
                {reason.map(|reason| view! { <span class="small quiet">{words::not_used(role, &reason)}</span> })}
                {(only_names && role == Role::LeftOut)
                    .then(|| view! { <span class="small quiet">{words::STILL_TAKEN}</span> })}
                {(unseen > 0)
                    .then(|| view! { <span class="small quiet">{words::unseen(unseen)}</span> })}
                {(spellings.count > 0)
                    .then(|| view! { <span class="small quiet">{words::spellings(&spellings)}</span> })}
                {words::apart(&spellings).map(|levels| view! { <span class="small quiet">{levels}</span> })}
                {partner}
            </th>
            <td>{role_of(page, name, role, only_names, kinds.iter().all(Option::is_some))}</td>
            <td inner_html=picture></td>
            <td class="number">{shift.map(|(effect, p_value)| words::shift(effect, p_value))}</td>
            <td>{words::kinds(kinds)}</td>
            <td class="number">
                <span class="of-source">{share(in_source)}</span>
                " "
                <span class="of-target">{share(in_target)}</span>
            </td>
        </tr>
    }
}

/// The name of a column, which shows its figure where there is one.
fn named(data: DataState, name: &str, has_figure: bool) -> AnyView {
    if !has_figure {
        return name.to_owned().into_any();
    }
    let (shown, name) = (name.to_owned(), name.to_owned());
    let show = move |_| {
        data.column_in_figure.set(Some(name.clone()));
        set_timeout(|| browser::show("one-column"), Duration::ZERO);
    };
    view! { <button type="button" class="link" on:click=show>{shown}</button> }.into_any()
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
