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
    throw new StudioError('source-missing');
  }
  if (source === undefined) return false;
  if (mode !== 'vc' && mode !== 'auto') {
    throw new StudioError('bad-request', { why: 'source-mode', mode });
  }
  return true;
}

export function checkText(text: string): Warning[] {
  const { advised, max } = limits.textCharacters;
  if (text.trim() === '') {
    throw new StudioError('text-empty');
  }
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new StudioError('text-unspeakable', { text: shorten(text) });
  }
  // blanks around it are not spoken, and the window does not count them
  const characters = countCharacters(text.trim());
  if (characters > max) {
    throw new StudioError('text-too-long', { characters, max });
  }
  if (characters <= advised) return [];
  return [{ code: 'text-long', values: { characters, advised } }];
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 40 ? text : `${characters.slice(0, 40).join('')}…`;
}
