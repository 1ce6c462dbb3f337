import type { SynthesisRequest } from '#contract/engine-api';
import { readItems } from '#contract/item-stream';
import { median } from '../../../src/cli/bench/statistics';
import { goalAtFullSize, ratio, type Bench, type Measurement } from '../benchmark';
import { samplePrompt, withEngine, type BenchEngine } from './engine';
import { hourInTheHost } from './long-takes';

const DRAFT_GOAL = 0.05;
const PACK_GOAL = 0.15;

/** 2000 characters. */
const CHAPTER = '今天天气很好，我们一起去公园散步吧。收到好友从远方寄来的生日礼物，我非常开心。晚上回家。'
  .repeat(50)
  .slice(0, 2000);
const TEN_LINES = Array.from({ length: 10 }, (_, at) => `Line ${at} says hello.`).join('\n\n');

/** When a take is heard, of the time that the whole of it takes; and what a long one costs the host. */
export async function firstAudio(bench: Bench): Promise<Measurement[]> {
  const prompt = samplePrompt(bench.resourcesDir);
  const second = { ...prompt, samples: prompt.samples.slice(0, prompt.sampleRateHz) };
  const common = { takeId: 'bench', instruction: '', seed: 7, speed: 1 } as const;
  const draft: SynthesisRequest = { ...common, engine: 'draft', text: CHAPTER, mode: 'zero_shot', prompt };
  const pack: SynthesisRequest = {
    ...{ ...common, engine: 'cosyvoice3', text: TEN_LINES, mode: 'cross_lingual', memoryMode: 'keep' },
    prompt: second,
  };
  return [
    await shareOf(bench, draft, 'draft voice, 2000 Chinese characters', DRAFT_GOAL),
    await shareOf(bench, pack, 'CosyVoice 3, 10 lines', goalAtFullSize(bench, PACK_GOAL)),
    await hourInTheHost(bench),
  ];
}

/** A voice that is known and models that are loaded: a take of a few words comes before. */
async function shareOf(
  bench: Bench,
  request: SynthesisRequest,
  what: string,
  goal: number | undefined,
): Promise<Measurement> {
  const [firsts, wholes]: [number[], number[]] = [[], []];
  let segments = 0;
  await withEngine(bench, async ({ api }) => {
    const { profile } = await heard(api, { ...request, text: request.text.slice(0, 18) });
    for (let round = 0; round < bench.rounds; round++) {
      const take = await heard(api, { ...request, ...(profile ? { profile } : {}) });
      firsts.push(take.firstMs);
      wholes.push(take.wholeMs);
      segments = take.segments;
    }
  });
  return ratio(`${what}: first audio / whole take`, firsts, wholes, {
    goal,
    detail: `${median(firsts).toFixed(0)} / ${median(wholes).toFixed(0)} ms, ${segments} segments`,
  });
}

async function heard(api: BenchEngine['api'], request: SynthesisRequest) {
  const startedAt = performance.now();
  let firstMs: number | undefined;
  let segments = 0;
  const { profile } = await readItems(api.speak(request), ({ kind }) => {
    firstMs ??= performance.now() - startedAt;
    if (kind === 'segment') segments++;
  });
  const wholeMs = performance.now() - startedAt;
  return { profile, segments, firstMs: firstMs ?? wholeMs, wholeMs };
}
