import { limits, type VoiceDefaults } from '#contract/domain';
import { StudioError, type ErrorCode } from '#contract/errors';
import { countCharacters } from './characters';

/**
 * What takes start from has to be what a take may have.
 * @throws StudioError 'seed-out-of-range', 'speed-out-of-range', 'instruction-too-long', with the numbers
 */
export function checkDefaults({ seed, speed, instruction }: VoiceDefaults): void {
  if (seed !== undefined) checkSeed(seed);
  if (speed !== undefined) checkSpeed(speed);
  if (instruction !== undefined) checkInstruction(instruction);
}

function checkSeed(seed: number): void {
  const { min, max } = limits.seed;
  if (Number.isInteger(seed) && seed >= min && seed <= max) return;
  throw outOfRange(
    'seed-out-of-range',
    `The seed ${seed} is not a whole number from ${min} to ${max}.`,
    `Choose a whole number from ${min} to ${max}.`,
    { seed, min, max },
  );
}

function checkSpeed(speed: number): void {
  const { min, max } = limits.speed;
  if (speed >= min && speed <= max) return;
  throw outOfRange(
    'speed-out-of-range',
    `The speed ${speed} is outside ${min} to ${max}.`,
    `Choose a speed from ${min} to ${max}; 1 is normal.`,
    { speed, min, max },
  );
}

function checkInstruction(instruction: string): void {
  const { max } = limits.instructionCharacters;
  const characters = countCharacters(instruction);
  if (characters <= max) return;
  throw outOfRange(
    'instruction-too-long',
    `The instruction has ${characters} characters; at most ${max} are taken.`,
    'Say it in fewer words.',
    { characters, max },
  );
}

function outOfRange(
  code: ErrorCode,
  message: string,
  repair: string,
  values: Readonly<Record<string, number>>,
): StudioError {
  return new StudioError(code, message, { repair, values });
}
