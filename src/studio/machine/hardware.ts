import { execFile } from 'node:child_process';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import type { Gpu, Hardware } from '#contract/machine';
import { withHelper } from '../programs/helper';
import type { Programs } from '../programs/programs';
import { NVIDIA_QUERY, parseNvidiaSmi } from './nvidia';
import { readSystemInformation } from './system-information';

const ANSWER_WITHIN_MS = 15_000;
const MOST_OUTPUT_BYTES = 4 * 1024 * 1024;

/** How other programs are asked; tests answer instead. */
export type Ask = (file: string, args: readonly string[]) => Promise<string>;

/** How the system is asked for what readSystemInformation reads; tests answer instead. */
export type Describe = () => Promise<unknown>;

/** Asks the system about itself. Never rejects: what cannot be found out becomes a note. */
export async function probeHardware(describe: Describe, ask: Ask = askProgram): Promise<Hardware> {
  const notes: string[] = [];
  const [said, cards] = await Promise.all([askSystem(describe, notes), askNvidia(ask, notes)]);
  const hardware = readSystemInformation(said, {
    cpuModel: cpus()[0]?.model ?? '',
    logicalCores: availableParallelism(),
    totalBytes: totalmem(),
    availableBytes: availableMemory(),
  });
  return { ...hardware, gpus: withCards(hardware.gpus, cards), notes };
}

/** @returns bytes that a process may still take, within the limits of its container */
export function availableMemory(): number {
  // since Node 20.13
  const { availableMemory: available } = process as { availableMemory?: () => number };
  return available?.() ?? freemem();
}

/** In a helper process: the system is asked by calls that block, for seconds where a driver is slow. */
export const describeSystem =
  (programs: Programs | undefined): Describe =>
  () =>
    withHelper(programs, ({ api }) => api.describeSystem(), { withinMs: ANSWER_WITHIN_MS });

async function askSystem(describe: Describe, notes: string[]): Promise<unknown> {
  try {
    return await describe();
  } catch (thrown) {
    notes.push(`The system could not be asked about its hardware: ${reasonOf(thrown)}`);
    return undefined;
  }
}

async function askNvidia(ask: Ask, notes: string[]): Promise<Gpu[]> {
  let answer: string;
  try {
    answer = await ask('nvidia-smi', NVIDIA_QUERY);
  } catch (thrown) {
    // no NVIDIA driver: nothing to say
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      notes.push(`nvidia-smi is there, but fails: ${reasonOf(thrown)}`);
    return [];
  }
  const cards = parseNvidiaSmi(answer);
  if (cards.length === 0)
    notes.push(`nvidia-smi names no card; it says: ${answer.trim().slice(0, 200) || 'nothing'}`);
  return cards;
}

/** The driver knows its own cards better than the system's list does. */
function withCards(listed: readonly Gpu[], cards: readonly Gpu[]): Gpu[] {
  if (cards.length === 0) return [...listed];
  return [...cards, ...listed.filter(({ vendor }) => vendor !== 'NVIDIA')];
}

function reasonOf(thrown: unknown): string {
  const { message, stderr = '', stdout = '' } = thrown as Error & { stderr?: string; stdout?: string };
  // nvidia-smi explains itself on stdout
  const words = `${stderr}\n${stdout}`.trim().split('\n').at(0)?.trim() ?? '';
  return (words === '' ? message : words).slice(0, 300);
}

export const askProgram: Ask = (file, args) =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      [...args],
      {
        ...{ timeout: ANSWER_WITHIN_MS, killSignal: 'SIGKILL', windowsHide: true },
        maxBuffer: MOST_OUTPUT_BYTES,
      },
      (error, stdout, stderr) => {
        if (error) reject(Object.assign(new Error(error.message), { code: error.code, stdout, stderr }));
        else resolve(stdout);
      },
    );
  });
