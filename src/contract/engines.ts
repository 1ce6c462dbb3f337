import { z } from 'zod';

/** Engines by what they can do: one names itself in its own folder only, and callers ask for abilities. */

export const engineIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
export type EngineId = z.output<typeof engineIdSchema>;

/** Instead of an id: the engine of the highest rank among those that can speak. */
export const AUTO_ENGINE = 'auto';

/** The engine that every installation has: what `auto` means until the engines have described themselves. */
export const BUILT_IN_ENGINE: EngineId = 'draft';

export const engineAbilitiesSchema = z.object({
  /** Its takes have the voice of the prompt; those of an engine that does not clone are labelled as drafts. */
  clones: z.boolean(),
  /** It says a recording again in another voice (mode `vc`). */
  converts: z.boolean(),
  /** It has parameters of its own (`advancedSchema`). */
  advanced: z.boolean(),
  /** Another seed gives another take. */
  obeysSeed: z.boolean(),
  /** The directions that it follows, as `kind.id`; `any`: it reads every instruction. */
  directions: z.union([z.literal('any'), z.array(z.string())]),
  /** BCP 47 tags of the languages in which it can be told how a character is read. */
  readings: z.array(z.string()),
  /** Its sound can be heard before the take is whole. */
  streams: z.boolean(),
  /** It speaks with model packs. */
  packs: z.boolean(),
  runs: z.enum(['here', 'elsewhere']),
  /** `auto` takes the engine with the highest. */
  rank: z.number(),
});
export type EngineAbilities = z.output<typeof engineAbilitiesSchema>;

interface Described {
  readonly id: EngineId;
  readonly available: boolean;
  readonly abilities: EngineAbilities;
}

/** @returns the engine of the highest rank; undefined when there is none */
export function bestEngine<T extends Described>(engines: readonly T[]): T | undefined {
  return engines.reduce<T | undefined>(
    (best, each) => (best && best.abilities.rank >= each.abilities.rank ? best : each),
    undefined,
  );
}

/** @returns whether the take is a draft and no clone; takes from before engines described themselves have the built-in one's id */
export function isDraft({
  engine,
  clone,
}: {
  readonly engine: EngineId;
  readonly clone?: boolean | undefined;
}) {
  return clone === undefined ? engine === BUILT_IN_ENGINE : !clone;
}
