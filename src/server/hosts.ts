import { isIP, isIPv4 } from 'node:net';

/** Names and addresses: what is this machine, and what could be a page elsewhere pretending to be it. */

/** @param address of a socket's other end, as Node reports it (IPv4 may arrive mapped into IPv6) */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/** @param host as given to `--host` */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

/**
 * DNS rebinding makes a foreign page's own *name* point here, so names are listed and IP addresses always pass.
 * @param header the Host header, with or without a port
 */
export function isAllowedHost(header: string | undefined, names: readonly string[]): boolean {
  const name = hostname(header);
  if (name === undefined) return false;
  return (
    name === 'localhost' || isIP(unbracketed(name)) !== 0 || names.some((each) => each.toLowerCase() === name)
  );
}

/** A browser sends Origin with every WebSocket: it must be the origin the page itself came from. */
export function isSameOrigin(origin: string | undefined, hostHeader: string | undefined): boolean {
  if (origin === undefined || hostHeader === undefined || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.host === hostHeader.toLowerCase();
}

/** @returns host and port as they stand in an address: IPv6 in brackets. */
export function authority(host: string, port: number): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

function hostname(header: string | undefined): string | undefined {
  if (header === undefined || !URL.canParse(`http://${header}/`)) return undefined;
  const url = new URL(`http://${header}/`);
  return url.username === '' && url.pathname === '/' ? url.hostname : undefined;
}

const unbracketed = (name: string) => name.replace(/^\[(.*)\]$/, '$1');
