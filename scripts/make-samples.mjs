// Makes the synthetic sample prompts in resources/samples from the studio's own synthesizers: the same bytes every time.
// Run: node scripts/make-samples.mjs
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'resources/samples');
const SAMPLE_RATE_HZ = 24_000;
const LEVEL_DB = -23;
const PAUSE_SEC = 0.25;

/** Voices unlike the draft voice's own (Flite awb, eSpeak NG at its defaults), so that following them can be heard. */
const samples = [
  {
    id: 'sample-a',
    name: { en: 'Sample voice A (synthetic)', zh: '示例音色 A（合成）' },
    language: 'en',
    sentences: ['Good morning, and welcome to the studio.', 'This is a low voice, made by a computer.'],
    speak: (text, { rms }) => rms.speak(text, { centreHz: 95, spreadSt: 2, speed: 1.15, tract: 0.97 }),
  },
  {
    id: 'sample-b',
    name: { en: 'Sample voice B (synthetic)', zh: '示例音色 B（合成）' },
    language: 'en',
    sentences: ['Here is another voice, a little higher.', 'It was made by a computer as well.'],
    speak: (text, { slt }) => slt.speak(text, { centreHz: 205, spreadSt: 2.2, speed: 1, tract: 1.06 }),
  },
  {
    id: 'sample-c',
    name: { en: 'Sample voice C (synthetic, Mandarin)', zh: '示例音色 C（合成，普通话）' },
    language: 'zh',
    sentences: ['大家好，欢迎来到录音室。', '这是电脑合成的声音。'],
    speak: (text, { mandarin }) =>
      mandarin.speak(text, { centreHz: 168, spreadSt: 8, speed: 1.05, tract: 1.1 }),
  },
];

const load = async (path) =>
  (await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' })).module;
const [{ Flite }, { EspeakVoice }, { EspeakProcess, findEspeak }, { spokenLanguage }] = await Promise.all([
  load('src/engine/draft/flite.ts'),
  load('src/engine/draft/espeak.ts'),
  load('src/engine/draft/espeak-process.ts'),
  load('src/engine/draft/text/languages.ts'),
]);
const { joinPieces, trimSilence } = await load('src/engine/draft/assemble.ts');
const { settleLevel } = await load('src/engine/draft/loudness.ts');
const { resampleClean } = await load('src/audio/resample.ts');
const { writeWav } = await load('src/audio/wav.ts');

const espeak = new EspeakProcess(findEspeak());
const voices = {
  rms: new Flite('rms'),
  slt: new Flite('slt'),
  mandarin: new EspeakVoice(espeak, 'zh', 'sit/cmn-Latn-pinyin'),
};

await mkdir(folder, { recursive: true });
const listed = [];
for (const { id, name, language, sentences, speak } of samples) {
  const { notation } = spokenLanguage(language);
  const pieces = [];
  for (const sentence of sentences) {
    const speech = await speak(notation(sentence), voices);
    pieces.push(
      trimSilence(resampleClean(speech.samples, speech.sampleRateHz, SAMPLE_RATE_HZ), SAMPLE_RATE_HZ),
    );
  }
  const silence = new Float32Array(0);
  const speech = joinPieces([silence, ...pieces, silence], PAUSE_SEC, SAMPLE_RATE_HZ);
  const channel = settleLevel(speech, LEVEL_DB);
  const file = `${id}.wav`;
  const wav = writeWav({
    sampleRateHz: SAMPLE_RATE_HZ,
    channels: [channel],
    bitDepth: 16,
    info: { INAM: name.en, ICMT: 'Synthetic speech, not a person. Made by scripts/make-samples.mjs.' },
  });
  await writeFile(join(folder, file), wav);
  const durationSec = Number((channel.length / SAMPLE_RATE_HZ).toFixed(2));
  const transcript = sentences.join(language === 'zh' ? '' : ' ');
  listed.push({ id, name, language, transcript, durationSec, file });
  console.log(`${file}: ${durationSec} s, ${wav.length} bytes`);
}
await writeFile(join(folder, 'samples.json'), `${JSON.stringify(listed, null, 2)}\n`);
espeak.stop();
