//! Hostile input: no file and no link makes Kindred panic, hang or take much memory.
//!
//! Each test attacks one target with its seeds, which are our cases and what once did harm (`tests/attacks`), and with
//! inputs that `mutate` makes of them. The inputs run in a process of their own, because a process that hangs or takes too
//! much memory cannot stop itself. `cargo xtask fuzz` runs the same tests on fresh seeds.

mod costs;
mod mutate;
mod shells;
mod targets;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use kindred::random::Seed;
use proptest::test_runner::RngSeed;

pub(crate) use self::shells::sealed;
use self::targets::{Input, Target};

/// Time on a processor that one input may take; in programs that are built for tests, most libraries are slow.
const TIME: Duration = Duration::from_secs(5);

/// An input hangs after so much time by the clock, too: on a busy machine a process may wait long for a processor.
const PATIENCE: Duration = Duration::from_secs(100);

/// Memory that one input may take.
const MEMORY: usize = 256 << 20;

/// On fresh seeds there is time for so many times the inputs.
const FRESH: usize = 10;

/// The variable that tells the process with the inputs from the test that starts it.
const ATTACKED: &str = "KINDRED_ATTACKED";

/// What the process prints before each input; its number follows.
const NEXT: &str = "input ";

#[test]
fn tables() {
    attack(Target::Table, "hostile::tables", 700);
}

#[test]
fn workbooks_and_parquet() {
    attack(Target::Converter, "hostile::workbooks_and_parquet", 500);
}

#[test]
fn archives() {
    attack(Target::Archive, "hostile::archives", 500);
}

#[test]
fn links() {
    attack(Target::Link, "hostile::links", 1_000);
}

#[test]
fn networks() {
    attack(Target::Network, "hostile::networks", 1_500);
}

fn attack(target: Target, test: &str, count: usize) {
    let is_fresh = std::env::var_os("PROPTEST_RNG_SEED").is_some();
    let RngSeed::Fixed(seed) = crate::cases::config().rng_seed else {
        panic!("no seed is fixed");
    };
    let count = if is_fresh { count * FRESH } else { count };
    let seed = Seed::new(seed);
    if std::env::var_os(ATTACKED).is_some() {
        suffer(target, seed, count);
    } else {
        watch(target, seed, test, count);
    }
}

/// Runs all inputs, one after the other.
fn suffer(target: Target, seed: Seed, count: usize) {
    let seeds = target.seeds();
    // Ends the line on which the name of the test stands.
    println!();
    for index in 0..seeds.len() + count {
        let input = input(target, &seeds, seed, index);
        println!("{NEXT}{index}");
        // What goes beyond it ends the process.
        let limit = crate::ALLOCATOR.allocated() + MEMORY;
        crate::ALLOCATOR.set_limit(limit).unwrap();
        target.attack(&input);
        crate::ALLOCATOR.set_limit(usize::MAX).unwrap();
    }
}

/// The input with this number: first the seeds as they are, then what is made of them.
fn input(target: Target, seeds: &[Input], seed: Seed, index: usize) -> Input {
    if let Some(input) = seeds.get(index) {
        return input.clone();
    }
    let mut draws = seed.derive(target.name(), index as u64).generator();
    let chosen = &seeds[draws.below(seeds.len())];
    let other = &seeds[draws.below(seeds.len())];
    Input {
        name: chosen.name.clone(),
        bytes: shells::changed(target, &chosen.bytes, &other.bytes, &mut draws),
    }
}

/// Starts the process with the inputs, and fails with the input at which it ends or hangs.
fn watch(target: Target, seed: Seed, test: &str, count: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacks");
    fs::create_dir_all(&folder).unwrap();
    let log = folder.join(format!("{}.log", target.name()));
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(ATTACKED, "yes")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let (last, hangs, slowest) = follow(&mut process);
    if hangs {
        process.kill().unwrap();
    }
    let status = process.wait().unwrap();
    println!(
        "{} inputs, the slowest is {} with {:?}",
        last + 1,
        slowest.0,
        slowest.1
    );
    if status.success() && !hangs {
        // A process that knows no test of this name succeeds, too.
        assert!(
            last >= count,
            "the process ran {} inputs of {count} and its seeds",
            last + 1
        );
        return;
    }
    let input = input(target, &target.seeds(), seed, last);
    let file = folder.join(format!(
        "{}-{}-{last}-{}",
        target.name(),
        seed.number(),
        input.name
    ));
    fs::write(&file, &input.bytes).unwrap();
    let log = String::from_utf8_lossy(&fs::read(&log).unwrap()).into_owned();
    let lines: Vec<&str> = log.lines().collect();
    let end = lines[lines.len().saturating_sub(12)..].join("\n");
    let how = if hangs {
        "hangs".to_owned()
    } else {
        format!("ends the process ({status})")
    };
    panic!("{end}\ninput {last} {how}: {}", file.display());
}

/// Reads what the process prints until it ends or hangs: the last input, whether it hangs, and the slowest input.
fn follow(process: &mut Child) -> (usize, bool, (usize, Duration)) {
    let output = BufReader::new(process.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let number = line.strip_prefix(NEXT).map(|number| number.parse().unwrap());
            if number.is_some_and(|number: usize| sender.send(number).is_err()) {
                break;
            }
        }
    });
    // The seeds take their time, and are ours.
    let mut last = lines.recv().unwrap_or_default();
    let (mut start, mut before) = (Instant::now(), on_processor(process));
    let mut slowest = (last, Duration::ZERO);
    loop {
        let next = lines.recv_timeout(Duration::from_millis(100));
        let now = on_processor(process);
        let took = now
            .zip(before)
            .map_or(start.elapsed(), |(now, before)| now.saturating_sub(before));
        if took > slowest.1 {
            slowest = (last, took);
        }
        match next {
            Ok(number) => (last, start, before) = (number, Instant::now(), now),
            Err(mpsc::RecvTimeoutError::Timeout) if took < TIME && start.elapsed() < PATIENCE => {}
            Err(mpsc::RecvTimeoutError::Timeout) => return (last, true, slowest),
            Err(mpsc::RecvTimeoutError::Disconnected) => return (last, false, slowest),
        }
    }
}

/// How long a process has been on a processor, where the system says so in files: Linux. Its ticks are hundredths of seconds.
fn on_processor(process: &Child) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{}/stat", process.id())).ok()?;
    // The name of the program may hold blanks; two fields behind it are the times in the program and in the system.
    let (_, fields) = text.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    Some(Duration::from_millis(10 * ticks.sum::<Result<u64, _>>().ok()?))
}
