import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Locator, type Page, expect } from '@playwright/test';
import { reveal } from '#contract/personal';
import { anyValue, type Words } from './words';

/** One look at the window while a take runs, all of it in the same moment. */
export interface RunningLook {
  readonly lane: string;
  readonly nowBar: string;
  readonly dock: string;
}

/** What a person does in the window, named as they would tell it. */
export class Steps {
  constructor(
    private readonly page: Page,
    private readonly words: Words,
    private readonly home: string,
  ) {}

  /** Opens the first sample, ready to be trimmed. */
  async openSample(): Promise<void> {
    const { record, prompt } = this.words;
    const samples = this.page.getByRole('region', { name: record.samplesTitle });
    await samples.getByRole('button').first().click();
    await expect(this.page.getByRole('button', { name: prompt.save, exact: true })).toBeVisible();
  }

  /** Saves what is being trimmed under the name it was given. */
  async saveVoice(): Promise<void> {
    const { prompt, takes } = this.words;
    const save = this.page.getByRole('button', { name: prompt.save, exact: true });
    await expect(save).not.toHaveAttribute('aria-disabled', 'true');
    await save.click();
    await expect(
      this.page.getByRole('combobox', { name: takes.composer.voice, exact: true }),
    ).not.toHaveValue('');
  }

  async makeSampleVoice(): Promise<void> {
    await this.openSample();
    await this.saveVoice();
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.words.takes.composer.text }).fill(text);
  }

  async generate(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.takes.composer.generate, exact: true }).click();
  }

  /** The newest take of the list. */
  newestTake(): Locator {
    return this.page.getByRole('article', { name: anyValue(this.words.takes.list.takeLabel) }).first();
  }

  async waitForSound(): Promise<Locator> {
    const take = this.newestTake();
    await expect(take.getByRole('button', { name: this.words.takes.take.download })).toBeVisible({
      timeout: 150_000,
    });
    return take;
  }

  async openLogDock(): Promise<void> {
    const { dock } = this.words.log;
    await this.page
      .getByRole('region', { name: dock.label })
      .getByRole('button', { name: dock.open })
      .click();
  }

  /**
   * Notes from now on what the window shows of a running take, at every change of it: a short take on a quick
   * machine is over between two looks from outside.
   */
  async watchRunning(): Promise<void> {
    const { takes, log } = this.words;
    await this.page.evaluate(
      (labels) => {
        const seen: RunningLook[] = [];
        const shown = (selector: string) => document.querySelector(selector)?.textContent ?? '';
        const look = () => {
          const lane = shown('article[data-state="running"] button[data-state="running"]');
          if (lane === '' || lane === seen.at(-1)?.lane) return;
          seen.push({
            lane,
            nowBar: shown(`[aria-label="${labels.nowBar}"]`),
            dock: shown(`[aria-label="${labels.dock}"]`),
          });
        };
        new MutationObserver(look).observe(document.body, {
          ...{ subtree: true, childList: true, characterData: true },
        });
        Object.assign(globalThis, { seenRunning: seen });
      },
      { nowBar: takes.now.label, dock: log.dock.label },
    );
  }

  /** What `watchRunning` has noted so far, oldest first. */
  async seenRunning(): Promise<readonly RunningLook[]> {
    return this.page.evaluate(() => (globalThis as unknown as { seenRunning: RunningLook[] }).seenRunning);
  }

  async goTo(
    page: keyof Words['app']['rail'] &
      ('studio' | 'voices' | 'projects' | 'lexicon' | 'models' | 'log' | 'settings'),
  ): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: this.words.app.rail.label });
    await rail.getByRole('button', { name: this.words.app.rail[page] }).click();
  }

  /** The lines of the structured log so far. */
  logLines(): { message: string; takeId?: string; data?: Record<string, unknown> }[] {
    const file = join(this.home, 'logs/runtime.jsonl');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(reveal(line)) as ReturnType<Steps['logLines']>[number]);
  }

  /** Process id of the newest engine process. */
  enginePid(): number {
    const started = this.logLines().filter(({ message }) => message === 'Engine process ready');
    return Number(started.at(-1)?.data?.pid);
  }

  /** Opens a file from this test's own bytes, as the file dialog would hand it over. */
  async openFile(name: string, bytes: Uint8Array): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: this.words.record.openFile }).click();
    await (await choosing).setFiles({ name, mimeType: 'audio/wav', buffer: Buffer.from(bytes) });
  }

  takeFile(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.home, 'outputs', name)));
  }
}
