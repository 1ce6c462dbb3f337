import { limits, type Warning } from '#contract/domain';
import { countCharacters } from '../lib/characters';

/** How a direction begins; what begins otherwise may be a text. */
const DIRECTS =
  /^(?:请|我想|你可以|用|以|使用|模仿|说|读|语气|语速|音量|声音|尽量|保持|带|像|慢|快|轻|大声|小声|不要|you are|please|speak|say|read|use|with|in |like|as |sound|keep|be |don't|do not|slow|quick|soft|loud|whisper|very|a |an |the )/iu;

/**
 * The model speaks a direction that it takes for the text.
 * @returns what is allowed and may leak into the speech
 */
export function instructionWarnings(instruction: string): Warning[] {
  const { advised } = limits.instructionCharacters;
  const characters = countCharacters(instruction);
  if (characters > advised) return [{ code: 'instruction-long', values: { characters, advised } }];
  const sentences = instruction.split(/[。！？!?\n]+|\.(?:\s+|$)/u).map((each) => each.trim());
  const texts = sentences.filter((each) => each !== '' && !DIRECTS.test(each));
  if (texts.length < 2) return [];
  return [{ code: 'instruction-like-text', values: { sentences: texts.length } }];
}
