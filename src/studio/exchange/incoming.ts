import type { Consent } from '#contract/consent';
import type { Prompt, Voice, Warning } from '#contract/domain';

/** A voice out of an archive, checked, with its sound in memory; nothing is written yet. */
export interface Incoming extends Pick<
  Voice,
  'tags' | 'colour' | 'language' | 'notes' | 'favourite' | 'defaults'
> {
  readonly name: string;
  readonly createdAt: string;
  readonly synthetic: boolean;
  readonly consent?: Consent | undefined;
  readonly prompts: readonly IncomingPrompt[];
  /** Index of the prompt it speaks with. */
  readonly chosen: number;
  /** The spoken consent, as WAV. */
  readonly statement?: Uint8Array | undefined;
  readonly warnings: readonly Warning[];
}

export interface IncomingPrompt {
  readonly facts: Omit<Prompt, 'id'>;
  /** Mono, 32-bit float: what the library keeps, byte for byte. */
  readonly wav: Uint8Array;
}
