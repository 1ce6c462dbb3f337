import { expect, test } from './harness/fixtures';
import { anyValue } from './harness/words';

test('two presses lead to a take of a sample, and the desk keeps five takes in sight', async ({
  studio,
  steps,
  words: { app, prompt, takes },
}) => {
  await steps.openSample();
  await steps.generate();
  await steps.waitForSound();
  // it spoke without being kept
  await expect(studio.getByRole('button', { name: prompt.save, exact: true })).toBeVisible();

  await steps.write('Good evening.');
  await studio.getByRole('textbox', { name: takes.composer.text }).focus();
  for (let press = 0; press < 6; press++) await studio.keyboard.press('Control+Enter');
  const rows = studio.getByRole('article', { name: anyValue(takes.list.takeLabel) });
  await expect(rows).toHaveCount(7, { timeout: 150_000 });
  const inSight = async () => {
    const list = await studio.getByRole('list', { name: takes.list.label }).locator('..').boundingBox();
    const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
    const end = list!.y + list!.height + 1;
    return boxes.filter((box) => box && box.y >= list!.y - 1 && box.y + box.height <= end).length;
  };
  // with what takes room from them: the offer of the packs above, the chips of a direction below the words
  await studio.getByRole('textbox', { name: takes.direction.free }).fill('gently, like a teapot');
  await expect(
    studio.getByText(takes.direction.ignored.replace('{{part}}', ''), { exact: false }).first(),
  ).toBeVisible();
  // a take that runs shows its lanes, and is higher
  await expect.poll(inSight, { timeout: 150_000 }).toBeGreaterThanOrEqual(5);

  // the dividers: by keyboard, kept over a reload, and back by a double click
  const divider = studio.getByRole('separator', { name: app.dividers.words });
  const rowsOfText = async () => Number(await divider.getAttribute('aria-valuenow'));
  const before = await rowsOfText();
  await divider.focus();
  await studio.keyboard.press('ArrowDown');
  await studio.keyboard.press('ArrowDown');
  await expect.poll(rowsOfText).toBe(before + 2);
  await studio.reload();
  await expect.poll(rowsOfText).toBe(before + 2);
  await divider.dblclick();
  await expect.poll(rowsOfText).toBe(before);
});
