/** A spectrogram row by row: `bins` rows of `frames` values, as most graphs take it. */
export interface MelRows {
  readonly data: Float32Array<ArrayBuffer>;
  readonly bins: number;
  readonly frames: number;
}

/** A spectrogram frame by frame: `frames` rows of `bins` values. */
export interface MelFrames {
  readonly data: Float32Array<ArrayBuffer>;
  readonly frames: number;
  readonly bins: number;
}
