import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ProviderChoices } from '#contract/machine';
import { memoryNeed } from '../../src/engine/cosyvoice3/memory-need';
import { openSession, type OpenSession } from '../../src/engine/onnx/session';
import { findManifest } from '../../src/engine/cosyvoice3/packs/find-manifest';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

const pack = syntheticPack();
const automatic: ProviderChoices = { enroll: 'auto', llm: 'auto', flow: 'auto', vocoder: 'auto' };

describe('the provider of a part', () => {
  test('that does not run here is replaced by the CPU, and the take says which, why, and what ran it', async () => {
    const providers = { ...automatic, flow: 'tensorrt' } as const;
    const take = await speakWhole(newEngine(pack).speak(takeRequest({ providers }), watchedContext()));
    const told = take.warnings.filter(({ code }) => code === 'provider-fallback');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ values: { part: 'flow', provider: 'tensorrt' } });
    expect(told[0]!.values.reason).not.toBe('');
    expect(take.machine?.providers).toEqual({ enroll: 'cpu', llm: 'cpu', flow: 'cpu', vocoder: 'cpu' });
  });

  test('that cannot open a graph is replaced by the CPU with the reason in log and take', async () => {
    // a provider that runs the standard graph and fails at this one
    const open: OpenSession = (request, log) =>
      openSession(request.role === 'flow_estimator' ? { ...request, providers: ['tensorrt'] } : request, log);
    const context = watchedContext();
    const take = await speakWhole(newEngine(pack, { openSession: open }).speak(takeRequest(), context));
    expect(take.warnings).toContainEqual(expect.objectContaining({ code: 'provider-fallback' }));
    expect(context.records).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        data: expect.objectContaining({ role: 'flow_estimator', provider: 'tensorrt' }) as unknown,
      }),
    );
  });

  test('is chosen anew when the choice changes: the pack is loaded again, not used as it was', async () => {
    const engine = newEngine(pack);
    const first = await speakWhole(engine.speak(takeRequest(), watchedContext()));
    expect(first.warnings.map(({ code }) => code)).not.toContain('provider-fallback');
    const providers = { ...automatic, llm: 'tensorrt' } as const;
    const { profile } = first;
    const second = await speakWhole(engine.speak(takeRequest({ profile, providers }), watchedContext()));
    expect(second.warnings.map(({ code }) => code)).toContain('provider-fallback');
    expect(second.audio.samples).toEqual(first.audio.samples);
  });
});

describe('memory', () => {
  test('a take may ask for the smaller mode, whatever the machine has room for', async () => {
    const engine = newEngine(pack);
    const { machine } = await speakWhole(
      engine.speak(takeRequest({ memoryMode: 'stages' }), watchedContext()),
    );
    expect(machine?.memory).toBe('stages');
    expect(engine.describe().modelLoaded).toBe(false);
  });

  test('the need is told from the files: all weights to keep, the largest part stage by stage', () => {
    const manifest = findManifest(pack);
    const roomy = { totalBytes: 64e9, freeBytes: 60e9 };
    const need = memoryNeed(manifest, pack, roomy);
    expect(need).toMatchObject({ packId: manifest.id, mode: 'keep' });
    expect(need.keepBytes).toBeGreaterThan(need.stagesBytes);
    const flow = manifest.files[manifest.graphs.flow_estimator!.file]!;
    expect(need.keepBytes).toBeGreaterThan(statSync(`${pack}/${flow.path}`).size);
    expect(memoryNeed(manifest, pack, { totalBytes: 64e9, freeBytes: 1000 }).mode).toBe('stages');
  });

  test('the engine tells the need of the pack that it would speak with, before it loads anything', () => {
    expect(newEngine(pack).describe()).toMatchObject({
      modelLoaded: false,
      memory: { packId: findManifest(pack).id },
    });
  });
});
