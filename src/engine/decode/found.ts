/** What decoding a file came to, beside its samples. */
export interface Found {
  readonly format: string;
  /** How many times a decoder complained about damaged parts. */
  readonly complaints: number;
  /** The file ends before the sound that it announces. */
  readonly truncated?: boolean;
  /** How long the file says it is; undefined when it does not say. */
  readonly announcedSec?: number | undefined;
}
