import type { InstructionPreset } from '#contract/domain';

export type DirectionKind = InstructionPreset['kind'];

/** The order in which directions are said: where the voice comes from, how it feels, how it moves. */
export const directionKinds = [
  'dialect',
  'emotion',
  'rate',
  'volume',
  'style',
] as const satisfies readonly DirectionKind[];

/** At most one preset of a kind, by its id. */
export type Picks = Readonly<Partial<Record<DirectionKind, string>>>;

export interface Instruction {
  readonly instruction: string;
  /** Set when the instruction is exactly one template. */
  readonly instructionId?: string;
}

/** Presets and free words as the one instruction text that the engine reads. */
export function composeInstruction(
  presets: readonly InstructionPreset[],
  picks: Picks,
  freeText: string,
): Instruction {
  const chosen = directionKinds.flatMap((kind) =>
    presets.filter((each) => each.id === picks[kind]).slice(0, 1),
  );
  const parts = [...chosen.map((each) => each.instruction), freeText.trim()].filter((part) => part !== '');
  const instruction = parts.reduce(joinSentences, '');
  const only = chosen.length === 1 && parts.length === 1 ? chosen[0] : undefined;
  return only ? { instruction, instructionId: only.id } : { instruction };
}

/** What a take's instruction looks like in the fields: whole templates become picks, the rest stays free text. */
export function takeApart(
  presets: readonly InstructionPreset[],
  instruction: string,
): { readonly picks: Picks; readonly freeText: string } {
  const picks: Partial<Record<DirectionKind, string>> = {};
  let rest = instruction;
  for (const preset of presets) {
    if (picks[preset.kind] !== undefined || !rest.includes(preset.instruction)) continue;
    picks[preset.kind] = preset.id;
    rest = rest.replace(preset.instruction, ' ');
  }
  return { picks, freeText: rest.replace(/\s+/g, ' ').trim() };
}

/** Chinese sentences follow each other without a space, all others with one. */
function joinSentences(before: string, after: string): string {
  if (before === '') return after;
  const ended = /[。！？.!?]$/u.test(before)
    ? before
    : `${before}${/\p{Script=Han}$/u.test(before) ? '。' : '.'}`;
  return /[。！？]$/u.test(ended) ? `${ended}${after}` : `${ended} ${after}`;
}
