//! The part of Python's pickle format that the weights of a network need.
//!
//! A pickle is a program. This reads the few instructions that `torch.save(model.state_dict())` writes (protocol 2), and knows by
//! name the few functions that they ask for; it refuses all others, and runs none. Instructions as in `CPython`'s
//! `Lib/pickletools.py`.

use super::error::{Damage, FileError, shortened};
use super::kind::FileKind;

/// Place of a value in [`Pickle::values`].
pub(super) type Id = usize;

/// Most values of a pickle: a network has some ten for each of its tensors.
const MOST_VALUES: usize = 200_000;

/// A value. Values within values are places, so that a pickle which repeats itself stays as small as its file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// `None`, a truth value, or a number that no shape needs.
    Other,
    Int(i64),
    Text(String),
    List(Vec<Id>),
    Dict(Vec<(Id, Id)>),
    /// A function or class, by module and name.
    Global(String),
    /// What a persistent id stands for.
    Persistent(Id),
    /// What a function makes of its arguments.
    Call(String, Id),
}

/// Functions and classes that the weights of a network ask for, beside storages.
const ALLOWED: [&str; 4] = [
    "collections.OrderedDict",
    "torch._utils._rebuild_tensor",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_parameter",
];

/// The values of a pickle, and which of them is its result.
#[derive(Debug)]
pub(super) struct Pickle {
    values: Vec<Value>,
    result: Id,
}

impl Pickle {
    /// Reads a pickle without running anything.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, FileError> {
        let mut machine = Machine {
            rest: bytes,
            values: Vec::new(),
            stack: Vec::new(),
            marks: Vec::new(),
            memo: Vec::new(),
        };
        loop {
            if let Some(result) = machine.step()? {
                return Ok(Self {
                    values: machine.values,
                    result,
                });
            }
        }
    }

    /// What the pickle gives.
    pub(super) fn result(&self) -> &Value {
        self.get(self.result)
    }

    /// The value at a place.
    pub(super) fn get(&self, id: Id) -> &Value {
        self.values.get(id).unwrap_or(&Value::Other)
    }
}

struct Machine<'p> {
    rest: &'p [u8],
    values: Vec<Value>,
    stack: Vec<Id>,
    /// Heights of the stack at its marks.
    marks: Vec<usize>,
    memo: Vec<(usize, Id)>,
}

