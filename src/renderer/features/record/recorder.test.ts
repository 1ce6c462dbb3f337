import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Recording } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { CapturedAudio, MicrophoneOptions } from '../../lib/audio-capture';
import { fakeRecording } from '../../testing/fake-data';
import { createRecorder } from './recorder';

/** A microphone on the table: the test says when it opens, what it hears and when it is unplugged. */
function setUp(problem?: StudioError) {
  const heard: Recording[] = [];
  const kept: CapturedAudio[] = [];
  let options: MicrophoneOptions | undefined;
  const device = { open: false, keeping: false, keptSec: 0 };
  const recorder = createRecorder({
    openMicrophone: async (asked) => {
      if (problem) throw problem;
      options = asked;
      device.open = true;
      return {
        sampleRateHz: 48_000,
        keep: () => {
          device.keeping = true;
        },
        get keptSec() {
          return device.keptSec;
        },
        finish: async () => {
          device.open = false;
          return { sampleRateHz: 48_000, channels: [new Float32Array(device.keptSec * 48_000)] };
        },
        close: () => {
          device.open = false;
        },
      };
    },
    save: async (audio) => {
      kept.push(audio);
      return fakeRecording('r1', { sampleRateHz: audio.sampleRateHz, samples: audio.channels[0]! });
    },
    onSaved: (recording) => heard.push(recording),
  });
  const hear = (peakDb: number) => options?.onLevel({ peakDb, rmsDb: peakDb - 12 });
  return { recorder, device, kept, saved: heard, hear, unplug: () => options?.onLost() };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the recorder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('counts down from three, records, and hands over what was kept', async () => {
    const { recorder, device, kept, saved } = setUp();
    recorder.record('');
    expect(recorder.get()).toEqual({ phase: 'opening' });
    await settle();
    const shown: number[] = [];
    while (recorder.get().phase === 'countdown') {
      shown.push((recorder.get() as { left: number }).left);
      expect(device.keeping).toBe(false);
      await vi.advanceTimersByTimeAsync(700);
    }
    expect(shown).toEqual([3, 2, 1]);
    expect(recorder.get()).toEqual({ phase: 'recording' });
    expect(device.keeping).toBe(true);
    device.keptSec = 3.5;
    expect(recorder.elapsedSec()).toBe(3.5);
    recorder.stop();
    await settle();
    expect(kept[0]?.channels[0]).toHaveLength(3.5 * 48_000);
    expect(saved).toHaveLength(1);
    expect(recorder.get()).toEqual({ phase: 'idle' });
    expect(device.open).toBe(false);
  });

  test('skips the countdown when asked', async () => {
    const { recorder } = setUp();
    recorder.record('');
    await settle();
    recorder.skipCountdown();
    expect(recorder.get().phase).toBe('recording');
    await vi.advanceTimersByTimeAsync(5000);
    expect(recorder.get().phase).toBe('recording');
  });

  test('a level test keeps nothing and goes over into a recording', async () => {
    const { recorder, device, hear } = setUp();
    recorder.toggleTest('');
    await settle();
    hear(-6);
    expect(recorder.get().phase).toBe('testing');
    expect(recorder.level().peakDb).toBe(-6);
    expect(recorder.history().at(-1)).toBeCloseTo(0.501, 2);
    expect(device.keeping).toBe(false);
    recorder.record('');
    await settle();
    expect(recorder.get().phase).toBe('countdown');
  });

  test('cancelling closes the device in every phase, also while it is being opened', async () => {
    const { recorder, device, saved } = setUp();
    recorder.record('');
    recorder.cancel();
    await settle();
    expect(device.open).toBe(false);
    expect(recorder.get()).toEqual({ phase: 'idle' });
    recorder.record('');
    await settle();
    recorder.skipCountdown();
    recorder.cancel();
    await settle();
    expect(device.open).toBe(false);
    expect(saved).toHaveLength(0);
  });

  test('a refused microphone is said, and can be asked again', async () => {
    const { recorder } = setUp(new StudioError('microphone-denied'));
    recorder.record('');
    await settle();
    expect(recorder.get()).toMatchObject({ phase: 'failed', error: { code: 'microphone-denied' } });
    recorder.record('');
    expect(recorder.get().phase).toBe('opening');
    await settle();
  });

  test('a microphone unplugged while recording keeps what was said so far', async () => {
    const { recorder, device, saved, unplug } = setUp();
    recorder.record('');
    await settle();
    recorder.skipCountdown();
    device.keptSec = 4;
    unplug();
    await settle();
    expect(saved).toHaveLength(1);
  });

  test('a microphone unplugged during the countdown is said', async () => {
    const { recorder, unplug } = setUp();
    recorder.record('');
    await settle();
    unplug();
    expect(recorder.get()).toMatchObject({ phase: 'failed', error: { code: 'microphone-missing' } });
  });

  test('stops by itself at the longest recording', async () => {
    const { recorder, device, saved, hear } = setUp();
    recorder.record('');
    await settle();
    recorder.skipCountdown();
    device.keptSec = 600;
    hear(-20);
    await settle();
    expect(saved).toHaveLength(1);
  });
});
