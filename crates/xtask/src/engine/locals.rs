//! The locals of a finished module, numbered so that it compresses well.
//!
//! A compressor sees that two pieces of code are alike only where their locals have the same numbers. Which local of a
//! type has which number is free, and the optimiser numbers those first that a function uses most. Here each local
//! gets a number that is likely where the local is used: as likely as in the code of all functions, by the bytes
//! before (prediction by partial matching: Cleary and Witten, "Data compression using adaptive coding and partial
//! string matching", 1984). What a function does, and how fast, stays the same.

use std::collections::HashMap;
use std::ops::Range;

use wasm_encoder::{CodeSection, Encode, Module, RawSection};
use wasmparser::{BinaryReaderError, FunctionBody, Operator, Parser, Payload, ValType};

/// From so many bytes before the number of a local, the instruction among them, is the number predicted.
const MOST_BEFORE: usize = 3;
/// A prediction from fewer bytes counts as this many times that a number was seen behind more of them.
const SHORTER: f64 = 1.0;
/// Each round knows better how the others are numbered; more rounds than these win nothing.
const ROUNDS: usize = 8;

/// The module with other numbers of locals.
pub fn renumbered(module: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
    let mut functions = Vec::new();
    let (mut parameters, mut types) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => {
                for function in section.into_iter_err_on_gc_types() {
                    parameters.push(function?.params().to_vec());
                }
            }
            Payload::FunctionSection(section) => {
                types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
            }
            Payload::CodeSectionEntry(body) => {
                let parameters = &parameters[types[functions.len()] as usize];
                functions.push(Function::read(module, &body, parameters)?);
            }
            _ => {}
        }
    }
    let mut seen = Seen::default();
    functions.iter().for_each(|function| seen.count(function, 1));
    for _ in 0..ROUNDS {
        for function in &mut functions {
            seen.count(function, -1);
            function.renumber(&seen);
            seen.count(function, 1);
        }
    }
    with_functions(module, &functions)
}

/// The module with these functions in the place of its own.
fn with_functions(module: &[u8], functions: &[Function]) -> Result<Vec<u8>, BinaryReaderError> {
    let mut out = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::CodeSectionStart { .. } = payload {
            let mut section = CodeSection::new();
            functions.iter().for_each(|function| {
                section.raw(&function.body());
            });
            out.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            out.section(&RawSection { id, data: &module[range] });
        }
    }
    Ok(out.finish())
}

/// A function of a module.
struct Function {
    /// The numbers of all its locals of one type, for each type.
    alike: Vec<Range<u32>>,
    /// The new numbers of its locals by their old ones, parameters first.
    numbers: Vec<u32>,
    uses: Vec<Use>,
    /// The code behind the last use of a local.
    end: Vec<u8>,
}

/// The use of a local.
struct Use {
    /// The code behind the use before, up to and with the instruction.
    before: Vec<u8>,
    /// The old number of the local.
    local: u32,
}

/// The last bytes of code, their number first.
type Context = [u8; MOST_BEFORE + 1];

impl Function {
    fn read(
        module: &[u8],
        body: &FunctionBody<'_>,
        parameters: &[ValType],
    ) -> Result<Function, BinaryReaderError> {
        let mut count = parameters.len() as u32;
        let mut alike: Vec<Range<u32>> = Vec::new();
        for group in body.get_locals_reader()? {
            let (more, _) = group?;
            alike.push(count..count + more);
            count += more;
        }
        let mut uses = Vec::new();
        let mut from = body.range().start;
        let operators = body.get_operators_reader()?;
        for operator in operators.into_iter_with_offsets() {
            let (
                Operator::LocalGet { local_index: local }
                | Operator::LocalSet { local_index: local }
                | Operator::LocalTee { local_index: local },
                at,
            ) = operator?
            else {
                continue;
            };
            // An instruction of one byte, and a number whose last byte alone has no highest bit.
            uses.push(Use { before: module[from..=at].to_vec(), local });
            let digits = module[at + 1..].iter().take_while(|&&byte| byte >= 0x80).count();
            from = at + 2 + digits;
        }
        let end = module[from..body.range().end].to_vec();
        Ok(Function { alike, numbers: (0..count).collect(), uses, end })
    }