impl<'p> Machine<'p> {
    /// Carries out one instruction; gives the result at the last one.
    fn step(&mut self) -> Result<Option<Id>, FileError> {
        let code = self.byte()?;
        match code {
            // PROTO
            0x80 => drop(self.byte()?),
            // STOP
            b'.' => return self.pop().map(Some),
            // MARK
            b'(' => self.marks.push(self.stack.len()),
            // NONE, NEWTRUE, NEWFALSE
            b'N' | 0x88 | 0x89 => self.push(Value::Other)?,
            // BINFLOAT
            b'G' => {
                self.take(8)?;
                self.push(Value::Other)?;
            }
            // BININT, BININT1, BININT2, LONG1
            b'J' => {
                let bytes: [u8; 4] = self.array()?;
                self.push(Value::Int(i32::from_le_bytes(bytes).into()))?;
            }
            b'K' => {
                let [byte] = self.array()?;
                self.push(Value::Int(byte.into()))?;
            }
            b'M' => {
                let bytes = self.array()?;
                self.push(Value::Int(u16::from_le_bytes(bytes).into()))?;
            }
            0x8a => self.long()?,
            // BINUNICODE
            b'X' => {
                let length = self.length()?;
                self.text(length)?;
            }
            // EMPTY_DICT, EMPTY_LIST, EMPTY_TUPLE
            b'}' => self.push(Value::Dict(Vec::new()))?,
            b']' | b')' => self.push(Value::List(Vec::new()))?,
            // TUPLE, TUPLE1, TUPLE2, TUPLE3
            b't' => {
                let items = self.since_mark()?;
                self.push(Value::List(items))?;
            }
            0x85 => self.tuple(1)?,
            0x86 => self.tuple(2)?,
            0x87 => self.tuple(3)?,
            // APPEND, APPENDS
            b'a' => {
                let item = self.pop()?;
                self.append(vec![item])?;
            }
            b'e' => {
                let items = self.since_mark()?;
                self.append(items)?;
            }
            // SETITEM, SETITEMS
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.set(&[key, value])?;
            }
            b'u' => {
                let items = self.since_mark()?;
                self.set(&items)?;
            }
            // BINPUT, LONG_BINPUT
            b'q' => {
                let place = usize::from(self.byte()?);
                self.memorise(place)?;
            }
            b'r' => {
                let place = self.length()?;
                self.memorise(place)?;
            }
            // BINGET, LONG_BINGET
            b'h' => {
                let place = usize::from(self.byte()?);
                self.recall(place)?;
            }
            b'j' => {
                let place = self.length()?;
                self.recall(place)?;
            }
            // GLOBAL
            b'c' => {
                let name = format!("{}.{}", self.line()?, self.line()?);
                self.global(name)?;
            }
            // REDUCE
            b'R' => {
                let (arguments, function) = (self.pop()?, self.pop()?);
                let Value::Global(name) = &self.values[function] else {
                    return Err(damaged(Damage::Instructions));
                };
                let call = match name.as_str() {
                    "collections.OrderedDict" => Value::Dict(Vec::new()),
                    name => Value::Call(name.to_owned(), arguments),
                };
                self.push(call)?;
            }
            // BINPERSID
            b'Q' => {
                let id = self.pop()?;
                self.push(Value::Persistent(id))?;
            }
            // BUILD: attributes of a dictionary, such as the versions of its layers. They are left out.
            b'b' => {
                self.pop()?;
            }
            code => return Err(FileError::Opcode { code }),
        }
        Ok(None)
    }

    fn push(&mut self, value: Value) -> Result<(), FileError> {
        if self.values.len() == MOST_VALUES {
            return Err(damaged(Damage::TooManyValues));
        }
        self.stack.push(self.values.len());
        self.values.push(value);
        Ok(())
    }

    fn pop(&mut self) -> Result<Id, FileError> {
        self.stack.pop().ok_or_else(|| damaged(Damage::Instructions))
    }

    fn since_mark(&mut self) -> Result<Vec<Id>, FileError> {
        let mark = self.marks.pop().filter(|&mark| mark <= self.stack.len());
        let mark = mark.ok_or_else(|| damaged(Damage::Instructions))?;
        Ok(self.stack.split_off(mark))
    }

    fn tuple(&mut self, length: usize) -> Result<(), FileError> {
        let start = self.stack.len().checked_sub(length);
        let start = start.ok_or_else(|| damaged(Damage::Instructions))?;
        let items = self.stack.split_off(start);
        self.push(Value::List(items))
    }

    fn append(&mut self, items: Vec<Id>) -> Result<(), FileError> {
        match self.stack.last().and_then(|&last| self.values.get_mut(last)) {
            Some(Value::List(list)) => list.extend(items),
            _ => return Err(damaged(Damage::Instructions)),
        }
        Ok(())
    }

    fn set(&mut self, items: &[Id]) -> Result<(), FileError> {
        let (pairs, odd) = items.as_chunks::<2>();
        match self.stack.last().and_then(|&last| self.values.get_mut(last)) {
            Some(Value::Dict(dict)) if odd.is_empty() => {
                dict.extend(pairs.iter().map(|&[key, value]| (key, value)));
            }
            _ => return Err(damaged(Damage::Instructions)),
        }
        Ok(())
    }

    fn memorise(&mut self, place: usize) -> Result<(), FileError> {
        let last = *self.stack.last().ok_or_else(|| damaged(Damage::Instructions))?;
        // Places come in order in all files that Python writes.
        match self.memo.last() {
            Some(&(highest, _)) if place <= highest => return Err(damaged(Damage::Instructions)),
            _ if self.memo.len() == MOST_VALUES => {
                return Err(damaged(Damage::TooManyValues));
            }
            _ => self.memo.push((place, last)),
        }
        Ok(())
    }

    fn recall(&mut self, place: usize) -> Result<(), FileError> {
        let found = self.memo.binary_search_by_key(&place, |&(place, _)| place);
        let found = found.map_err(|_| damaged(Damage::Instructions))?;
        if self.stack.len() > MOST_VALUES {
            return Err(damaged(Damage::TooManyValues));
        }
        self.stack.push(self.memo[found].1);
        Ok(())
    }

    fn global(&mut self, name: String) -> Result<(), FileError> {
        let storage = name
            .strip_prefix("torch.")
            .and_then(|name| name.strip_suffix("Storage"));
        let is_storage =
            storage.is_some_and(|kind| kind.chars().all(|letter| letter.is_ascii_alphanumeric()));
        if !is_storage && !ALLOWED.contains(&name.as_str()) {
            return Err(FileError::Global {
                name: shortened(&name),
            });
        }
        self.push(Value::Global(name))
    }

    /// A whole number of up to eight bytes, lowest first, in two's complement.
    fn long(&mut self) -> Result<(), FileError> {
        let length = usize::from(self.byte()?);
        let bytes = self.take(length)?;
        if length > 8 {
            return self.push(Value::Other);
        }
        let negative = bytes.last().is_some_and(|&last| last >= 0x80);
        let mut whole = [if negative { 0xff } else { 0 }; 8];
        whole[..length].copy_from_slice(bytes);
        self.push(Value::Int(i64::from_le_bytes(whole)))
    }

    fn text(&mut self, length: usize) -> Result<(), FileError> {
        let text = std::str::from_utf8(self.take(length)?).map_err(|_| damaged(Damage::NotUtf8))?;
        self.push(Value::Text(text.to_owned()))
    }

    fn line(&mut self) -> Result<&'p str, FileError> {
        let end = self.rest.iter().position(|&byte| byte == b'\n');
        let line = self.take(end.ok_or_else(|| damaged(Damage::EndsEarly))?)?;
        self.byte()?;
        std::str::from_utf8(line).map_err(|_| damaged(Damage::NotUtf8))
    }

    fn take(&mut self, length: usize) -> Result<&'p [u8], FileError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or_else(|| damaged(Damage::EndsEarly))?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FileError> {
        let (taken, rest) = self
            .rest
            .split_first_chunk()
            .ok_or_else(|| damaged(Damage::EndsEarly))?;
        self.rest = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, FileError> {
        self.array().map(|[byte]| byte)
    }

    fn length(&mut self) -> Result<usize, FileError> {
        let length = u32::from_le_bytes(self.array()?);
        Ok(usize::try_from(length).unwrap_or(usize::MAX))
    }
}

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::PyTorch,
        damage,
    }
}
