/**
 * A machine for pickles that can build values and do nothing else. Nothing is imported and nothing is called: a global
 * is only its name, and what a program would call stays an inert value unless `reduce` knows a harmless meaning for it.
 */

/** Something that the pickle names, `module.name`, or what came of "calling" it. */
export class Inert {
  constructor(readonly name: string) {}
}

/** What is wrong with a pickle, and where. */
export class MalformedPickle extends Error {}

export interface PickleMeaning {
  /** @returns what a known call builds, undefined for an unknown one */
  reduce(name: string, args: readonly unknown[]): unknown;
  /** @returns what stands behind a persistent id */
  persistent(id: unknown): unknown;
}

/** Values that a pickle may remember: far above any checkpoint's. */
const LARGEST_MEMO = 1 << 20;

/** Marks where a list on the stack begins. */
const MARK = Symbol('mark');

/** @returns what the pickle builds. @throws MalformedPickle naming opcode and place */
export function readPickle(bytes: Uint8Array, meaning: PickleMeaning): unknown {
  return new PickleMachine(bytes, meaning).run();
}

class PickleMachine {
  private readonly view: DataView;
  private readonly stack: unknown[] = [];
  private readonly memo: unknown[] = [];
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly meaning: PickleMeaning,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): unknown {
    for (;;) {
      const from = this.at;
      const opcode = this.uint8();
      if (opcode === 0x2e) return this.pop();
      const step = opcodes[opcode];
      if (!step)
        throw new MalformedPickle(`opcode 0x${hex(opcode)} at byte ${from} is none that weights need`);
      step(this);
    }
  }

  // the bytes of the program

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new MalformedPickle(`it ends inside an opcode at byte ${this.at}`);
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  private number(length: number, read: (at: number) => number): number {
    const { at } = this;
    this.take(length);
    return read(at);
  }

  uint8 = (): number => this.number(1, (at) => this.view.getUint8(at));
  uint16 = (): number => this.number(2, (at) => this.view.getUint16(at, true));
  uint32 = (): number => this.number(4, (at) => this.view.getUint32(at, true));
  int32 = (): number => this.number(4, (at) => this.view.getInt32(at, true));
  float64 = (): number => this.number(8, (at) => this.view.getFloat64(at, false));

  text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw new MalformedPickle(`a name at byte ${this.at} does not end`);
    const text = this.text(end - this.at);
    this.at = end + 1;
    return text;
  }

  /** A whole number of any length, least byte first, the last with the sign. */
  long(length: number): number {
    let value = 0n;
    const taken = this.take(length);
    for (let i = 0; i < length; i++) value |= BigInt(taken[i]!) << BigInt(8 * i);
    return Number(BigInt.asIntN(8 * length, value));
  }

  // its stack and memory

  push(value: unknown): void {
    this.stack.push(value);
  }

  pop(): unknown {
    if (this.stack.length === 0) throw this.malformed('takes a value where there is none');
    return this.stack.pop();
  }

  popTo(): unknown[] {
    const mark = this.stack.lastIndexOf(MARK);
    if (mark < 0) throw this.malformed('takes a list that was not begun');
    return this.stack.splice(mark).slice(1);
  }

  popMany(count: number): unknown[] {
    const taken = this.stack.splice(Math.max(0, this.stack.length - count));
    if (taken.length === count && !taken.includes(MARK)) return taken;
    throw this.malformed('takes more values than there are');
  }

  top<T extends object>(kind: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.stack.at(-1);
    if (is(value)) return value;
    // what is added to an object of an unknown class is dropped with it
    if (value instanceof Inert) return undefined;
    throw this.malformed(`adds to something that is no ${kind}`);
  }

  remember(index = this.memo.length): void {
    if (index >= LARGEST_MEMO) throw this.malformed('remembers too many values');
    this.memo[index] = this.stack.at(-1);
  }

  recall(index: number): void {
    if (!(index in this.memo)) throw this.malformed('recalls what it never remembered');
    this.push(this.memo[index]);
  }

  reduce(): void {
    const [callable, args] = this.popMany(2);
    if (!(callable instanceof Inert) || !Array.isArray(args))
      throw this.malformed('calls what cannot be called');
    this.push(this.meaning.reduce(callable.name, args) ?? new Inert(callable.name));
  }

  persistent(): void {
    this.push(this.meaning.persistent(this.pop()));
  }

  setItems(items: readonly unknown[]): void {
    if (items.length % 2 !== 0) throw this.malformed('sets a key without a value');
    const target = this.top('dictionary', (value) => value instanceof Map);
    for (let i = 0; target && i < items.length; i += 2) target.set(items[i], items[i + 1]);
  }

  append(items: readonly unknown[]): void {
    const target = this.top('list', (value): value is unknown[] => Array.isArray(value));
    for (const item of items) target?.push(item);
  }

  dictionary(items: readonly unknown[]): void {
    this.push(new Map());
    this.setItems(items);
  }

  private malformed(what: string): MalformedPickle {
    return new MalformedPickle(`the opcode before byte ${this.at} ${what}`);
  }
}

