import { limits, type VoiceDefaults } from '#contract/domain';
import { StudioError } from '#contract/errors';
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
  throw new StudioError('seed-out-of-range', { seed, min, max });
}

function checkSpeed(speed: number): void {
  const { min, max } = limits.speed;
  if (speed >= min && speed <= max) return;
  throw new StudioError('speed-out-of-range', { speed, min, max });
}

function checkInstruction(instruction: string): void {
  const { max } = limits.instructionCharacters;
  const characters = countCharacters(instruction);
  if (characters <= max) return;
  throw new StudioError('instruction-too-long', { characters, max });
}
