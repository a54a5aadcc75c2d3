//! The part of Python's pickle format that the weights of a network need.
//!
//! A pickle is a program. This reads the few instructions that `torch.save(model.state_dict())` writes (protocol 2), and knows by
//! name the few functions that they ask for; it refuses all others, and runs none. Instructions as in `CPython`'s
//! `Lib/pickletools.py`.

use super::error::{Damage, FileError, shortened};
use super::kind::FileKind;

/// Place of a value in [`Pickle::values`].
pub(super) type Id = usize;

/// Maximum of values in a pickle. A network has some ten for each of its tensors.
const MAX_VALUES: usize = 200_000;

/// Instructions, by their names in `pickletools`.
mod code {
    pub(super) const PROTO: u8 = 0x80;
    pub(super) const STOP: u8 = b'.';
    pub(super) const MARK: u8 = b'(';

    pub(super) const NONE: u8 = b'N';
    pub(super) const NEWTRUE: u8 = 0x88;
    pub(super) const NEWFALSE: u8 = 0x89;
    pub(super) const BINFLOAT: u8 = b'G';
    pub(super) const BININT: u8 = b'J';
    pub(super) const BININT1: u8 = b'K';
    pub(super) const BININT2: u8 = b'M';
    pub(super) const LONG1: u8 = 0x8a;

    pub(super) const BINUNICODE: u8 = b'X';

    pub(super) const EMPTY_DICT: u8 = b'}';
    pub(super) const EMPTY_LIST: u8 = b']';
    pub(super) const EMPTY_TUPLE: u8 = b')';
    pub(super) const TUPLE: u8 = b't';
    pub(super) const TUPLE1: u8 = 0x85;
    pub(super) const TUPLE2: u8 = 0x86;
    pub(super) const TUPLE3: u8 = 0x87;
    pub(super) const APPEND: u8 = b'a';
    pub(super) const APPENDS: u8 = b'e';
    pub(super) const SETITEM: u8 = b's';
    pub(super) const SETITEMS: u8 = b'u';

    pub(super) const BINPUT: u8 = b'q';
    pub(super) const LONG_BINPUT: u8 = b'r';
    pub(super) const BINGET: u8 = b'h';
    pub(super) const LONG_BINGET: u8 = b'j';

    pub(super) const GLOBAL: u8 = b'c';
    pub(super) const REDUCE: u8 = b'R';
    pub(super) const BINPERSID: u8 = b'Q';
    pub(super) const BUILD: u8 = b'b';
}

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
    /// Attributes of values.
    attributes: Vec<(Id, Id)>,
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
            attributes: Vec::new(),
        };
        loop {
            if let Some(result) = machine.step()? {
                return Ok(Self {
                    values: machine.values,
                    result,
                    attributes: machine.attributes,
                });
            }
        }
    }

    /// What the pickle gives.
    pub(super) fn result(&self) -> Id {
        self.result
    }

    /// The value at a place.
    pub(super) fn get(&self, id: Id) -> &Value {
        self.values.get(id).unwrap_or(&Value::Other)
    }

    /// The entry of a dictionary with this key.
    pub(super) fn entry(&self, dict: Id, key: &str) -> Option<Id> {
        let Value::Dict(entries) = self.get(dict) else {
            return None;
        };
        let entry = entries
            .iter()
            .find(|&&(known, _)| matches!(self.get(known), Value::Text(known) if known == key));
        entry.map(|&(_, value)| value)
    }

    /// The attribute of a value with this name.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<Id> {
        let mut attributes = self.attributes.iter().filter(|&&(owner, _)| owner == id);
        attributes.find_map(|&(_, attributes)| self.entry(attributes, name))
    }
}

struct Machine<'p> {
    rest: &'p [u8],
    values: Vec<Value>,
    stack: Vec<Id>,
    /// Heights of the stack at its marks.
    marks: Vec<usize>,
    memo: Vec<(usize, Id)>,
    attributes: Vec<(Id, Id)>,
}

