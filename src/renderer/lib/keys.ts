/** What a key press asks the window for. Recording and trimming listen for their own keys. */
export type KeyCommand =
  | {
      readonly name:
        | 'generate'
        | 'cancel'
        | 'dice'
        | 'favourite'
        | 'toggle-sound'
        | 'search'
        | 'undo'
        | 'redo'
        | 'dock'
        | 'palette'
        | 'help';
    }
  | { readonly name: 'play'; readonly number: number }
  | { readonly name: 'compare'; readonly slot: 'a' | 'b' };

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'repeat'
>;

/** Where a key was pressed, as far as it matters. */
export interface KeyPlace {
  /** In a field: single letters are text. */
  readonly typing: boolean;
  /** On a button, a link, a slider: Space is theirs. */
  readonly onControl: boolean;
  /** A menu, a list or a dialog is open: Escape closes it. */
  readonly overlay: boolean;
}

/** @returns what a key press asks for, or undefined when it is not for the window */
export function keyCommand(press: KeyPress, place: KeyPlace): KeyCommand | undefined {
  if (press.isComposing || press.altKey) return undefined;
  const command = press.ctrlKey || press.metaKey;
  if (command) return commandKey(press, place);
  if (press.key === 'Escape') return place.overlay ? undefined : { name: 'cancel' };
  if (place.typing || place.overlay || press.repeat) return undefined;
  if (press.key === ' ') return place.onControl ? undefined : { name: 'toggle-sound' };
  if (press.key === '?') return { name: 'help' };
  if (press.shiftKey) return undefined;
  return singleKey(press.key.toLowerCase());
}

function commandKey({ key, repeat, shiftKey }: KeyPress, place: KeyPlace): KeyCommand | undefined {
  // held down is pressed once
  if (key === 'Enter') return repeat ? undefined : { name: 'generate' };
  if (key.toLowerCase() === 'k') return { name: 'palette' };
  // a field takes back its own letters
  if (!place.typing && !place.overlay) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { name: shiftKey ? 'redo' : 'undo' };
    if (letter === 'y') return { name: 'redo' };
  }
  return key === '`' ? { name: 'dock' } : undefined;
}

function singleKey(key: string): KeyCommand | undefined {
  if (/^[1-9]$/.test(key)) return { name: 'play', number: Number(key) };
  if (key === 'a' || key === 'b') return { name: 'compare', slot: key };
  if (key === 'd') return { name: 'dice' };
  if (key === 'f') return { name: 'favourite' };
  return key === '/' ? { name: 'search' } : undefined;
}

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]';
const CONTROLS =
  'button, a[href], summary, label, [role=slider], [role=option], [role=menuitem], [role=log], input';
const OVERLAYS = '[role=dialog], [role=menu], [role=listbox]';

/** @returns where the key was pressed in this document */
export function placeOf(target: EventTarget | null, document: Document): KeyPlace {
  const element = target instanceof Element ? target : undefined;
  return {
    typing: element?.closest(FIELDS) != null,
    onControl: element?.closest(CONTROLS) != null,
    // closed lists stay in the document, without a place on the screen
    overlay: [...document.querySelectorAll(OVERLAYS)].some((each) => each.getClientRects().length > 0),
  };
}

/** Calls `act` for every key press that is for the window, and takes it from the browser.   @returns stop */
export function listenForKeys(window: Window, act: (command: KeyCommand) => void): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const command = keyCommand(event, placeOf(event.target, window.document));
    if (!command) return;
    if (command.name !== 'cancel') event.preventDefault();
    act(command);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
