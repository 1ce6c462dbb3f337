import { randomInt } from 'node:crypto';
import { limits, type Take, type TakeRequest } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { scriptLines } from '#contract/projects';
import type { Projects } from '../projects/projects';
import type { Takes } from './takes';
import type { Voices } from '../voices/voices';

export interface ScriptTakesParts {
  readonly projects: Projects;
  readonly voices: Voices;
  readonly takes: Takes;
}

export interface ScriptRequest {
  readonly projectId: string;
  /** Places of lines in the script, from 0; absent: all of them. */
  readonly lines?: readonly number[] | undefined;
  /** Absent: the project's default voice. */
  readonly voiceId?: string | undefined;
}

/**
 * Queues one take for each line of a project's script, with the project's defaults, then the voice's.
 * @throws StudioError 'project-…', 'voice-not-found', 'text-…'; what was queued before stays queued
 */
export async function speakScript(
  { projects, voices, takes }: ScriptTakesParts,
  { projectId, lines, voiceId }: ScriptRequest,
): Promise<Take[]> {
  const { script, defaults, name } = projects.requireOpen(projectId);
  const chosen = scriptLines(script).filter(({ at }) => lines?.includes(at) ?? true);
  if (chosen.length === 0) throw new StudioError('text-empty', { why: 'script-line', name });
  const wanted = voiceId ?? defaults.voiceId;
  if (wanted === undefined) throw new StudioError('voice-not-found', { why: 'project-voice', name });
  const voice = voices.require(wanted);
  // an empty direction of the project is none; it does not silence the voice's
  const instruction = defaults.instruction?.trim() ? defaults.instruction : voice.defaults.instruction;
  const speed = defaults.speed ?? voice.defaults.speed;
  const shared: Omit<TakeRequest, 'text' | 'seed'> = {
    voiceId: voice.id,
    projectId,
    ...(defaults.engine === undefined ? {} : { engine: defaults.engine }),
    ...(instruction === undefined ? {} : { instruction }),
    ...(speed === undefined ? {} : { speed }),
  };
  const queued: Take[] = [];
  for (const { text } of chosen) {
    const seed = defaults.seed ?? voice.defaults.seed ?? drawSeed();
    queued.push(await takes.start({ ...shared, text, seed }));
  }
  return queued;
}

const drawSeed = () => randomInt(limits.seed.min, limits.seed.max + 1);
