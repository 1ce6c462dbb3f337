import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronBinary, whyNoWindowHere } from '../../../scripts/lib/electron-binary.mjs';
import { fakeMicrophone } from './browser';
import type { RunningHost } from './hosts';
import { root } from './paths';
import type { Language } from './words';

export interface ElectronStart {
  readonly home: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

/** @returns why the real Electron cannot be tested on this machine; undefined when it can */
export function whyNoElectron(): string | undefined {
  const unfit = whyNoWindowHere();
  if (unfit !== undefined) return unfit;
  if (electronBinary() === undefined)
    return 'the Electron binary is not on this machine (npx install-electron)';
  return undefined;
}

/** The desktop host in the real Electron, started as a person starts it. */
export async function startElectronHost({ home, language, theme }: ElectronStart): Promise<RunningHost> {
  const locale = language === 'en' ? 'en-US' : 'zh-CN';
  const app = await _electron.launch({
    executablePath: electronBinary()!,
    args: [`--lang=${locale}`, ...fakeMicrophone, root],
    env: environment(home),
    chromiumSandbox: true,
    acceptDownloads: true,
    colorScheme: theme,
    locale,
  });
  return new ElectronHost(app);
}

class ElectronHost implements RunningHost {
  private said = '';
  private readonly exited: Promise<number>;

  constructor(private readonly app: ElectronApplication) {
    const child = app.process();
    this.exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? -1);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
  }

  get pid(): number {
    return this.app.process().pid!;
  }

  open(): Promise<Page> {
    return this.app.firstWindow();
  }

  async stop(): Promise<number> {
    await this.app.close();
    return this.exited;
  }

  words(): string {
    return this.said;
  }
}

/** A terminal inside an Electron app sets ELECTRON_RUN_AS_NODE; it would make Electron a plain Node. */
function environment(home: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  );
  return { ...Object.fromEntries(inherited), COSYVOICE_STUDIO_HOME: home };
}
