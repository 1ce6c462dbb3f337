import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mode } from '#contract/domain';
import type { VoiceProfile } from '#contract/engine-api';
import { reveal } from '#contract/personal';
import {
  createDraftEngine,
  createWitness,
  hear,
  requestOf,
  samplePrompt,
  semitones,
  type Heard,
} from './testing';
import { speakWhole, type SpokenWhole } from '../testing/speak-whole';

const TEXT = 'A small boat drifted slowly past the old stone bridge, and nobody noticed it at all.';
const prompt = samplePrompt('sample-c');
const engine = createDraftEngine();
afterAll(() => engine.unload());

let neutral: SpokenWhole;
let heard: Heard;
let profile: VoiceProfile;
const witness = createWitness();
beforeAll(async () => {
  neutral = await speakWhole(engine.speak(requestOf(prompt, TEXT), witness.context));
  heard = hear(neutral.audio);
  profile = neutral.profile!;
});
const direct = async (instruction: string, seed = 1) =>
  speakWhole(engine.speak(requestOf(prompt, TEXT, { instruction, seed, profile }), createWitness().context));

describe('a take', () => {
  test('is told in the lines that people know, in order, with our own between them', () => {
    const known = [
      'Prompt audio loaded, duration: 5.5s, sample rate: 24000Hz',
      'Extracting voice embedding...',
      'Generating spectrogram with emotion: neutral',
      'Vocoder decoding completed.',
    ];
    const lines = witness.lines.map(({ message }) => reveal(message));
    expect(lines.filter((line) => known.includes(line))).toEqual(known);
    expect(lines).toContainEqual(expect.stringMatching(/^Draft voice: median F0 16\d Hz/));
    expect(lines).toContainEqual(expect.stringMatching(/^Calibrated english: F0 \d+ Hz/));
    expect(lines).toContain(`Segment 1 of 1 (en): ${TEXT}`);
    expect(lines.join(' ')).not.toMatch(/clone/i);
  });

  test('moves its four lanes one after the other and counts segments', () => {
    const done = witness.progress.filter(({ state }) => state === 'done');
    expect(done.map(({ stage }) => stage)).toEqual(['prompt', 'tokens', 'flow', 'vocoder']);
    expect(done[1]).toMatchObject({ done: 1, total: 1, unit: 'segments' });
  });

  test('reports its segments and what was read', () => {
    expect(neutral.audio.sampleRateHz).toBe(24_000);
    expect(neutral.segments).toEqual([
      { text: TEXT, language: 'en', audioSec: neutral.audio.samples.length / 24_000 },
    ]);
    expect(neutral.normalizedText).toBe(TEXT);
    expect(neutral.warnings).toEqual([]);
  });

  test('with the stored profile is the same take, without measuring the prompt again', async () => {
    const later = createWitness();
    const again = await speakWhole(engine.speak(requestOf(prompt, TEXT, { profile }), later.context));
    expect(again.audio.samples).toEqual(neutral.audio.samples);
    expect(again.profile).toBeUndefined();
    expect(later.lines.some(({ message }) => message.startsWith('Calibrated'))).toBe(false);
  });

  test('with another seed is another reading of the same text, at the same pitch', async () => {
    const other = await speakWhole(
      engine.speak(requestOf(prompt, TEXT, { profile, seed: 99 }), createWitness().context),
    );
    expect(other.audio.samples).not.toEqual(neutral.audio.samples);
    expect(Math.abs(semitones(hear(other.audio).medianHz, heard.medianHz))).toBeLessThan(1.5);
  });

  test('in a further language makes the profile grow', async () => {
    const { profile: grown, segments } = await speakWhole(
      engine.speak(requestOf(prompt, '你好 hello', { profile }), createWitness().context),
    );
    expect(segments.map(({ language }) => language)).toEqual(['zh', 'en']);
    expect(Object.keys(grown!.data.calibrations as object).sort()).toEqual(['english', 'units-m']);
  });

  test('of another version of the profile measures the prompt again', async () => {
    const { profile: fresh } = await speakWhole(
      engine.speak(
        requestOf(prompt, 'Hi.', { profile: { ...profile, key: 'draft-0' } }),
        createWitness().context,
      ),
    );
    expect(fresh?.key).toBe('draft-3');
  });
});