    /// The body in the module, behind its length.
    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for Use { before, local } in &self.uses {
            body.extend(before);
            self.numbers[*local as usize].encode(&mut body);
        }
        body.extend(&self.end);
        body
    }

    /// What stands before the number of each use: the last byte, the last two, and so on.
    fn contexts(&self) -> Vec<[Context; MOST_BEFORE]> {
        let mut code = vec![0; MOST_BEFORE];
        let mut all = Vec::new();
        for Use { before, local } in &self.uses {
            code.extend(before);
            let mut contexts = [Context::default(); MOST_BEFORE];
            for (length, context) in (1..).zip(&mut contexts) {
                context[0] = length as u8;
                context[1..=length].copy_from_slice(&code[code.len() - length..]);
            }
            all.push(contexts);
            self.numbers[*local as usize].encode(&mut code);
        }
        all
    }

    /// Gives locals of one type the numbers of each other, as long as that makes all numbers together likelier.
    fn renumber(&mut self, seen: &Seen) {
        let count = self.numbers.len();
        // What it takes in bits to tell all uses of a local if it has a number.
        let mut bits = vec![vec![0.0; count]; count];
        for (Use { local, .. }, contexts) in self.uses.iter().zip(self.contexts()) {
            let Some(range) = self.alike.iter().find(|range| range.contains(local)) else {
                continue;
            };
            for number in range.clone() {
                bits[*local as usize][number as usize] -= seen.chance(&contexts, number).log2();
            }
        }
        let mut goes_on = true;
        while goes_on {
            goes_on = false;
            for range in &self.alike {
                for (a, b) in range.clone().flat_map(|a| (a + 1..range.end).map(move |b| (a, b))) {
                    let (a, b) = (a as usize, b as usize);
                    let own = [self.numbers[a] as usize, self.numbers[b] as usize];
                    let change =
                        bits[a][own[1]] + bits[b][own[0]] - bits[a][own[0]] - bits[b][own[1]];
                    // More than what rounding may make of nothing.
                    if change < -1e-6 {
                        self.numbers.swap(a, b);
                        goes_on = true;
                    }
                }
            }
        }
    }
}

/// How often each number was seen in each context.
#[derive(Default)]
struct Seen {
    numbers: HashMap<(Context, u32), i32>,
    contexts: HashMap<Context, i32>,
}

impl Seen {
    /// Counts the uses of a function this many times.
    fn count(&mut self, function: &Function, times: i32) {
        for (Use { local, .. }, contexts) in function.uses.iter().zip(function.contexts()) {
            let number = function.numbers[*local as usize];
            for context in contexts {
                *self.numbers.entry((context, number)).or_default() += times;
                *self.contexts.entry(context).or_default() += times;
            }
        }
    }

    /// How likely a number is where these contexts are, the shortest first.
    fn chance(&self, contexts: &[Context], number: u32) -> f64 {
        // Where nothing is known: small numbers.
        let mut chance = 0.9f64.powi(number as i32) / 10.0;
        for context in contexts {
            let seen = self.numbers.get(&(*context, number)).copied().unwrap_or_default();
            let all = self.contexts.get(context).copied().unwrap_or_default();
            chance = (f64::from(seen) + SHORTER * chance) / (f64::from(all) + SHORTER);
        }
        chance
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{Function as Body, FunctionSection, Instruction, TypeSection};

    use super::*;

    /// The locals of a function, by how many of which type follow each other, and its instructions.
    type Parts<'a> = (Vec<(u32, wasm_encoder::ValType)>, Vec<Instruction<'a>>);

    /// A module of functions with one parameter.
    fn module(functions: &[Parts<'_>]) -> Vec<u8> {
        let (mut types, mut section, mut code) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([wasm_encoder::ValType::I32], []);
        for (locals, instructions) in functions {
            section.function(0);
            let mut body = Body::new(locals.iter().copied());
            instructions.iter().for_each(|instruction| {
                body.instruction(instruction);
            });
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&section).section(&code);
        module.finish()
    }

    /// The numbers of locals that each function uses, in the order of its code.
    fn used(module: &[u8]) -> Vec<Vec<u32>> {
        let bodies = Parser::new(0).parse_all(module).filter_map(|payload| match payload {
            Ok(Payload::CodeSectionEntry(body)) => Some(body),
            _ => None,
        });
        bodies
            .map(|body| {
                let function = Function::read(module, &body, &[ValType::I32]).unwrap();
                function.uses.iter().map(|used| used.local).collect()
            })
            .collect()
    }

    #[test]
    fn a_function_that_does_what_others_do_gets_the_numbers_of_their_locals() {
        use wasm_encoder::ValType::{F32, I32};
        let sum = |a, b| {
            [a, b, a]
                .into_iter()
                .flat_map(|local| [Instruction::LocalGet(local), Instruction::Drop])
                .chain([Instruction::LocalGet(0), Instruction::LocalSet(b)])
                .collect::<Vec<_>>()
        };
        let locals = vec![(3, I32), (1, F32)];
        let mut functions = vec![(locals.clone(), sum(1, 2)); 5];
        functions.push((locals, sum(3, 1)));
        let before = module(&functions);
        let after = renumbered(&before).unwrap();
        wasmparser::Validator::new().validate_all(&after).unwrap();
        assert_eq!(used(&before)[5], [3, 1, 3, 0, 1]);
        assert!(used(&after).iter().all(|used| *used == [1, 2, 1, 0, 2]), "{:?}", used(&after));
    }

    #[test]
    fn locals_of_another_type_and_parameters_keep_their_numbers() {
        use wasm_encoder::ValType::{F32, I32};
        let get = |local| [Instruction::LocalGet(local), Instruction::Drop];
        let functions = [
            (vec![(1, I32), (1, F32)], [get(1), get(1), get(1)].concat()),
            (vec![(1, I32), (1, F32)], [get(2), get(0), get(2)].concat()),
        ];
        let before = module(&functions);
        assert_eq!(renumbered(&before).unwrap(), before);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        renumbered(b"\0asm\x01\0\0\0\x0a\x05").unwrap_err();
        renumbered(b"text").unwrap_err();
    }
}
