// SPDX-License-Identifier: GPL-3.0-or-later
// eSpeak NG as a process of its own: requests and answers are messages of its parent. See README.md.
import EspeakNg from '@echogarden/espeak-ng-emscripten';

const VARIANT = 'requested';
const FORMANTS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const espeak = await EspeakNg();
const worker = new espeak.eSpeakNGWorker();
const sampleRateHz = worker.get_samplerate();
const identifiers = new Set(worker.list_voices().map((voice) => voice.identifier));
// an Electron utility process has a parent port, a forked Node sends by itself
const parent = process.parentPort;
const post = (answer) => (parent ? parent.postMessage(answer) : process.send(answer));

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
  post({ id: request.id, sampleRateHz, phonemes, events: request.events ? events : [], pcm });
}

function answer(request) {
  const id = request?.id ?? null;
  try {
    speak(request);
  } catch (error) {
    post({ id, error: { code: error.code ?? 'failed', message: String(error.message ?? error) } });
  }
}

if (parent) parent.on('message', ({ data }) => answer(data));
// whoever asked is gone: nothing is left to do
else process.on('message', answer).on('disconnect', () => process.exit(0));