/** Measured beside the neutral take: semitones, rate ratio, decibels. */
test.each([
  { words: 'happily', pitchSt: 2.5, rate: 1.07, levelDb: 1.5 },
  { words: 'sadly', pitchSt: -1.5, rate: 0.82, levelDb: -3 },
  { words: '请非常生气地说一句话。', pitchSt: 1.5, rate: 1.12, levelDb: 4 },
  { words: 'surprised', pitchSt: 4, rate: 1.05, levelDb: 1.5 },
  { words: '请用尽可能快地语速说一句话。', pitchSt: 0, rate: 1.35, levelDb: 0 },
  { words: '慢一点', pitchSt: 0, rate: 0.85, levelDb: 0 },
  { words: 'as loudly as possible', pitchSt: 1, rate: 1, levelDb: 6 },
  { words: 'softly', pitchSt: 0, rate: 1, levelDb: -6 },
])('“$words” moves pitch, rate and level as the table says', async ({ words, pitchSt, rate, levelDb }) => {
  const got = hear((await direct(words)).audio);
  expect.soft(Math.abs(semitones(got.medianHz, heard.medianHz) - pitchSt)).toBeLessThan(1.5);
  expect.soft(Math.abs(heard.durationSec / got.durationSec / rate - 1)).toBeLessThan(0.04);
  expect.soft(Math.abs(got.levelDb - heard.levelDb - levelDb)).toBeLessThan(1);
  expect(got.peak).toBeLessThan(0.96);
});

test('a robot has no melody', async () => {
  const { deviationSt } = hear((await direct('like a robot')).audio);
  expect(deviationSt).toBeLessThan(0.4);
  expect(heard.deviationSt).toBeGreaterThan(1.2);
});

test('a child speaks high', async () => {
  expect(hear((await direct('像小孩子一样')).audio).medianHz).toBeGreaterThan(240);
});

test('a whisper has no voice, and its noise comes from the seed', async () => {
  const [one, same, other] = [await direct('whisper'), await direct('whisper'), await direct('whisper', 2)];
  expect(hear(one.audio).voicedShare).toBeLessThan(0.05);
  expect(same.audio.samples).toEqual(one.audio.samples);
  expect(other.audio.samples).not.toEqual(one.audio.samples);
});

test('what an instruction asks in vain is a warning', async () => {
  const { understood, warnings } = await speakWhole(
    engine.speak(
      requestOf(prompt, '你好', { mode: 'instruct2', instruction: '用上海话', profile }),
      createWitness().context,
    ),
  );
  expect(understood.directions).toEqual([]);
  expect(warnings).toEqual([{ code: 'direction-unsupported', values: { en: 'Shanghainese', zh: '上海话' } }]);
});

test('markers that it does not speak are named, and a reading is spoken as written', async () => {
  const { segments, normalizedText, warnings } = await speakWhole(
    engine.speak(requestOf(prompt, '他[x][íng]走了[breath]。', { profile }), createWitness().context),
  );
  expect(normalizedText).toBe('他[x][íng]走了。');
  expect(segments.map(({ text }) => text)).toEqual(['他[x][íng]走了。']);
  expect(warnings).toEqual([
    expect.objectContaining({ code: 'text-marker-unspoken', values: { markers: '[breath]' } }),
  ]);
});

