import { expect, test } from './harness/fixtures';

test('the studio opens and is connected', async ({ studio }) => {
  await expect(studio).toHaveTitle(/CosyVoice Studio/);
  await expect(studio.getByRole('navigation')).toBeVisible();
});
