/** What the test and the process under the double tell each other, over Node's IPC channel. */

/** From the double to the test. */
export type DoubleEvent =
  | {
      readonly kind: 'window';
      readonly id: number;
      /** What the application calls it. */
      readonly shows: string;
      /** Where a browser finds it. */
      readonly url: string;
      readonly initScript: string;
      readonly developerTools: boolean;
    }
  | { readonly kind: 'window-closed'; readonly id: number }
  | { readonly kind: 'call'; readonly what: string; readonly arguments: readonly unknown[] }
  | { readonly kind: 'menu'; readonly items: readonly MenuRecord[] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };

/** A menu as it was installed. */
export interface MenuRecord {
  readonly label: string;
  readonly accelerator?: string | undefined;
  readonly items: readonly MenuRecord[];
}

/** Events with which Electron asks before a frame goes elsewhere. */
export type NavigationWay = 'will-navigate' | 'will-frame-navigate' | 'will-redirect';

/** From the test to the double; each is answered once with the same id. */
export type DoubleRequest = { readonly id: number } & (
  | { readonly kind: 'quit' }
  | { readonly kind: 'close-window' }
  /** Answers for the next dialogs, in order. */
  | { readonly kind: 'script-dialog'; readonly filePaths: readonly string[] }
  | { readonly kind: 'click-menu'; readonly label: string }
  /** A process of Chromium is gone, as Electron tells it: the page's own, or one beside it. */
  | { readonly kind: 'page-gone'; readonly reason: string; readonly exitCode: number }
  | {
      readonly kind: 'helper-gone';
      readonly type: string;
      readonly name?: string;
      readonly reason: string;
      readonly exitCode: number;
    }
  /** What the application's locks say. */
  | { readonly kind: 'may-navigate'; readonly way: NavigationWay; readonly url: string }
  | { readonly kind: 'may-open'; readonly url: string }
  | {
      readonly kind: 'may-use';
      readonly permission: string;
      readonly mediaTypes: readonly string[];
      readonly origin: string;
    }
);

export function tell(event: DoubleEvent): void {
  process.send?.(event, undefined, undefined, () => undefined);
}
