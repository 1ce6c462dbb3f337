/** The language model as the token stage sees it. How a pack stores its cache is the implementation's affair. */
export interface LanguageModel {
  /**
   * Reads the whole sequence: sos, text tokens, task id, speech tokens of the prompt.
   * @throws StudioError 'not-a-number', 'out-of-memory', 'text-too-long' beyond the pack's limits
   */
  begin(sequence: LanguageSequence): Promise<Decoding>;
}

export interface LanguageSequence {
  /** Prompt text and segment, tokenised apart and joined. */
  readonly textIds: readonly number[];
  /** Speech tokens of the prompt in zero_shot, otherwise none. */
  readonly speechTokens: ArrayLike<number>;
}

/** One sequence that grows by a token at a time. */
export interface Decoding {
  /** Logits after the sequence so far, 6761; the caller may change them. */
  readonly logits: Float32Array;
  /** Appends an accepted token and moves `logits` on. Never called with a stop id. */
  accept(token: number): Promise<void>;
}
