/** Where a stretch stood in the text that a person typed: UTF-16 offsets, the end excluded. */
export interface Place {
  readonly startChar: number;
  readonly endChar: number;
}

/** What a rewriting rule is told of one match. */
export interface PlacedMatch extends Place {
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  /** Offset in the text that is being rewritten. */
  readonly index: number;
}

/**
 * A text whose every character knows where it stood in the typed text, whatever rules have made of it since. What a rule
 * writes stands where the whole match stood.
 */
export class PlacedText {
  private constructor(
    readonly text: string,
    /** Of each UTF-16 unit of the text. */
    private readonly starts: readonly number[],
    private readonly ends: readonly number[],
  ) {}

  static of(typed: string): PlacedText {
    const starts = Array.from({ length: typed.length }, (_, at) => at);
    return new PlacedText(
      typed,
      starts,
      starts.map((at) => at + 1),
    );
  }

  static join(parts: readonly PlacedText[]): PlacedText {
    return new PlacedText(
      parts.map(({ text }) => text).join(''),
      parts.flatMap(({ starts }) => starts),
      parts.flatMap(({ ends }) => ends),
    );
  }

  /** Words that nobody typed, between two places. */
  static written(text: string, { startChar, endChar }: Place): PlacedText {
    return new PlacedText(
      text,
      Array.from({ length: text.length }, () => startChar),
      Array.from({ length: text.length }, () => endChar),
    );
  }

  get length(): number {
    return this.text.length;
  }

  /** From the first to the last typed character of a stretch; an empty one stands where the text ends or begins. */
  place(from = 0, to = this.length): Place {
    if (from >= to) {
      const at = this.starts[from] ?? this.ends.at(-1) ?? 0;
      return { startChar: at, endChar: at };
    }
    let startChar = Infinity;
    let endChar = 0;
    for (let at = from; at < to; at++) {
      startChar = Math.min(startChar, this.starts[at]!);
      endChar = Math.max(endChar, this.ends[at]!);
    }
    return { startChar, endChar };
  }

  /** Whether a place of the text lies inside what one rule wrote: its neighbours stand for the same typed characters. */
  isInsideWritten(at: number): boolean {
    if (at <= 0 || at >= this.length) return false;
    return this.starts[at - 1] === this.starts[at] && this.ends[at - 1] === this.ends[at];
  }

  slice(from: number, to = this.length): PlacedText {
    return new PlacedText(this.text.slice(from, to), this.starts.slice(from, to), this.ends.slice(from, to));
  }

  append(text: string): PlacedText {
    const end = this.place(this.length);
    return PlacedText.join([this, PlacedText.written(text, end)]);
  }

  trim(): PlacedText {
    const from = this.length - this.text.trimStart().length;
    return this.slice(from, Math.max(from, this.text.trimEnd().length));
  }

  /** As `String.replace` with a global pattern; `undefined` leaves the match as it is. */
  replace(pattern: RegExp, write: string | ((match: PlacedMatch) => string | undefined)): PlacedText {
    const parts: PlacedText[] = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      const to = match.index + match[0].length;
      const place = this.place(match.index, to);
      const written =
        typeof write === 'string'
          ? write
          : write({ text: match[0], groups: match.slice(1), index: match.index, ...place });
      if (written === undefined || written === match[0]) continue;
      parts.push(this.slice(from, match.index), PlacedText.written(written, place));
      from = to;
    }
    return parts.length === 0 ? this : PlacedText.join([...parts, this.slice(from)]);
  }

  split(separator: RegExp): PlacedText[] {
    const parts: PlacedText[] = [];
    let from = 0;
    for (const match of this.text.matchAll(separator)) {
      parts.push(this.slice(from, match.index));
      from = match.index + match[0].length;
    }
    return [...parts, this.slice(from)];
  }

  /** Pieces that were cut out of this text, in order, with what a cutter left out or trimmed between them. */
  locate(pieces: readonly string[]): PlacedText[] {
    let at = 0;
    return pieces.map((piece) => {
      const found: number[] = [];
      for (const unit of Array.from({ length: piece.length }, (_, index) => piece[index]!)) {
        const next = this.text.indexOf(unit, at);
        if (next < 0) break;
        found.push(next);
        at = next + 1;
      }
      const part = PlacedText.join(found.map((index) => this.slice(index, index + 1)));
      return found.length === piece.length ? part : part.append(piece.slice(found.length));
    });
  }
}