test.each([
  ['On 2025-09-28 we paid $1.5M.\n\n**Really**, [pause 0.3s] Dr. Smith said so.', {}],
  ['他[x][íng]走了[breath]，2025-09-28见。', {}],
  ['用四川话<|endofprompt|>你好，123。', { instruction: '开心' }],
  ['It is 3 pm.', { language: 'de' }],
])('what is read of %j before the take is what the take says', async (text, change) => {
  const request = requestOf(prompt, text, { ...change, profile });
  const read = await engine.read(request);
  const made = await speakWhole(engine.speak(request, createWitness().context));
  expect(read.segments.map(({ spoken }) => spoken).join('\n')).toBe(made.normalizedText);
  expect(read.segments.map(({ language }) => language)).toEqual(
    made.segments.map(({ language }) => language),
  );
  expect(made.warnings).toEqual(read.notes);
  for (const { startChar, endChar, text: typed, changes } of read.segments) {
    expect(text.slice(startChar, endChar)).toBe(typed);
    for (const each of changes) expect(text.slice(each.startChar, each.endChar)).toBe(each.typed);
  }
});

test.each([
  ['English', TEXT],
  ['Mandarin', '一只小船慢慢地漂过古老的石桥，岸上没有人注意到它。'],
])('in %s surprise moves the pitch further than calm does', async (_, text) => {
  const rangeOf = async (instruction: string) => {
    const { audio } = await speakWhole(
      engine.speak(requestOf(prompt, text, { instruction, profile }), createWitness().context),
    );
    return hear(audio).deviationSt;
  };
  const [calm, surprised] = [await rangeOf('calmly'), await rangeOf('surprised')];
  expect(surprised).toBeGreaterThan(1.4 * calm);
});

test('an instruction in the text goes before the one in its field, which is told as not followed', async () => {
  const asked = requestOf(prompt, '用四川话<|endofprompt|>你好。', { instruction: '开心', profile });
  const { understood, warnings, mode } = await speakWhole(engine.speak(asked, createWitness().context));
  expect(understood).toMatchObject({ instruction: '用四川话', ignored: ['开心'] });
  expect(mode).toBe('instruct2');
  expect(warnings).toContainEqual(expect.objectContaining({ code: 'instruction-replaced' }));
});

test('that another mode runs than the one asked for is told, where an instruction is followed in its place', async () => {
  const notesOf = async (mode: Mode, instruction: string) =>
    (await engine.read(requestOf(prompt, '你好。', { mode, instruction }))).notes;
  const told = [{ code: 'mode-other', values: { asked: 'zero_shot', ran: 'instruct2' } }];
  expect(await notesOf('zero_shot', '用四川话')).toEqual(told);
  expect(await notesOf('instruct2', '用四川话')).toEqual([]);
  expect(await notesOf('zero_shot', '')).toEqual([]);
});

test.each(['official', 'off'] as const)(
  'that the %s text rules are not followed is told',
  async (textRules) => {
    const read = await engine.read(requestOf(prompt, 'It is 3 pm.', { advanced: { textRules } }));
    expect(read.notes).toContainEqual({ code: 'text-rules-unused', values: { rules: textRules } });
    expect((await engine.read(requestOf(prompt, 'It is 3 pm.'))).notes).toEqual([]);
  },
);

test('a language that it does not speak is refused before the take', async () => {
  const asked = engine.read(requestOf(prompt, 'Hello', { language: 'th' }));
  await expect(asked).rejects.toMatchObject({ code: 'language-unavailable', values: { language: 'th' } });
});

