import type { Script } from '#contract/scripts';
import type { CommandStudio } from '#studio/studio';
import { findProject } from './commands/projects';
import { wholeNumber } from './options';
import { type OutputOptions, usageError } from './output';

/** A script and lines of it as a command names them: by its project, and by their numbers. */

export interface ScriptOptions extends OutputOptions {
  readonly project: string;
}

export async function scriptOf({ api }: CommandStudio, { project }: ScriptOptions): Promise<Script> {
  const { id } = await findProject({ api }, project);
  return api.getScript({ projectId: id });
}

/** @returns the ids of lines by their numbers, e.g. 3-10,14; undefined: all. @throws StudioError 'usage' */
export function linesNamed(text: string | undefined, { lines }: Script): string[] | undefined {
  if (text === undefined) return undefined;
  return numbersOf(text, lines.length).flatMap((number) => lines[number - 1]?.id ?? []);
}

/** @returns line numbers from 1, in order. @throws StudioError 'usage' */
function numbersOf(text: string, count: number): number[] {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first] = part.split('-');
    const [from, to] = [wholeNumber('--lines', first), wholeNumber('--lines', last)];
    if (from > to || to > count) throw usageError('script-lines', { lines: part, count });
    for (let number = from; number <= to; number++) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}
