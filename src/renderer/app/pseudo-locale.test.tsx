// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StudioApi } from '#contract/studio-api';
import * as languages from '#i18n/languages';
import { fakeDownload, fakePack } from '../testing/fake-packs';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { renderOn } from '../testing/render';
import { openWindowStudio } from '../testing/window-studio';
import { App } from './App';

vi.mock('#i18n/languages', async (original) => {
  const own = await original<typeof languages>();
  const { accented } = await import('../../i18n/testing/accented');
  return { ...own, 'en-XA': accented(own.en) };
});

beforeEach(() => {
  // jsdom has no fonts and lays nothing out: the scroller is tall enough for a few rows
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  for (const name of ['clientHeight', 'clientWidth', 'offsetHeight', 'offsetWidth'])
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
  // nor does it draw: whatever is asked of a canvas is answered with something that can be asked again
  const canvas: unknown = new Proxy(() => canvas, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : name === 'then' ? undefined : canvas),
    set: () => true,
    apply: () => canvas,
  });
  const draw = () => canvas;
  // the canvas of the other tests is none
  const keep = () => undefined;
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    ...{ configurable: true, get: () => draw, set: keep },
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

afterAll(removeTemporaryFolders);

/** The product, units, keys, and what has one name everywhere. */
const SAME_EVERYWHERE = new Set(
  [
    ...'CosyVoice Studio Hz kHz dB ms min MB GB GiB kB PCM WAV CPU GPU CUDA ONNX SHA F0'.split(' '),
    // times of day and the levels of a log are written as in runtime.log
    ...'AM PM debug info success warn error'.split(' '),
    ...'Ctrl Shift Alt Enter Esc Space Tab Home End'.split(' '),
    ...Object.values(languages).flatMap(({ settings }) => settings.languageName.split(' ')),
    ...platformWords(),
  ].map((word) => word.toLowerCase()),
);

/** Languages, months and seconds are said by the platform, which has no words for this language. */
function platformWords(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const tags = 'zh ja ko de fr es it pt ru en yue vi th'.split(' ');
  const months = Array.from({ length: 12 }, (_, month) =>
    new Date(2026, month, 1).toLocaleDateString('en', { month: 'short' }),
  );
  const seconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second' }).format(5).split(' ');
  return [...tags.map((tag) => names.of(tag) ?? ''), ...months, ...seconds];
}

const wordsIn = (text: string): string[] => text.match(/[A-Za-z]{2,}/g) ?? [];

/** What the host gives is a person's words, names, ids, paths and what a system said; its own sentences are none of those. */
function collect(value: unknown, into: Set<string>, key = ''): void {
  if (typeof value === 'string' && key !== 'repair')
    for (const word of wordsIn(value)) into.add(word.toLowerCase());
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const [name, member] of Object.entries(value)) collect(member, into, name);
}

/** Every word that a person sees or hears on the screen. */
function shown(): string[] {
  const texts: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('style, script, svg, [aria-hidden="true"]')) continue;
    for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.textContent ?? '');
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name);
      if (text !== null) texts.push(text);
    }
  }
  return texts.flatMap(wordsIn);
}

test.each(['studio', 'voices', 'projects', 'lexicon', 'models', 'log', 'settings'] as const)(
  'the page "%s" says every word in the language of the window',
  async (page) => {
    const given = new Set<string>();
    const studio = await openWindowStudio({
      settings: { language: 'en-XA' },
      abilities: { chooseFolder: async () => undefined },
    });
    await studio.api.probeMachine();
    await studio.api.backupLibrary({});
    const listPacks = async () => [
      fakePack({ state: 'installed' }),
      fakePack({ id: 'b', state: 'paused', download: fakeDownload() }),
    ];
    const api = Object.fromEntries(
      Object.entries({ ...studio.api, listPacks }).map(([name, call]) => [
        name,
        async (input: never) => {
          const answer: unknown = await (call as (input: never) => Promise<unknown>)(input);
          collect(answer, given);
          return answer;
        },
      ]),
    ) as unknown as StudioApi;
    renderOn({ ...studio, api }, <App />);
    const user = userEvent.setup();
    const { app } = (await import('../../i18n/testing/accented')).accented(languages.en);
    await user.click(await screen.findByRole('button', { name: (name) => name.startsWith(app.rail[page]) }));
    await act(async () => new Promise((resolve) => setTimeout(resolve, 300)));
    const foreign = shown().filter(
      (word) => !given.has(word.toLowerCase()) && !SAME_EVERYWHERE.has(word.toLowerCase()),
    );
    expect([...new Set(foreign)]).toEqual([]);
  },
);
