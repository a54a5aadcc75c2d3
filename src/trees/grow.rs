//! One tree, leaf by leaf.
//!
//! Of all leaves, the one whose best split gains most is split next (leaf-wise growth; Shi, 2007), until the tree has its leaves
//! or nothing is gained.

use std::ops::Range;

use super::binning::{BinnedTable, Bins};
use super::cut::Left;
use super::examples::Inputs;
use super::histogram::{Layout, Slope, Sums, subtract};
use super::settings::CheckedSettings;
use super::split::{Split, best_split};
use super::tree::{ColumnKind, Condition, Node, Tree, of_levels};

/// Grows trees on one table, and keeps the memory from one to the next.
#[derive(Debug)]
pub(super) struct Grower<'a> {
    settings: &'a CheckedSettings,
    table: BinnedTable,
    layout: Layout,
    /// Levels of each column; 0 for numbers.
    levels: Vec<u32>,
    /// Training rows by leaf: those of a leaf lie together, in the order of the table.
    order: Vec<u32>,
    /// Rows that go right, while a leaf is split.
    right: Vec<u32>,
    /// Slopes of a leaf's rows, while a histogram is filled.
    slopes: Vec<Slope>,
    /// Histograms that no leaf needs.
    spare: Vec<Vec<Sums>>,
}

/// A leaf that may still be split.
#[derive(Debug)]
struct Leaf {
    node: usize,
    rows: Range<usize>,
    value: f64,
    /// Its best split, and the histogram that its children are computed from.
    split: Option<(Split, Vec<Sums>)>,
}

impl<'a> Grower<'a> {
    pub(super) fn new(inputs: &Inputs<'_>, rows: &[usize], settings: &'a CheckedSettings) -> Self {
        let table = BinnedTable::new(inputs, rows, settings.bins, settings.bin_rows);
        let layout = Layout::new(&table);
        let kinds = inputs.columns().iter().map(ColumnKind::of);
        let levels = kinds.map(|kind| match kind {
            ColumnKind::Numbers => 0,
            ColumnKind::Categories { levels } => levels,
        });
        Self {
            settings,
            levels: levels.collect(),
            order: Vec::with_capacity(table.rows),
            right: Vec::new(),
            slopes: Vec::new(),
            spare: Vec::new(),
            table,
            layout,
        }
    }

    /// Grows a tree on the slopes of the training rows, and adds the values of its leaves to their scores. Nothing where no
    /// split gains.
    pub(super) fn grow(&mut self, slopes: &[Slope], scores: &mut [f64]) -> Option<Tree> {
        self.order.clear();
        // Rows are counted in 32 bits (`MAX_ROWS`).
        self.order.extend((0..u32::MAX).take(self.table.rows));
        let rows = 0..self.table.rows;
        let mut histogram = self.histogram();
        self.fill(&mut histogram, rows.clone(), slopes);
        let total = Sums::of(slopes);
        let split = self.split_of(histogram, total);
        split.as_ref()?;
        let mut nodes = vec![Node::Leaf(0.0)];
        let mut leaves = vec![Leaf {
            node: 0,
            rows,
            value: 0.0,
            split,
        }];
        while leaves.len() < self.settings.leaves {
            let Some((place, split, histogram)) = take_best(&mut leaves) else {
                break;
            };
            let is_last = leaves.len() + 1 == self.settings.leaves;
            let (left, right) = self.split(&mut nodes, &leaves[place], split, histogram, slopes, is_last);
            leaves[place] = left;
            leaves.push(right);
        }
        for leaf in leaves {
            nodes[leaf.node] = Node::Leaf(leaf.value);
            self.order[leaf.rows]
                .iter()
                .for_each(|&row| scores[row as usize] += leaf.value);
            self.spare.extend(leaf.split.map(|(_, histogram)| histogram));
        }
        Some(Tree(nodes))
    }

