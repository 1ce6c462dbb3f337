import type { InstructionPreset, Understood } from '#contract/domain';
import { fillers, vocabulary } from './vocabulary';

type Direction = Understood['directions'][number];

/** What an engine can do with a direction. */
export interface Abilities {
  /** @param direction `kind.id` */
  canFollow(direction: string): boolean;
  /** What happens instead, as a half sentence for the list of what was ignored. */
  insteadOf(direction: Direction): string;
}

/** Kinds of which one at a time makes sense; styles may be combined. */
const SINGLE: readonly Direction['kind'][] = ['dialect', 'emotion', 'rate', 'volume'];

/**
 * Finds the directions of an instruction: the presets word for word, otherwise free words in English and Chinese, in any
 * combination (“开心地用四川话”). Nothing is dropped silently: parts without a meaning, directions that the engine cannot
 * follow and second directions of one kind are listed in `ignored`.
 */
export function understand(
  instruction: string,
  presets: readonly InstructionPreset[],
  abilities: Abilities,
): Understood {
  const { directions, rest } = findDirections(instruction, presets);
  const followed: Direction[] = [];
  const ignored: string[] = [];
  for (const direction of directions) {
    const taken = followed.find(({ kind }) => kind === direction.kind);
    if (taken && (taken.id === direction.id || SINGLE.includes(direction.kind))) {
      if (taken.id !== direction.id)
        ignored.push(`${direction.zh} (${direction.en}): only one ${direction.kind} at a time`);
    } else if (abilities.canFollow(`${direction.kind}.${direction.id}`)) followed.push(direction);
    else ignored.push(`${direction.zh} (${direction.en}): ${abilities.insteadOf(direction)}`);
  }
  return { instruction, directions: followed, ignored: [...ignored, ...rest] };
}

function findDirections(
  instruction: string,
  presets: readonly InstructionPreset[],
): { directions: Direction[]; rest: string[] } {
  const preset = presets.find((each) => bare(each.instruction) === bare(instruction));
  if (preset) {
    const { kind, id, en, zh } = preset;
    return { directions: [{ kind, id: id.slice(kind.length + 1), en, zh }], rest: [] };
  }
  const found: { at: number; direction: Direction }[] = [];
  // found words leave a gap as long as they were, so that positions stay and nothing is joined across them
  let text = instruction.normalize('NFKC');
  for (const { kind, id, en, zh, pattern } of vocabulary)
    text = text.replace(pattern, (match: string, ...more: unknown[]) => {
      found.push({ at: more.find((each) => typeof each === 'number') ?? 0, direction: { kind, id, en, zh } });
      return gap(match);
    });
  for (const filler of fillers) text = text.replace(filler, gap);
  const rest = text
    .split(/[\s]{2,}|[^\p{L}\p{N}\s'’-]+/gu)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  return {
    directions: found.sort((a, b) => a.at - b.at).map(({ direction }) => direction),
    rest: [...new Set(rest)],
  };
}

const gap = (match: string) => '\0'.repeat(match.length);

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
