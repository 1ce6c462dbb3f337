import { z } from 'zod';
import { askedFields } from '#contract/asked';
import { directionKindSchema, limits, peaksSchema, sourceRefSchema, textModeSchema } from '#contract/domain';
import { createStore, type Store } from '../../lib/store';
import { countCharacters, isSpeakable } from './text-length';

const draftSourceSchema = z.object({
  ref: sourceRefSchema,
  name: z.string(),
  durationSec: z.number(),
  /** Coarse; empty when not known. */
  peaks: peaksSchema.default([]),
});
/** Speech that the next take converts. */
export type DraftSource = Readonly<z.output<typeof draftSourceSchema>>;

export const draftSchema = z.object({
  /** What a take is made from: a text, or speech to convert. */
  from: z.enum(['words', 'speech']).default('words'),
  text: askedFields.text,
  language: askedFields.language.catch(undefined),
  source: draftSourceSchema.optional().catch(undefined),
  mode: z.union([textModeSchema, z.literal('auto')]),
  // the instruction, and the preset it started from
  picks: z.partialRecord(directionKindSchema, z.string()),
  freeText: z.string(),
  speed: askedFields.speed,
  /** Whether it stands below the words how they will be read. */
  showsSpoken: z.boolean().default(false),
  // drafts of before, and values that a range no longer has
  advanced: askedFields.advanced.unwrap().catch({}),
});

/** What stands in the composer; seed, lock and engine are settings of the studio. */
export type Draft = Readonly<z.output<typeof draftSchema>>;

export const emptyDraft: Draft = {
  from: 'words',
  text: '',
  mode: 'auto',
  picks: {},
  freeText: '',
  speed: 1,
  advanced: {},
  showsSpoken: false,
};

const STORED_AS = 'studio.draft.1';

/** Why a take cannot be started, and what the sentence needs. */
export type Blocked =
  | {
      readonly code:
        | 'loading'
        | 'connection'
        | 'readOnly'
        | 'voice'
        | 'prompt'
        | 'empty'
        | 'unspeakable'
        | 'seed'
        | 'speed'
        | 'source'
        | 'conversion';
    }
  | { readonly code: 'tooLong'; readonly count: number; readonly max: number }
  | { readonly code: 'direction'; readonly max: number };

/** Everything that decides whether Generate may be pressed. */
export interface Readiness {
  readonly draft: Draft;
  readonly loaded: boolean;
  readonly connected: boolean;
  /** The library is open for looking only. */
  readonly readOnly: boolean;
  readonly hasVoice: boolean;
  /** What is to speak is a selection that no voice can speak with. */
  readonly refused: boolean;
  /** The engine in hand can convert speech. */
  readonly converts: boolean;
  readonly seed: number | undefined;
  readonly instruction: string;
}

/** @returns the first reason against a take, in the order in which a person would fix them; undefined when ready. */
export function blockedBy(ready: Readiness): Blocked | undefined {
  const { draft } = ready;
  if (!ready.connected) return { code: 'connection' };
  if (!ready.loaded) return { code: 'loading' };
  if (ready.readOnly) return { code: 'readOnly' };
  if (!ready.hasVoice) return { code: 'voice' };
  if (ready.refused) return { code: 'prompt' };
  const content = draft.from === 'speech' ? speechBlock(ready) : wordsBlock(ready);
  if (content) return content;
  if (ready.seed === undefined) return { code: 'seed' };
  if (!(draft.speed >= limits.speed.min && draft.speed <= limits.speed.max)) return { code: 'speed' };
  return undefined;
}

function speechBlock({ draft, converts }: Readiness): Blocked | undefined {
  if (!converts) return { code: 'conversion' };
  return draft.source ? undefined : { code: 'source' };
}

function wordsBlock({ draft, instruction }: Readiness): Blocked | undefined {
  const words = draft.text.trim();
  const { max } = limits.textCharacters;
  if (words === '') return { code: 'empty' };
  if (!isSpeakable(words)) return { code: 'unspeakable' };
  // a text has no more characters than units: it is counted at every key only where that decides
  const count = words.length > max ? countCharacters(words) : 0;
  if (count > max) return { code: 'tooLong', count, max };
  if (countCharacters(instruction) > limits.instructionCharacters.max)
    return { code: 'direction', max: limits.instructionCharacters.max };
  return undefined;
}

/** The draft of this window; it survives a change of page and a reload, so that no words are lost. */
export function createDraftStore(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): Store<Draft> {
  const store = createStore(read(storage));
  store.subscribe(() => {
    try {
      storage?.setItem(STORED_AS, JSON.stringify(store.get()));
    } catch {
      // a full or forbidden storage costs the draft its memory, not the window its work
    }
  });
  return store;
}

function read(storage: Pick<Storage, 'getItem'> | undefined): Draft {
  try {
    return draftSchema.parse(JSON.parse(storage?.getItem(STORED_AS) ?? 'null'));
  } catch {
    return emptyDraft;
  }
}

export const draftStore = createDraftStore(typeof window === 'undefined' ? undefined : window.localStorage);

/** What stands in the seed field while it differs from the saved seed: half-typed, or not a seed at all. */
export const typedSeed = createStore<string | undefined>(undefined);
