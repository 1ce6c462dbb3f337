import { expect, test } from './harness/fixtures';
import { anyValue } from './harness/words';

const text = Array.from(
  { length: 60 },
  (_, at) => `This is sentence number ${at + 1}, and it was never said by anyone.`,
).join(' ');

/** What went onto the audio clock, and whether a take was being made when its first sound was heard. */
interface Heard {
  readonly pieces: { readonly atSec: number; readonly sec: number }[];
  heardWhileMade: boolean;
}

test('a take is heard from its first sentence on while the others are made, and its sentences have a menu', async ({
  studio,
  steps,
  words: { takes, segments, app },
}, testInfo) => {
  await studio.evaluate(() => {
    const heard: Heard = { pieces: [], heardWhileMade: false };
    Object.assign(globalThis, { heard });
    const start: unknown = Reflect.get(AudioBufferSourceNode.prototype, 'start');
    AudioBufferSourceNode.prototype.start = function (atSec = 0, ...rest) {
      const { context, buffer } = this;
      heard.pieces.push({ atSec, sec: buffer?.duration ?? 0 });
      const first = heard.pieces[0]!.atSec;
      const listen = setInterval(() => {
        if (context.state === 'running' && context.currentTime > first + 0.1) {
          clearInterval(listen);
          heard.heardWhileMade ||= document.querySelector('article[data-state="running"]') !== null;
        }
      }, 20);
      if (typeof start === 'function') Reflect.apply(start, this, [atSec, ...rest]);
    };
  });
  const heard = () => studio.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);

  await steps.makeSampleVoice();
  await steps.write(text);
  await test.step('it plays by itself while it is made, without a gap', async () => {
    await steps.generate();
    const transport = studio.getByRole('region', { name: app.transport.label });
    await expect(transport.getByRole('button', { name: anyValue(app.transport.pause) })).toBeVisible();
    await expect.poll(async () => (await heard()).heardWhileMade).toBe(true);
    await testInfo.attach('running', { body: await studio.screenshot(), contentType: 'image/png' });
    await expect.poll(async () => (await heard()).pieces.length).toBeGreaterThan(3);
    const { pieces } = await heard();
    for (const [at, piece] of pieces.slice(1).entries()) {
      const before = pieces[at]!;
      expect(Math.abs(piece.atSec - (before.atSec + before.sec))).toBeLessThan(1e-6);
    }
  });

  await test.step('cut off, it says how far it came, and goes on', async () => {
    await steps.newestTake().getByRole('button', { name: takes.take.cancel }).click();
    const goOn = steps.newestTake().getByRole('button', { name: segments.continue });
    await expect(goOn).toBeVisible();
    await testInfo.attach('cut-off', { body: await studio.screenshot(), contentType: 'image/png' });
    await goOn.click();
    await steps.waitForSound();
  });

  await test.step('a sentence has a menu, by the keyboard', async () => {
    const take = steps.newestTake();
    await take.getByRole('button', { expanded: false }).filter({ hasText: 'This is sentence' }).click();
    const sentences = take.getByRole('toolbar', { name: anyValue(segments.label) });
    await sentences.getByRole('button').first().focus();
    await studio.keyboard.press('ArrowRight');
    await studio.keyboard.press('Shift+F10');
    const menu = studio.getByRole('menu');
    await expect(menu.getByRole('menuitem', { name: segments.playFrom })).toBeVisible();
    await testInfo.attach('menu', { body: await studio.screenshot(), contentType: 'image/png' });
    await menu.getByRole('menuitem', { name: segments.rerollNew }).click();
    await expect(studio.getByRole('article', { name: anyValue(takes.list.takeLabel) })).toHaveCount(2);
  });
});
