import type { Span } from '#contract/domain';
import { createStore } from '../lib/store';

/** What stands under VOICE of a recording that is not kept: the next take speaks with it. */
export interface PromptInHand extends Span {
  readonly recordingId: string;
  readonly name: string;
  readonly transcript: string;
  /** Something in the selection keeps it from being a prompt. */
  readonly refused: boolean;
}

/** Of the recording that was looked at last; it survives a change of page, and a recording that comes back. */
export const promptInHand = createStore<PromptInHand | undefined>(undefined);
