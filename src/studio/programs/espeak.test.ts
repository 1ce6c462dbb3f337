import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, test } from 'vitest';
import { ESPEAK_PACKAGE } from '#contract/helper-api';
import { forkProgram } from '#server/fork-program';
import { Espeak } from './espeak';

const hello = {
  voice: 'gmw/en-US',
  text: 'hello there',
  lowHz: 82,
  highHz: 118,
  formantPercent: 100,
  wordsPerMin: 175,
};

describe('the eSpeak NG process', () => {
  const espeak = new Espeak(forkProgram);
  afterAll(() => espeak.stop());

  test('speaks, the same samples for the same request', async () => {
    const [first, , again] = await Promise.all([
      espeak.speak(hello),
      espeak.speak({ ...hello, text: 'something else in between', klatt: 4 }),
      espeak.speak(hello),
    ]);
    expect(first.sampleRateHz).toBe(22_050);
    expect(first.samples.length).toBeGreaterThan(10_000);
    expect(first.phonemes).toBeGreaterThan(4);
    expect(again.samples).toEqual(first.samples);
  });

  test('really has the Klatt synthesizer: without it the samples are others', async () => {
    const [klatt, plain] = [await espeak.speak(hello), await espeak.speak({ ...hello, klatt: 0 })];
    expect(plain.samples).not.toEqual(klatt.samples);
  });

  test('refuses a voice that eSpeak NG would silently replace by nothing', async () => {
    await expect(espeak.speak({ ...hello, voice: 'fr-fr' })).rejects.toThrow('There is no voice "fr-fr"');
    await expect(espeak.speak({ ...hello, formantPercent: 900 })).rejects.toThrow('formantPercent is 900');
  });

  test('killed, it fails what it was doing and starts again for the next request', async () => {
    await espeak.speak(hello);
    const busy = espeak.speak({ ...hello, text: 'a long story, told slowly. '.repeat(200) });
    process.kill(espeak.pid!, 'SIGKILL');
    await expect(busy).rejects.toMatchObject({ code: 'engine-crashed' });
    expect((await espeak.speak(hello)).phonemes).toBeGreaterThan(4);
  });
});

test('ends when the program that started it is killed', async () => {
  // a parent that starts eSpeak NG, tells its process id and waits
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { fork } from 'node:child_process';
     const child = fork(${JSON.stringify(createRequire(import.meta.url).resolve(ESPEAK_PACKAGE))}, [], { execArgv: [], serialization: 'advanced' });
     child.once('message', () => console.log(child.pid));
     child.send({ id: 1, voice: 'none' });
     setInterval(() => {}, 1000);`,
  ]);
  const pid = await new Promise<number>((told) =>
    parent.stdout.once('data', (line: Buffer) => told(Number(line.toString()))),
  );
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
