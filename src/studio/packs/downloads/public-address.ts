import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { SourceSettings } from './sources';
import { TransferTrouble } from './trouble';

/** Names that mean this computer or this network, whatever a server for names says of them. */
const NEAR_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;
/** Azure answers its machines about themselves from an address that looks public. */
const AZURE_METADATA = '168.63.129.16';
/** What proxies with names of their own give every name; nothing of anybody's lies there. */
const FAKE_ADDRESSES = ipaddr.parseCIDR('198.18.0.0/15');
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** IPv4 behind IPv6: the last four bytes are the address that is meant. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96');

/** @returns whether anybody on the internet may be there: no address of this computer, of a network of one's own, or of a cloud's inside */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4)
    return (
      (address.range() === 'unicast' && address.toString() !== AZURE_METADATA) ||
      address.match(FAKE_ADDRESSES)
    );
  if (address.match(NAT64)) return isPublicAddress(address.toByteArray().slice(12).join('.'));
  return address.range() === 'unicast' && address.match(GLOBAL_IPV6);
}

/** Hosts, with their ports, that a person typed: a mirror of one's own may stand in one's own network. */
export type TypedHosts = ReadonlySet<string>;

export function typedHosts({ mirror, endpoint }: SourceSettings): TypedHosts {
  return new Set(
    [mirror, endpoint ?? ''].flatMap((text) => {
      const address = text.trim();
      return URL.canParse(address) ? [hostKey(new URL(address))] : [];
    }),
  );
}

/** The same name on http and https is the same host, unless a port is named. */
export function hostKey({ hostname, port }: URL): string {
  return `${hostname}:${port}`;
}

/**
 * What can be told of an address before its name is looked up; behind a proxy it is all that can.
 * @throws TransferTrouble 'leave' when it is near
 */
export function requirePublicHost({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isNear = ipaddr.isValid(host) ? !isPublicAddress(host) : !host.includes('.') || NEAR_NAMES.test(host);
  if (isNear) throw notPublic(host, `leads to ${host}, which is no public address`);
}

/**
 * The name lookup of a connection: it gives only public addresses, and the connection goes to one of those. There is no
 * second lookup that could answer otherwise.
 * @param lookUp as `lookup` of node:dns, with all addresses
 */
export function publicLookup(lookUp: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const addresses = found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (!first) {
        const address = found[0]?.address ?? 'nothing';
        return callback(
          notPublic(hostname, `leads to ${hostname} at ${address}, which is no public address`),
          '',
        );
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function notPublic(host: string, message: string): TransferTrouble {
  return new TransferTrouble('leave', message, { values: { host }, fault: 'address' });
}
