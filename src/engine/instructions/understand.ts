import type { Direction, InstructionPreset, Understood } from '#contract/domain';
import { fillers, vocabulary } from './vocabulary';

/** Kinds of which one at a time makes sense; styles may be combined. */
const SINGLE: readonly Direction['kind'][] = ['dialect', 'emotion', 'rate', 'volume'];

/**
 * Finds the directions of an instruction: the presets word for word, otherwise free words in English and Chinese, in any
 * combination (“开心地用四川话”). Nothing is dropped silently: directions that the engine cannot follow and second ones of a
 * kind are listed in `unfollowed`, parts without a meaning in `ignored`.
 * @param canFollow of `kind.id`
 */
export function understand(
  instruction: string,
  presets: readonly InstructionPreset[],
  canFollow: (direction: string) => boolean,
): Understood {
  const { directions, rest } = findDirections(instruction, presets);
  const followed: Direction[] = [];
  const unfollowed: NonNullable<Understood['unfollowed']> = [];
  const asked = new Map<string, Set<string>>();
  for (const direction of directions) {
    const { kind, id } = direction;
    const before = asked.get(kind) ?? new Set();
    asked.set(kind, before);
    if (before.has(id)) continue;
    // two dialects contradict each other, whether or not the engine has either
    const contradicts = before.size > 0 && SINGLE.includes(kind);
    before.add(id);
    if (contradicts) unfollowed.push({ ...direction, why: 'contradicts' });
    else if (canFollow(`${kind}.${id}`)) followed.push(direction);
    else unfollowed.push({ ...direction, why: 'unsupported' });
  }
  return {
    ...{ instruction, directions: followed, ignored: rest },
    ...(unfollowed.length === 0 ? {} : { unfollowed }),
  };
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
