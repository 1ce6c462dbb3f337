import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '#contract/logger';
import { recoverPage, tellLostHelpers } from './crashes';

const { app } = vi.hoisted(() => ({ app: { on: vi.fn() } }));
vi.mock('electron', () => ({ app, utilityProcess: {} }));

let lines: string[] = [];
const log = () => createLogger('host', ({ level, message }) => lines.push(`${level} ${message}`));
beforeEach(() => {
  lines = [];
});

describe('a page whose process is gone', () => {
  let clock = 0;
  const open = () => {
    const contents = Object.assign(new EventEmitter(), {
      reload: vi.fn(),
      loadURL: vi.fn(async () => undefined),
      isDestroyed: () => false,
    });
    recoverPage(contents as unknown as WebContents, 'app://studio/stopped.html', log, () => clock);
    const crash = (afterMs: number) => {
      clock += afterMs;
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
    };
    return { contents, crash };
  };

  test('is loaded anew, and one line tells why it went', () => {
    const { crash, contents } = open();
    crash(0);
    expect(contents.reload).toHaveBeenCalledOnce();
    expect(contents.loadURL).not.toHaveBeenCalled();
    expect(lines).toEqual(["error The window's process is gone: crashed, exit code 139"]);
  });

  test('is left alone with plain words once it went three times in a minute, and not loaded ever after', () => {
    const { crash, contents } = open();
    for (let times = 0; times < 40; times++) crash(1000);
    expect(contents.reload).toHaveBeenCalledTimes(2);
    expect(contents.loadURL.mock.calls).toEqual([['app://studio/stopped.html']]);
  });

  test('is loaded anew as often as it takes when it goes less often', () => {
    const { crash, contents } = open();
    for (let times = 0; times < 40; times++) crash(30_001);
    expect(contents.reload).toHaveBeenCalledTimes(40);
    expect(contents.loadURL).not.toHaveBeenCalled();
  });
});

test('a lost helper is one line, and the engine, which has a supervisor, is none', () => {
  tellLostHelpers(log);
  const [name, tell] = app.on.mock.calls[0] as [string, (event: object, details: object) => void];
  expect(name).toBe('child-process-gone');
  tell({}, { type: 'GPU', reason: 'crashed', exitCode: 5 });
  tell({}, { type: 'Utility', name: 'CosyVoice Studio engine', reason: 'killed', exitCode: 9 });
  tell({}, { type: 'Utility', name: 'Audio Service', reason: 'oom', exitCode: 1 });
  expect(lines).toEqual([
    'warn A process beside the window is gone (GPU): crashed, exit code 5',
    'warn A process beside the window is gone (Utility, Audio Service): oom, exit code 1',
  ]);
});