impl<'p> Machine<'p> {
    /// Carries out one instruction; gives the result at the last one.
    fn step(&mut self) -> Result<Option<Id>, FileError> {
        let code = self.byte()?;
        match code {
            code::STOP => return self.pop().map(Some),
            code::PROTO => drop(self.byte()?),
            code::MARK => self.marks.push(self.stack.len()),
            _ => {
                let is_known = self.step_of_atom(code)?
                    || self.step_of_container(code)?
                    || self.step_of_memo(code)?
                    || self.step_of_building(code)?;
                if !is_known {
                    return Err(FileError::Opcode { code });
                }
            }
        }
        Ok(None)
    }

    /// Carries out an instruction that pushes a text, a number, a truth value or `None`. Like the three after it, says
    /// whether the instruction is one of its own.
    fn step_of_atom(&mut self, code: u8) -> Result<bool, FileError> {
        match code {
            code::NONE | code::NEWTRUE | code::NEWFALSE => self.push(Value::Other)?,
            code::BINFLOAT => {
                self.take(8)?;
                self.push(Value::Other)?;
            }
            code::BININT => {
                let bytes: [u8; 4] = self.array()?;
                self.push(Value::Int(i32::from_le_bytes(bytes).into()))?;
            }
            code::BININT1 => {
                let byte = self.byte()?;
                self.push(Value::Int(byte.into()))?;
            }
            code::BININT2 => {
                let bytes = self.array()?;
                self.push(Value::Int(u16::from_le_bytes(bytes).into()))?;
            }
            code::LONG1 => self.long()?,
            code::BINUNICODE => self.text()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Carries out an instruction that makes or fills a list, a tuple or a dictionary.
    fn step_of_container(&mut self, code: u8) -> Result<bool, FileError> {
        match code {
            code::EMPTY_DICT => self.push(Value::Dict(Vec::new()))?,
            code::EMPTY_LIST | code::EMPTY_TUPLE => self.push(Value::List(Vec::new()))?,
            code::TUPLE => {
                let items = self.since_mark()?;
                self.push(Value::List(items))?;
            }
            code::TUPLE1 => self.tuple(1)?,
            code::TUPLE2 => self.tuple(2)?,
            code::TUPLE3 => self.tuple(3)?,
            code::APPEND => {
                let item = self.pop()?;
                self.append(vec![item])?;
            }
            code::APPENDS => {
                let items = self.since_mark()?;
                self.append(items)?;
            }
            code::SETITEM => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.set(&[key, value])?;
            }
            code::SETITEMS => {
                let items = self.since_mark()?;
                self.set(&items)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Carries out an instruction that keeps a value for later, or recalls one.
    fn step_of_memo(&mut self, code: u8) -> Result<bool, FileError> {
        let place = match code {
            code::BINPUT | code::BINGET => usize::from(self.byte()?),
            code::LONG_BINPUT | code::LONG_BINGET => self.length()?,
            _ => return Ok(false),
        };
        if code == code::BINPUT || code == code::LONG_BINPUT {
            self.memorise(place)?;
        } else {
            self.recall(place)?;
        }
        Ok(true)
    }

    /// Carries out an instruction that names a function, or that makes something of arguments.
    fn step_of_building(&mut self, code: u8) -> Result<bool, FileError> {
        match code {
            code::GLOBAL => {
                let name = format!("{}.{}", self.line()?, self.line()?);
                self.global(name)?;
            }
            code::REDUCE => {
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
            code::BINPERSID => {
                let id = self.pop()?;
                self.push(Value::Persistent(id))?;
            }
            // Attributes of a dictionary: the versions of its modules.
            code::BUILD => {
                let attributes = self.pop()?;
                if let Some(&owner) = self.stack.last() {
                    self.attributes.push((owner, attributes));
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn push(&mut self, value: Value) -> Result<(), FileError> {
        if self.values.len() == MAX_VALUES {
            return Err(damaged(Damage::TooManyParts));
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
            _ if self.memo.len() == MAX_VALUES => {
                return Err(damaged(Damage::TooManyParts));
            }
            _ => self.memo.push((place, last)),
        }
        Ok(())
    }

    fn recall(&mut self, place: usize) -> Result<(), FileError> {
        let found = self.memo.binary_search_by_key(&place, |&(place, _)| place);
        let found = found.map_err(|_| damaged(Damage::Instructions))?;
        if self.stack.len() > MAX_VALUES {
            return Err(damaged(Damage::TooManyParts));
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

    fn text(&mut self) -> Result<(), FileError> {
        let length = self.length()?;
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
