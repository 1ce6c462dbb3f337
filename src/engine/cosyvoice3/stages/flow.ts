import { DEFAULT_FLOW_STEPS, DEFAULT_GUIDANCE } from '#contract/flow-steps';
import type { MelFrames, MelRows } from '../mel';

export interface FlowSettings {
  /** Euler steps, 4 to 32. */
  readonly steps: number;
  /** Weight of classifier-free guidance, 0 to 1.5. */
  readonly guidance: number;
}

export const defaultFlowSettings: FlowSettings = { steps: DEFAULT_FLOW_STEPS, guidance: DEFAULT_GUIDANCE };

/** The prompt as the flow continues it. */
export interface FlowPrompt {
  /** P tokens. */
  readonly speechTokens: ArrayLike<number>;
  /** Exactly 2 P frames of 80. */
  readonly mel: MelFrames;
  /** 192 numbers, not normalised. */
  readonly speakerEmbedding: Float32Array;
}

export interface FlowRequest {
  readonly prompt: FlowPrompt;
  /** S generated tokens, at least one. */
  readonly tokens: readonly number[];
  readonly settings: FlowSettings;
  readonly signal: AbortSignal;
  /** Called after every step, from 1 to `settings.steps`. */
  readonly onStep: (step: number) => void;
}

/** Speech tokens to mel by flow matching. */
export interface Flow {
  /**
   * @returns log mel of the generated part, shape (80, 2 S): the prompt's frames are cut away
   * @throws the signal's reason between steps; StudioError 'not-a-number', 'out-of-memory', 'text-too-long'
   */
  decode(request: FlowRequest): Promise<MelRows>;
}
