import type {
  EngineDescription,
  PromptAudio,
  SynthesisRequest,
  SynthesisResult,
  VoiceProfile,
} from '#contract/engine-api';
import type { Understood } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { resampleClean } from '#audio/resample';
import type { SpeechEngine, WorkContext } from '../engine';
import { takeLog } from '../take-log';
import { Flite } from './flite';
import { splitSentences } from './text/sentences';

const SAMPLE_RATE_HZ = 24_000;

export class DraftEngine implements SpeechEngine {
  readonly id = 'draft';
  private readonly flite = new Flite();

  describe(): EngineDescription {
    return {
      id: 'draft',
      available: true,
      reason: '',
      languages: ['en'],
      modelLoaded: true,
      sampleRateHz: SAMPLE_RATE_HZ,
      profileKey: 'draft-1',
      provider: 'cpu',
    };
  }

  understand(instruction: string): Understood {
    return { instruction, directions: [], ignored: [] };
  }

  async enroll(_prompt: PromptAudio): Promise<VoiceProfile> {
    return { engine: 'draft', key: 'draft-1', version: 1, data: {} };
  }

  async synthesize(request: SynthesisRequest, { signal, log, lanes }: WorkContext): Promise<SynthesisResult> {
    if (!/[\p{L}\p{N}]/u.test(request.text))
      throw new StudioError('text-unspeakable', 'The text has nothing to say.');
    lanes.start('prompt');
    const { samples, sampleRateHz } = request.prompt;
    takeLog.promptLoaded(log, samples.length / sampleRateHz, sampleRateHz);
    takeLog.extractingEmbedding(log);
    lanes.finish();
    const sentences = splitSentences(request.text);
    lanes.start('tokens', { done: 0, total: sentences.length, unit: 'segments' });
    const pieces: Float32Array[] = [];
    for (const sentence of sentences) {
      signal.throwIfAborted();
      const speech = await this.flite.speak(sentence, {
        centreHz: 127,
        spreadSt: 1.5,
        speed: request.speed,
        tract: 1,
      });
      pieces.push(resampleClean(speech.samples, speech.sampleRateHz, SAMPLE_RATE_HZ));
      lanes.move({ done: pieces.length });
      await new Promise(setImmediate);
    }
    lanes.finish();
    lanes.start('flow');
    takeLog.generatingSpectrogram(log, 'neutral');
    lanes.finish();
    lanes.start('vocoder');
    const audio = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      audio.set(piece, at);
      at += piece.length;
    }
    takeLog.vocoderCompleted(log);
    lanes.finish();
    return {
      audio: { sampleRateHz: SAMPLE_RATE_HZ, samples: audio },
      normalizedText: sentences.join(' '),
      understood: this.understand(request.instruction),
      segments: sentences.map((text, index) => ({
        text,
        language: 'en',
        audioSec: pieces[index]!.length / SAMPLE_RATE_HZ,
      })),
      warnings: [],
    };
  }

  async unload(): Promise<void> {
    this.flite.unload();
  }
}
