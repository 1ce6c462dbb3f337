import type { VoiceProfile } from '#contract/engine-api';
import { readProcess } from '#studio/flight/process-meter';
import { plain, ratios, type Bench, type Measurement } from '../benchmark';
import { interleaved, type Taken } from '../rounds';
import { samplePrompt, withEngine, type BenchEngine } from './engine';
import { speakWhole } from '../../../src/engine/testing/speak-whole';

const GOAL = 0.3;
/** The languages whose voices ship with the studio. */
const OWN_GOALS: Partial<Record<string, number>> = { en: 0.1, zh: 0.1 };
const COLD_GOAL_MS = 1_500;
const MEMORY_GOAL_MB = 260;

const texts = {
  en: 'The studio speaks at once, with nothing to download. Listen to it, then change the words and listen again.',
  zh: '今天天气很好，我们一起去公园散步吧。收到好友从远方寄来的生日礼物，我非常开心。',
  de: 'Das Studio spricht sofort, ohne etwas herunterzuladen. Hören Sie zu und ändern Sie dann die Worte.',
  fr: 'Le studio parle tout de suite, sans rien télécharger. Écoutez, puis changez les mots.',
  es: 'El estudio habla enseguida, sin descargar nada. Escuche y después cambie las palabras.',
  ko: '오늘은 날씨가 아주 좋습니다. 우리 함께 공원에 산책하러 갑시다.',
} as const;

/** The draft voice through the real engine process, wire included. */
export async function draftVoice(bench: Bench): Promise<Measurement[]> {
  return [...(await realTimeFactors(bench)), ...(await firstTakes(bench))];
}

/** A voice that nobody has spoken with, in a process that has not spoken: what a person waits for first. */
async function firstTakes(bench: Bench): Promise<Measurement[]> {
  const cold: Record<'en' | 'zh', Taken[]> = { en: [], zh: [] };
  const firstAudio: Record<'en' | 'zh', Taken[]> = { en: [], zh: [] };
  const memoryMb: number[] = [];
  for (let round = 0; round < bench.rounds; round++)
    await withEngine(bench, async (engine) => {
      await engine.api.describe();
      for (const language of ['en', 'zh'] as const) {
        const speak = speaker(engine, bench.resourcesDir);
        cold[language].push(await takenBy(engine, () => speak(texts[language])));
        firstAudio[language].push(await takenBy(engine, () => speak(texts[language].slice(0, 12))));
      }
      memoryMb.push(((await readProcess(engine.pid))?.residentBytes ?? 0) / 1e6);
    });
  return [
    ...(['en', 'zh'] as const).flatMap((language) => [
      ...twice(`draft voice, ${language}: first take of a new voice`, cold[language], {
        goal: COLD_GOAL_MS,
        detail: 'loading, measuring the prompt and calibrating in it',
      }),
      ...twice(`draft voice, ${language}: a few words of a known voice`, firstAudio[language], {
        detail: 'until all of it is there',
      }),
    ]),
    plain('draft voice: memory of the engine process with both voices', 'MB', memoryMb, {
      goal: MEMORY_GOAL_MB,
      detail: 'resident, libraries included',
    }),
  ];
}

function twice(
  what: string,
  taken: readonly Taken[],
  more: { goal?: number; detail: string },
): Measurement[] {
  return [
    plain(
      what,
      'ms',
      taken.map(({ wallMs }) => wallMs),
      more,
    ),
    plain(
      '  the same in processor time',
      'ms',
      taken.map(({ cpuMs }) => cpuMs),
      more,
    ),
  ];
}

async function realTimeFactors(bench: Bench): Promise<Measurement[]> {
  return withEngine(bench, async (engine) => {
    const { engines } = await engine.api.describe();
    const spoken = engines.find(({ id }) => id === 'draft')?.languages ?? [];
    const languages = (Object.keys(texts) as (keyof typeof texts)[]).filter((language) =>
      spoken.some((tag) => tag.split('-')[0] === language || (language === 'zh' && tag === 'cmn')),
    );
    const speak = speaker(engine, bench.resourcesDir);
    const audioSec: Partial<Record<string, number>> = {};
    const taken = await interleaved(
      bench.rounds,
      Object.fromEntries(
        languages.map((language) => [
          language,
          () => takenBy(engine, async () => (audioSec[language] = await speak(texts[language]))),
        ]),
      ) as Record<string, () => Promise<Taken>>,
    );
    return languages.flatMap((language) => {
      const audioMs = audioSec[language]! * 1000;
      return ratios(
        `draft voice, ${language}: time / audio`,
        taken[language]!,
        taken[language]!.map(() => ({ wallMs: audioMs, cpuMs: audioMs })),
        OWN_GOALS[language] ?? GOAL,
        OWN_GOALS[language] === undefined ? 'without eSpeak NG itself' : 'the wire included',
      );
    });
  });
}

/** The clock, and the processors of the engine process (where the system tells; 0 elsewhere). */
async function takenBy({ pid }: BenchEngine, work: () => Promise<unknown>): Promise<Taken> {
  const before = await readProcess(pid);
  const startedAt = performance.now();
  await work();
  const wallMs = performance.now() - startedAt;
  return { wallMs, cpuMs: ((await readProcess(pid))?.cpuMs ?? 0) - (before?.cpuMs ?? 0) };
}

/** Speaks with one voice, whose profile is kept from take to take as the studio keeps it. */
function speaker({ api }: BenchEngine, resourcesDir: string): (text: string) => Promise<number> {
  const prompt = samplePrompt(resourcesDir);
  let profile: VoiceProfile | undefined;
  return async (text) => {
    const result = await speakWhole(
      api.speak({
        takeId: 'bench',
        engine: 'draft',
        text,
        mode: 'zero_shot',
        instruction: '',
        seed: 7,
        speed: 1,
        prompt,
        ...(profile ? { profile } : {}),
      }),
    );
    profile = result.profile ?? profile;
    return result.audio.samples.length / result.audio.sampleRateHz;
  };
}
