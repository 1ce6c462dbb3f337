import { knownManifests } from './known-packs';

/** What the model behind the draft voices was trained on. */
export const DRAFT_VOICE_CARD = 'https://huggingface.co/hexgrad/Kokoro-82M';

/** Hosts of the pages that the studio itself names: the model cards of its draft voices and of its own packs. */
const hosts: ReadonlySet<string> = new Set(
  [DRAFT_VOICE_CARD, ...knownManifests.map(({ modelCard }) => modelCard)].flatMap((card) =>
    card === '' ? [] : [new URL(card).host],
  ),
);

/** Whether the desktop host opens an address in the system's browser; every other one can only be copied there. */
export function opensOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && hosts.has(host) && username === '' && password === '';
}