describe('is refused with a code', () => {
  const failing = (text: string, samples = prompt.samples) =>
    speakWhole(engine.speak(requestOf({ sampleRateHz: 24_000, samples }, text), createWitness().context));

  test.each([
    [' ', 'text-empty'],
    ['?!。', 'text-unspeakable'],
    ['ถ้าเป็นภาษาไทย hello', 'language-unavailable'],
    ['ภาษาไทย', 'language-unavailable'],
  ])('text %j: %s', async (text, code) => expect(failing(text)).rejects.toMatchObject({ code }));

  test.each([
    ['no samples', new Float32Array(0), 'audio-empty'],
    ['silence', new Float32Array(96_000), 'prompt-silent'],
    ['not a number', new Float32Array(96_000).fill(NaN), 'audio-not-finite'],
    ['a click', new Float32Array(4_800).map((_, at) => (at === 99 ? 0.9 : 0)), 'prompt-too-short'],
  ])('prompt of %s', async (_, samples, code) =>
    expect(failing('Hi.', samples)).rejects.toMatchObject({ code }),
  );

  test('German without eSpeak NG, and English and Chinese are spoken all the same', async () => {
    const alone = createDraftEngine({ hasEspeak: false });
    expect(alone.describe()).toMatchObject({
      available: true,
      limit: { code: 'espeak-missing' },
      languages: ['en', 'zh'],
    });
    const say = (text: string) => speakWhole(alone.speak(requestOf(prompt, text), createWitness().context));
    await expect(say('Guten Tag, wie geht es dir?')).rejects.toMatchObject({ code: 'language-unavailable' });
    expect((await say('你好，hello')).segments.map(({ language }) => language)).toEqual(['zh', 'en']);
    await alone.unload();
  });
});

test('a cancelled take stops at the next segment', async () => {
  const controller = new AbortController();
  const { context, progress } = createWitness(controller.signal);
  const take = speakWhole(
    engine.speak(requestOf(prompt, `${TEXT} `.repeat(40), { profile }), {
      ...context,
      lanes: {
        ...context.lanes,
        move: (count) => {
          context.lanes.move(count);
          controller.abort();
        },
      },
    }),
  );
  await expect(take).rejects.toMatchObject({ code: 'cancelled' });
  expect(progress.filter(({ state }) => state === 'done').map(({ stage }) => stage)).toEqual(['prompt']);
});

describe('a text of several sentences', () => {
  const text = 'The boat drifted on. 没有人注意到它。 It was late, and getting dark.';
  const say = (change: Parameters<typeof requestOf>[2] = {}, context = createWitness().context) =>
    engine.speak(requestOf(prompt, text, { profile, ...change }), context);

  test('is heard from the first one on, before the second is spoken', async () => {
    const { context, lines } = createWitness();
    const items = say({}, context);
    expect((await items.next()).value).toMatchObject({ kind: 'samples', segment: 0, firstSample: 0 });
    const begun = lines.map(({ message }) => reveal(message)).filter((line) => line.startsWith('Segment '));
    expect(begun).toHaveLength(1);
    await items.return?.();
  });

  test('goes on from any sentence with the samples that it has as a whole', async () => {
    const whole = await speakWhole(say());
    expect(whole.done).toHaveLength(3);
    const firstSample = whole.done[0]!.samples;
    const rest = await speakWhole(say({ part: { from: 1, firstSample, after: 0 } }));
    expect(rest.audio.samples).toEqual(whole.audio.samples.slice(firstSample));
    expect(rest.done).toEqual(whole.done.slice(1));
    expect(rest.normalizedText).toBe(whole.normalizedText);
  });

  test('begins and ends each of them in silence, so that no seam clicks', async () => {
    const hard = '海边的灯塔讲起了从前的故事。老木匠把灯点亮。The boat drifted on.';
    const { audio, done } = await speakWhole(say({ text: hard }));
    expect(done).toHaveLength(3);
    for (const { firstSample, samples } of done) {
      const edges = [audio.samples[firstSample]!, audio.samples[firstSample + samples - 1]!];
      expect(Math.max(...edges.map(Math.abs))).toBeLessThan(1e-3);
    }
  });

  test('changes in one sentence when that one gets another seed', async () => {
    const whole = await speakWhole(say());
    const other = await speakWhole(say({ segmentSeeds: { '1': 99 } }));
    const cut = ({ audio, done }: typeof whole, index: number) => {
      const { firstSample, samples } = done[index]!;
      return audio.samples.slice(firstSample, firstSample + samples);
    };
    expect(cut(other, 0)).toEqual(cut(whole, 0));
    expect(cut(other, 1)).not.toEqual(cut(whole, 1));
    expect(cut(other, 2)).toEqual(cut(whole, 2));
  });
});
