/** The numbers that every CosyVoice 3 stage shares. Source: the published model's configuration. */

/** Rate of the speech tokenizer's and the speaker encoder's input. */
export const ENROL_RATE_HZ = 16_000;
/** Rate of the flow's prompt mel and of every waveform that leaves the vocoder. */
export const OUTPUT_RATE_HZ = 24_000;
/** Mel frames per speech token; 25 tokens make a second. */
export const FRAMES_PER_TOKEN = 2;
/** Speech tokens per second of audio. */
export const TOKENS_PER_SEC = 25;
/** Vocoder samples per mel frame, at 24 kHz. */
export const SAMPLES_PER_FRAME = 480;
export const MEL_BINS = 80;
/** Numbers of a speaker embedding. */
export const SPEAKER = 192;
/** Mel frames of prompt and output together that the flow noise and the vocoder's noise buffer cover: 300 s. */
export const MAX_MEL_FRAMES = 15_000;

/** Speech codes are 0 to 6560; every id from here up is a stop id when the model emits it. */
export const SPEECH_CODES = 6561;
/** Length of the head's logits; rows of the speech embedding table. */
export const SPEECH_LOGITS = 6761;
/** Rows of the speech embedding table that frame the language model's input. */
export const SOS_ID = 6561;
export const EOS_ID = 6562;
export const TASK_ID = 6563;

/** A speaker embedding that no voice has: for trying a graph. */
export const unitVector = (length: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, i) => (i === 0 ? 1 : 0));
