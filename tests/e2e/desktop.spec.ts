import { join } from 'node:path';
import { expect, test } from './harness/fixtures';
import { DoubleHost, runCli } from './harness/hosts';

/** What only the desktop host has: its door, locks, menus, dialogs, one instance. */

test('the window has one frozen door to its host and no trace of Node', async ({ studio, host }) => {
  test.skip(host === 'server', 'a browser has no preload');
  const door = await studio.evaluate(() => ({
    names: Object.keys(window.studioPort ?? {}),
    frozen: Object.isFrozen(window.studioPort),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }));
  expect(door).toEqual({ names: ['open', 'post'], frozen: true, node: [] });
});

test.describe('the desktop host', () => {
  test.skip(({ host }) => host !== 'double', 'the double tells what the desktop host was asked to do');

  test('the window cannot leave its page, in whichever way a page may try', async ({ desktop }) => {
    for (const way of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
      const may = (url: string) => desktop.ask({ kind: 'may-navigate', way, url });
      for (const url of [
        'https://example.com/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'data:text/html,x',
      ])
        expect(await may(url), `${way} ${url}`).toBe(false);
      // a page that loads anew
      expect(await may('app://studio/'), way).toBe(true);
    }
  });

  test('a model card opens in the browser of the system, and nothing else does', async ({
    desktop,
    studio,
    steps,
  }) => {
    for (const url of ['app://studio/', 'https://example.com/secret?words', 'file:///etc/passwd'])
      expect(await desktop.ask({ kind: 'may-open', url }), url).toBe(false);
    await expect
      .poll(() => steps.logLines().map(({ message }) => message))
      .toEqual(
        expect.arrayContaining([
          'The window may not open https://example.com',
          'The window may not open file:',
        ]),
      );
    expect(JSON.stringify(steps.logLines())).not.toContain('secret?words');

    await steps.goTo('models');
    const card = studio.getByRole('link', { name: 'huggingface.co' }).first();
    const address = (await card.getAttribute('href')) ?? '';
    // the double's window is a browser, which asks nobody: what Electron asks is asked here
    expect(await desktop.ask({ kind: 'may-open', url: address })).toBe(false);
    const opened = desktop.events.filter(
      (event) => event.kind === 'call' && event.what === 'shell.openExternal',
    );
    expect(opened).toEqual([expect.objectContaining({ arguments: [address] })]);
  });

  test('the address of a development server means nothing to a built application', async ({ home }) => {
    const own = new DoubleHost(join(home, 'second'), { ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/' });
    const { shows } = await own.event('window');
    expect(shows).toBe('app://studio/');
    expect(await own.stop()).toBe(0);
  });

  test('a window whose process crashed comes back with what was typed, and in a loop ends in plain words', async ({
    desktop,
    studio,
    context,
    steps,
    words,
  }) => {
    const typed = 'Words that nobody wants to type again.';
    const told = () =>
      steps.logLines().filter(({ message }) => message.includes("The window's process is gone"));
    await steps.write(typed);
    const devtools = await context.newCDPSession(studio);
    // its answer went with the page
    devtools.send('Page.crash').catch(() => undefined);
    await studio.waitForEvent('crash');
    await desktop.ask({ kind: 'page-gone', reason: 'crashed', exitCode: 139 });
    await desktop.event('call', ({ what }) => what === 'webContents.reload');
    const again = await desktop.open(context);
    await expect(again.getByRole('textbox', { name: words.takes.composer.text })).toHaveValue(typed);
    await expect.poll(told).toHaveLength(1);
    expect(told()[0]?.message).toContain('crashed, exit code 139');

    for (let times = 0; times < 2; times++)
      await desktop.ask({ kind: 'page-gone', reason: 'oom', exitCode: 5 });
    const plain = await desktop.open(context, 'app://studio/stopped.html');
    await expect(plain.getByText(/stopped working several times/)).toBeVisible();
    await expect(plain.getByText(/窗口接连多次停止工作/)).toBeVisible();
    await plain.getByRole('link').click();
    await expect(plain.getByRole('textbox', { name: words.takes.composer.text })).toHaveValue(typed);
    expect(JSON.stringify(steps.logLines())).not.toContain(typed);
  });

  test('a process of Chromium that is gone is one line of the log', async ({ desktop, steps }) => {
    await desktop.ask({ kind: 'helper-gone', type: 'GPU', reason: 'crashed', exitCode: 5 });
    await expect
      .poll(() =>
        steps.logLines().filter(({ message }) => message.includes('is gone (GPU): crashed, exit code 5')),
      )
      .toHaveLength(1);
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

  test('developer tools are there from the start after a person switched them on, and only then', async ({
    desktop,
    studio,
    steps,
    words,
    home,
  }) => {
    const toolsOf = async (host: DoubleHost) => {
      const { items } = await host.event('menu');
      const { developerTools } = await host.event('window');
      return [JSON.stringify(items).includes('toggleDevTools'), developerTools];
    };
    expect(await toolsOf(desktop)).toEqual([false, false]);
    await steps.goTo('settings');
    await studio.getByRole('switch', { name: words.settings.developerTools }).press('Space');
    await expect(studio.getByRole('switch', { name: words.settings.developerTools })).toBeChecked();
    expect(await desktop.stop()).toBe(0);
    const next = new DoubleHost(home);
    expect(await toolsOf(next)).toEqual([true, true]);
    expect(await next.stop()).toBe(0);
    const { stdout } = await runCli(home, ['settings', 'set', 'developer-tools', 'off', '--json']);
    expect(JSON.parse(stdout)).toEqual({ setting: 'developer-tools', value: false });
    const last = new DoubleHost(home);
    expect(await toolsOf(last)).toEqual([false, false]);
    expect(await last.stop()).toBe(0);
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