type Step = (machine: PickleMachine) => void;

/** What torch.save writes with protocol 2 and 4, and cheap relatives. */
const opcodes: Readonly<Record<number, Step>> = {
  0x80: (m) => void m.uint8(), // PROTO
  0x95: (m) => void m.take(8), // FRAME
  0x28: (m) => m.push(MARK),
  0x30: (m) => void m.pop(),
  0x4e: (m) => m.push(null),
  0x88: (m) => m.push(true),
  0x89: (m) => m.push(false),
  0x4b: (m) => m.push(m.uint8()), // BININT1
  0x4d: (m) => m.push(m.uint16()), // BININT2
  0x4a: (m) => m.push(m.int32()), // BININT
  0x8a: (m) => m.push(m.long(m.uint8())), // LONG1
  0x47: (m) => m.push(m.float64()), // BINFLOAT
  0x58: (m) => m.push(m.text(m.uint32())), // BINUNICODE
  0x8c: (m) => m.push(m.text(m.uint8())), // SHORT_BINUNICODE
  0x54: (m) => m.push(m.take(m.uint32())), // BINSTRING
  0x55: (m) => m.push(m.take(m.uint8())), // SHORT_BINSTRING
  0x42: (m) => m.push(m.take(m.uint32())), // BINBYTES
  0x43: (m) => m.push(m.take(m.uint8())), // SHORT_BINBYTES
  0x5d: (m) => m.push([]), // EMPTY_LIST
  0x29: (m) => m.push([]), // EMPTY_TUPLE
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x6c: (m) => m.push(m.popTo()), // LIST
  0x74: (m) => m.push(m.popTo()), // TUPLE
  0x64: (m) => m.dictionary(m.popTo()), // DICT
  0x85: (m) => m.push(m.popMany(1)), // TUPLE1
  0x86: (m) => m.push(m.popMany(2)), // TUPLE2
  0x87: (m) => m.push(m.popMany(3)), // TUPLE3
  0x61: (m) => m.append([m.pop()]), // APPEND
  0x65: (m) => m.append(m.popTo()), // APPENDS
  0x73: (m) => m.setItems(m.popMany(2)), // SETITEM
  0x75: (m) => m.setItems(m.popTo()), // SETITEMS
  0x71: (m) => m.remember(m.uint8()), // BINPUT
  0x72: (m) => m.remember(m.uint32()), // LONG_BINPUT
  0x94: (m) => m.remember(), // MEMOIZE
  0x68: (m) => m.recall(m.uint8()), // BINGET
  0x6a: (m) => m.recall(m.uint32()), // LONG_BINGET
  0x63: (m) => m.push(new Inert(`${m.line()}.${m.line()}`)), // GLOBAL
  0x93: (m) => m.push(new Inert(m.popMany(2).map(String).join('.'))), // STACK_GLOBAL
  0x52: (m) => m.reduce(), // REDUCE
  0x81: (m) => m.reduce(), // NEWOBJ
  0x62: (m) => void m.pop(), // BUILD: an object's state is dropped
  0x51: (m) => m.persistent(), // BINPERSID
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
