import { limits, type TakeRequest, type Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { countCharacters } from '../lib/characters';
import { checkDefaults } from '../lib/check-defaults';
import { instructionWarnings } from './instruction-warnings';

/**
 * Checks what can be known before an engine is asked.
 * @param instruction the instruction in words, presets resolved
 * @returns what is allowed but worth saying
 * @throws StudioError 'text-…', 'seed-out-of-range', 'speed-out-of-range', 'instruction-too-long', with the numbers
 */
export function checkRequest(request: TakeRequest, instruction: string): Warning[] {
  const { seed, speed = 1 } = request;
  checkDefaults({ seed, speed, instruction });
  return checkSource(request) ? [] : [...checkText(request.text), ...instructionWarnings(instruction)];
}

/**
 * @returns whether speech is converted instead of a text being spoken
 * @throws StudioError 'source-missing', 'bad-request'
 */
function checkSource({ mode = 'auto', source }: TakeRequest): boolean {
  if (mode === 'vc' && source === undefined) {
    throw new StudioError('source-missing', 'A voice conversion needs speech to convert.', {
      repair: 'Record or open the speech that the voice should say.',
    });
  }
  if (source === undefined) return false;
  if (mode !== 'vc' && mode !== 'auto') {
    throw new StudioError('bad-request', `The mode ${mode} speaks a text; a source is for the mode vc.`, {
      repair: 'Leave out the source, or choose the mode vc.',
      values: { mode },
    });
  }
  return true;
}

export function checkText(text: string): Warning[] {
  const { advised, max } = limits.textCharacters;
  if (text.trim() === '') {
    throw new StudioError('text-empty', 'The text is empty.', { repair: 'Write what the voice should say.' });
  }
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new StudioError('text-unspeakable', `The text "${shorten(text)}" has nothing that can be spoken.`, {
      repair: 'Write at least one word or number; punctuation alone has no sound.',
      values: { text: shorten(text) },
    });
  }
  // blanks around it are not spoken, and the window does not count them
  const characters = countCharacters(text.trim());
  if (characters > max) {
    throw new StudioError(
      'text-too-long',
      `The text has ${characters} characters; at most ${max} are taken.`,
      {
        repair: 'Split it into several takes.',
        values: { characters, max },
      },
    );
  }
  if (characters <= advised) return [];
  return [{ code: 'text-long', values: { characters, advised } }];
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 40 ? text : `${characters.slice(0, 40).join('')}…`;
}
