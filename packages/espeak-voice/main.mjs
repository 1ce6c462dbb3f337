#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// eSpeak NG as a process of its own: requests are JSON lines on stdin, answers are frames on stdout. See README.md.
import { createInterface } from 'node:readline';
import EspeakNg from '@echogarden/espeak-ng-emscripten';

const VARIANT = 'requested';
const FORMANTS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const espeak = await EspeakNg();
const worker = new espeak.eSpeakNGWorker();
const sampleRateHz = worker.get_samplerate();
const identifiers = new Set(worker.list_voices().map((voice) => voice.identifier));

/** Writes one frame: header size (u32 LE), header (JSON, UTF-8), then `header.pcmBytes` bytes of 16-bit mono PCM (LE). */
function writeFrame(header, pcm = new Int16Array(0)) {
  const json = Buffer.from(JSON.stringify({ ...header, pcmBytes: pcm.byteLength }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([size, json, Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)]));
}

function fail(code, message) {
  throw Object.assign(new Error(message), { code });
}

function number(request, name, fallback, min, max) {
  const value = request[name] ?? fallback;
  if (typeof value !== 'number' || !(value >= min && value <= max))
    fail('bad-request', `${name} is ${JSON.stringify(value)}; it must be a number from ${min} to ${max}.`);
  return value;
}

/** eSpeak takes pitch and formants from a voice variant, which is a text file in its (virtual) file system. */
function chooseVoice(request) {
  // set_voice never reports failure, and an unknown name speaks with an empty phoneme table
  if (!identifiers.has(request.voice))
    fail('unknown-voice', `There is no voice ${JSON.stringify(request.voice)}.`);
  const lowHz = number(request, 'lowHz', 82, 20, 1000);
  const highHz = number(request, 'highHz', 118, 20, 1500);
  const scale = number(request, 'formantPercent', 100, 50, 200);
  const klatt = number(request, 'klatt', 6, 0, 6);
  // the file is read with %d: fractions would end the line
  const lines = [
    'language variant',
    `name ${VARIANT}`,
    ...(klatt > 0 ? [`klatt ${klatt}`] : []),
    `pitch ${Math.round(lowHz)} ${Math.round(highHz)}`,
    ...FORMANTS.map((formant) => `formant ${formant} ${scale.toFixed(0)} 100 100`),
  ];
  espeak.FS.writeFile(`/usr/share/espeak-ng-data/voices/!v/${VARIANT}`, `${lines.join('\n')}\n`);
  worker.set_voice(`${request.voice}+${VARIANT}`, '');
  worker.set_rate(Math.round(number(request, 'wordsPerMin', 175, 80, 450)));
}

function speak(request) {
  if (typeof request.text !== 'string') fail('bad-request', 'text is not a string.');
  chooseVoice(request);
  const chunks = [];
  const events = [];
  worker.synthesize(request.text, (audio, found) => {
    chunks.push(audio);
    for (const { type, audio_position: atMs, text_position: at, word_length: length, id } of found)
      if (type === 'word' || type === 'phoneme') events.push({ type, atMs, at, length, id });
    return false;
  });
  const pcm = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let filled = 0;
  for (const chunk of chunks) {
    pcm.set(chunk, filled);
    filled += chunk.length;
  }
  const phonemes = events.filter(({ type, id }) => type === 'phoneme' && id !== '').length;
  writeFrame({ id: request.id, sampleRateHz, phonemes, events: request.events ? events : [] }, pcm);
}

function answer(line) {
  let id = null;
  try {
    const request = JSON.parse(line);
    id = request.id ?? null;
    speak(request);
  } catch (error) {
    writeFrame({ id, error: { code: error.code ?? 'failed', message: String(error.message ?? error) } });
  }
}

writeFrame({ ready: true, sampleRateHz, voices: [...identifiers].sort() });
createInterface({ input: process.stdin, crlfDelay: Infinity })
  .on('line', (line) => line.trim() !== '' && answer(line))
  // whoever asked is gone: nothing is left to do
  .on('close', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
