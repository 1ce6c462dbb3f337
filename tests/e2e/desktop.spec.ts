import { join } from 'node:path';
import { expect, test } from './harness/fixtures';
import { DoubleHost } from './harness/hosts';

/** What only the desktop host has: its door, locks, menus, dialogs, one instance. */

test('the window has one frozen door to its host and no trace of Node', async ({ studio, host }) => {
  test.skip(host === 'server', 'a browser has no preload');
  const door = await studio.evaluate(() => ({
    names: Object.keys(window.studioPort ?? {}),
    frozen: Object.isFrozen(window.studioPort),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }));
  expect(door).toEqual({ names: ['post', 'onMessage'], frozen: true, node: [] });
});

test.describe('the desktop host', () => {
  test.skip(({ host }) => host !== 'double', 'the double tells what the desktop host was asked to do');

  test('the window cannot leave its page, nor open another', async ({ desktop }) => {
    expect(await desktop.ask({ kind: 'may-navigate', url: 'https://example.com/' })).toBe(false);
    expect(await desktop.ask({ kind: 'may-navigate', url: 'file:///etc/passwd' })).toBe(false);
    expect(await desktop.ask({ kind: 'may-open', url: 'app://studio/' })).toBe(false);
  });

  test('only the microphone and the clipboard are allowed, and only to our own origin', async ({
    desktop,
  }) => {
    const may = (permission: string, mediaTypes: string[] = [], origin = 'app://studio') =>
      desktop.ask({ kind: 'may-use', permission, mediaTypes, origin });
    expect(await may('media', ['audio'])).toBe(true);
    expect(await may('clipboard-sanitized-write')).toBe(true);
    expect(await may('media', ['video'])).toBe(false);
    expect(await may('media', ['audio', 'video'])).toBe(false);
    expect(await may('media', ['audio'], 'https://example.com')).toBe(false);
    expect(await may('media', ['audio'], 'app://studio.example.com')).toBe(false);
    expect(await may('geolocation')).toBe(false);
    expect(await may('notifications')).toBe(false);
  });

  test('a second start shows the first window and ends itself', async ({ desktop, home }) => {
    const second = new DoubleHost(home);
    expect(await second.ended()).toBe(0);
    await desktop.event('call', ({ what }) => what === 'window.focus');
  });

  test('the menu opens the log file in its folder', async ({ desktop, home }) => {
    const { items } = await desktop.event('menu');
    expect(items.length).toBeGreaterThanOrEqual(4);
    expect(await desktop.ask({ kind: 'click-menu', label: 'Show Log File' })).toBe(true);
    const call = await desktop.event('call', ({ what }) => what === 'shell.showItemInFolder');
    expect(call.arguments[0]).toContain(home);
  });

  test('a backup goes where the person says, and comes back without a restart', async ({
    desktop,
    studio,
    steps,
    words,
    home,
  }) => {
    const file = join(home, 'elsewhere.cvbackup');
    const { backupTo, restoreFile } = words.settings.library;
    await desktop.ask({ kind: 'script-dialog', filePaths: [file] });
    await steps.goTo('settings');
    await studio.getByRole('button', { name: backupTo }).click();
    await expect(studio.getByText(/elsewhere\.cvbackup/)).toBeVisible();

    await steps.goTo('studio');
    await steps.makeSampleVoice();
    await desktop.ask({ kind: 'script-dialog', filePaths: [file] });
    await steps.goTo('settings');
    await studio.getByRole('button', { name: restoreFile }).click();
    await expect
      .poll(() => steps.logLines().filter(({ message }) => message.includes(' started')))
      .toHaveLength(2);
    await steps.goTo('studio');
    // the library of before knew no voice
    await expect(studio.getByRole('region', { name: words.record.samplesTitle })).toBeVisible();
  });

  test('closing the window ends the studio, with a clean exit and no engine left', async ({
    desktop,
    steps,
  }) => {
    await expect.poll(() => steps.enginePid()).toBeGreaterThan(0);
    const pid = steps.enginePid();
    void desktop.ask({ kind: 'close-window' });
    expect(await desktop.ended()).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(steps.logLines().at(-1)?.message).toBe('Studio stopped');
  });
});
