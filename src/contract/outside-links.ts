import { knownManifests } from './known-packs';

/** Hosts of the pages that the studio itself names: the model cards of its own packs. */
const hosts: ReadonlySet<string> = new Set(
  knownManifests.flatMap(({ modelCard }) => (modelCard === '' ? [] : [new URL(modelCard).host])),
);

/** Whether the desktop host opens an address in the system's browser; every other one can only be copied there. */
export function opensOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && hosts.has(host) && username === '' && password === '';
}