    /// Makes two leaves of one. Those of a tree's last split need no splits of their own.
    fn split(
        &mut self,
        nodes: &mut Vec<Node>,
        parent: &Leaf,
        Split { column, cut }: Split,
        histogram: Vec<Sums>,
        slopes: &[Slope],
        is_last: bool,
    ) -> (Leaf, Leaf) {
        let middle = self.partition(parent.rows.clone(), column, &cut.left);
        let node = nodes.len();
        nodes[parent.node] = self.node(column, &cut.left, cut.gain, node);
        nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
        let leaf = |node: usize, rows: Range<usize>, sums: Sums| {
            let value = sums.value(cut.l2) * self.settings.learning_rate;
            Leaf {
                node,
                rows,
                value,
                split: None,
            }
        };
        let mut left = leaf(node, parent.rows.start..middle, cut.left_sums);
        let mut right = leaf(node + 1, middle..parent.rows.end, cut.right_sums);
        let larger = left.rows.len().max(right.rows.len());
        if is_last || !self.can_split(larger) {
            self.spare.push(histogram);
            return (left, right);
        }
        let mut of_larger = histogram;
        let mut of_smaller = self.histogram();
        let left_is_smaller = left.rows.len() <= right.rows.len();
        let smaller = if left_is_smaller { &left } else { &right };
        self.fill(&mut of_smaller, smaller.rows.clone(), slopes);
        subtract(&mut of_larger, &of_smaller);
        let [of_left, of_right] = if left_is_smaller {
            [of_smaller, of_larger]
        } else {
            [of_larger, of_smaller]
        };
        left.split = self.split_of(of_left, cut.left_sums);
        right.split = self.split_of(of_right, cut.right_sums);
        (left, right)
    }

    fn can_split(&self, rows: usize) -> bool {
        rows / 2 >= self.settings.leaf_rows
    }

    /// The best split of the rows with this histogram, which is kept only where there is one.
    fn split_of(&mut self, histogram: Vec<Sums>, total: Sums) -> Option<(Split, Vec<Sums>)> {
        let split = self.can_split(total.rows as usize);
        let split = split.then(|| best_split(&self.table, &self.layout, &histogram, total, self.settings));
        if let Some(split) = split.flatten() {
            Some((split, histogram))
        } else {
            self.spare.push(histogram);
            None
        }
    }

    fn histogram(&mut self) -> Vec<Sums> {
        self.spare
            .pop()
            .unwrap_or_else(|| vec![Sums::default(); self.layout.len()])
    }

    fn fill(&mut self, histogram: &mut [Sums], rows: Range<usize>, slopes: &[Slope]) {
        let rows = &self.order[rows];
        // In the order of the leaf, so that the columns read them one after the other.
        self.slopes.clear();
        self.slopes.extend(rows.iter().map(|&row| slopes[row as usize]));
        self.layout.fill(histogram, &self.table, rows, &self.slopes);
    }

    /// Puts rows that go left before those that go right, both in their old order, and says where the latter begin.
    fn partition(&mut self, rows: Range<usize>, column: usize, left: &Left) -> usize {
        let missing = self.table.columns[column].values();
        let goes_left: Vec<bool> = (0..=u8::MAX).map(|bin| left.has(bin, missing)).collect();
        let bins = self.table.column(column);
        self.right.clear();
        let mut middle = rows.start;
        for place in rows.clone() {
            let row = self.order[place];
            if goes_left[usize::from(bins[row as usize])] {
                self.order[middle] = row;
                middle += 1;
            } else {
                self.right.push(row);
            }
        }
        self.order[middle..rows.end].copy_from_slice(&self.right);
        middle
    }

    /// The split as a tree keeps it: by cells instead of bins. Its children are the node `left` and the one after it.
    fn node(&self, column: usize, left: &Left, gain: f64, child: usize) -> Node {
        let bins = &self.table.columns[column];
        let missing = bins.values();
        let goes_left = |bin: u8| left.has(bin, missing);
        let condition = match (bins, left) {
            (Bins::Borders(borders), Left::UpTo { bin, .. }) => {
                Condition::AtMost(borders.get(*bin).copied().unwrap_or(f64::MAX))
            }
            _ => of_levels((0..self.levels[column]).filter(|&code| goes_left(bins.of_code(code)))),
        };
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Node::Split {
            column: small(column),
            condition,
            missing_left: left.has(u8::try_from(missing).unwrap_or(u8::MAX), missing),
            left: small(child),
            right: small(child + 1),
            gain,
        }
    }
}

/// The leaf whose best split gains most, with that split. Of equal ones, the first.
fn take_best(leaves: &mut [Leaf]) -> Option<(usize, Split, Vec<Sums>)> {
    let mut best: Option<(usize, f64)> = None;
    for (place, leaf) in leaves.iter().enumerate() {
        if let Some((split, _)) = &leaf.split
            && best.is_none_or(|(_, gain)| split.cut.gain > gain)
        {
            best = Some((place, split.cut.gain));
        }
    }
    let (place, _) = best?;
    let (split, histogram) = leaves[place].split.take()?;
    Some((place, split, histogram))
}
