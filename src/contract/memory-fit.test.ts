import { describe, expect, test } from 'vitest';
import { memoryFit, partsOnCard } from './memory-fit';

const GB = 1e9;
const engine = {
  modelLoaded: false,
  provider: 'cpu',
  memory: {
    packId: 'a',
    mode: 'keep',
    keepBytes: 3 * GB,
    stagesBytes: 2 * GB,
    partBytes: { llm: 1 * GB, flow: 1.3 * GB, vocoder: 0.3 * GB },
  },
} as const;
const auto = { enroll: 'auto', llm: 'auto', flow: 'auto', vocoder: 'auto' } as const;

test('what a mode needs is held against what is free', () => {
  expect(memoryFit(engine, { availableBytes: 2.5 * GB })).toMatchObject({ neededBytes: 3 * GB, fits: false });
  expect(memoryFit(engine, { availableBytes: 2.5 * GB }, 'stages')).toMatchObject({ fits: true });
});

test('nothing to load needs nothing', () => {
  expect(memoryFit({ ...engine, modelLoaded: true }, { availableBytes: 0 })).toBeUndefined();
  expect(memoryFit(undefined, { availableBytes: 0 })).toBeUndefined();
});

describe('a graphics card', () => {
  const free = { availableBytes: 8 * GB, gpuFreeBytes: 2 * GB };

  test('is not asked for while everything runs on the CPU, or when its memory is not known', () => {
    expect(memoryFit(engine, free)).not.toHaveProperty('gpu');
    expect(memoryFit({ ...engine, provider: 'cuda, cpu' }, { availableBytes: 8 * GB })).not.toHaveProperty(
      'gpu',
    );
  });

  test('holds the flow where the last take ran on one', () => {
    const fit = memoryFit({ ...engine, provider: 'cuda, cpu' }, free, 'auto', auto);
    expect(fit).toMatchObject({ fits: true, gpu: { availableBytes: 2 * GB, fits: true } });
    expect(fit!.gpu!.neededBytes).toBeGreaterThan(1.3 * GB);
  });

  test('holds all parts at once, or the largest, by the memory mode', () => {
    const choices = { ...auto, llm: 'cuda', flow: 'cuda' } as const;
    const keep = memoryFit(engine, free, 'keep', choices);
    const stages = memoryFit(engine, free, 'stages', choices);
    expect(keep).toMatchObject({ fits: false, gpu: { fits: false } });
    expect(stages).toMatchObject({ fits: true, gpu: { fits: true } });
  });

  test('gives way to a choice, and shares no memory with Apple’s provider', () => {
    expect(partsOnCard('cuda', { ...auto, flow: 'cpu' })).toEqual([]);
    expect(partsOnCard('coreml, cpu', auto)).toEqual([]);
    expect(partsOnCard('cpu', { ...auto, vocoder: 'dml' })).toEqual(['vocoder']);
  });
});
