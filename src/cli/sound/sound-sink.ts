import type { Writable } from 'node:stream';
import { interleave } from '#audio/pcm';
import { wavHead } from '#audio/wav';
import { StudioError } from '#contract/errors';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { codeOf, storageError } from '#studio/storage/files/storage-errors';

/** What a pipe says whose reader has left. */
const LEFT: ReadonlySet<string> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/**
 * Sound as it comes, into a pipe: mono, 16 bit, little-endian, behind a WAV head of unknown length unless `raw`. A
 * reader that takes its time holds back whoever writes, so that nothing piles up here.
 */
export class SoundSink {
  private hasBegun = false;

  constructor(
    private readonly out: Writable,
    private readonly form: 'wav' | 'raw',
  ) {
    // each write hears of it; without a listener it would end the program
    out.on('error', () => undefined);
  }

  /**
   * Settles when the reader has taken what came before.
   * @returns false once nobody reads any more
   * @throws what else goes wrong with the pipe, e.g. a full disk behind it
   */
  async write(samples: Float32Array): Promise<boolean> {
    const head = !this.hasBegun && this.form === 'wav' ? [wavHead(SPEECH_RATE_HZ)] : [];
    this.hasBegun = true;
    for (const bytes of [...head, interleave([samples], 16)]) if (!(await this.put(bytes))) return false;
    return true;
  }

  private async put(bytes: Uint8Array): Promise<boolean> {
    const fault = await new Promise<Error | null | undefined>((resolve) => this.out.write(bytes, resolve));
    if (!fault) return true;
    if (LEFT.has(codeOf(fault))) return false;
    const { code } = storageError(fault, { folder: 'standard output' });
    throw new StudioError(code, { why: 'stdout' }, fault);
  }
}
