/** The words of one failure. */
export interface FailureWords {
  /** What happened, without numbers. */
  readonly title: string;
  /** What happened, with the numbers. */
  readonly detail: string;
  /** What to do about it. */
  readonly repair: string;
}

/** The words of a code: sentences, one a line; of each place the first is said whose values the error carries. */
export interface CodeWords extends FailureWords {
  /** Where the value `why` tells one failure of the code from the others: what is said instead. */
  readonly why?: Readonly<Record<string, Partial<FailureWords>>>;
}
