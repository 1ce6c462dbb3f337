import { mulberry32 } from '#audio/mulberry32';

/** For tests of privacy: sentences around words that stand nowhere else, so that any of them elsewhere is a leak. */
export class SecretWords {
  readonly said: string[] = [];
  private readonly draw: () => number;

  constructor(seed: number) {
    this.draw = mulberry32(seed);
  }

  word(): string {
    const made = `zq${Math.floor(this.draw() * 1e9).toString(36)}x`;
    this.said.push(made);
    return made;
  }

  sentence(tail = ''): string {
    return `${this.word()}${this.join()}${this.word()} has ${this.word()}${this.join()}${this.word()}${tail}`;
  }

  /** @returns the lines of a text that say one of the words */
  leaksIn(text: string): string[] {
    return text.split('\n').filter((line) => this.said.some((word) => line.includes(word)));
  }

  private join(): string {
    const joins = [', ', '. ', ': ', ' ', '\n', '“', '\n    at ', ' \uFDD1 '] as const;
    return joins[Math.floor(this.draw() * joins.length)]!;
  }
}
