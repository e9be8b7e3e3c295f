/**
 * Where a webhook may go. Only an ADMIN makes one, who can point endpoints at any address anyway, and the receiver of an
 * operator is most often an internal one: private and loopback addresses are allowed. What no receiver lives at is
 * refused: link-local addresses and those of clouds' metadata services, which hand out credentials, multicast, and the
 * unspecified address. What is checked is the address that the connection is made to, after the name was resolved, so a
 * name that changes its address in between gains nothing. Nobody is ever shown what a receiver answers, but its status.
 */
import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { GodwitError } from '../core/errors.ts';

const LONGEST_URL = 2_048;

const REFUSED: readonly (readonly [network: string, prefix: number, why: string])[] = [
  ['0.0.0.0', 8, 'it is no address of a host'],
  ['169.254.0.0', 16, 'it is link-local, where clouds hand out credentials'],
  ['100.100.100.200', 32, 'it is a metadata service of a cloud'],
  ['192.0.0.192', 32, 'it is a metadata service of a cloud'],
  ['224.0.0.0', 4, 'it is multicast'],
  ['240.0.0.0', 4, 'it is reserved'],
  ['::', 128, 'it is no address of a host'],
  ['fe80::', 10, 'it is link-local'],
  ['ff00::', 8, 'it is multicast'],
  ['fd00:ec2::', 32, 'it is a metadata service of a cloud'],
  ['64:ff9b::a9fe:0', 112, 'it is link-local behind a translation'],
];

const LISTS = REFUSED.map(([network, prefix, why]) => {
  const list = new BlockList();
  list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return { list, why };
});

/** Throws WEBHOOK_ADDRESS_REFUSED. An IPv4 address written as an IPv6 one is what it is. */
export function checkAddress(address: string): void {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const found = LISTS.find(({ list }) => list.check(address, family));
  if (found !== undefined)
    throw new GodwitError('WEBHOOK_ADDRESS_REFUSED', { address, detail: found.why, path: 'url' });
}

const bad = (detail: string): GodwitError => new GodwitError('BAD_INPUT', { detail, path: 'url' });

/** The URL as it will be used; throws BAD_INPUT or WEBHOOK_ADDRESS_REFUSED. Names are looked up when a message goes there. */
export function checkUrl(text: string): URL {
  if (text.length > LONGEST_URL) throw bad(`A URL has at most ${LONGEST_URL} characters.`);
  if (!URL.canParse(text)) throw bad('This is no URL.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad('A webhook goes to an https or http URL.');
  if (url.username !== '' || url.password !== '')
    throw bad('A URL with a user or a password in it would show them: messages are signed with the secret instead.');
  const host = hostOf(url);
  if (isIP(host) !== 0) checkAddress(host);
  return url;
}

/** Without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

type LookupAnswer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** For node:net: resolves a name, and refuses it when one of its addresses is refused. */
export function checkedLookup(hostname: string, options: LookupOptions, answer: LookupAnswer): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    try {
      if (error !== null) throw error;
      for (const { address } of addresses) checkAddress(address);
      const [first] = addresses;
      if (options.all === true) answer(null, addresses);
      else answer(null, first?.address ?? '', first?.family ?? 4);
    } catch (refused) {
      answer(refused instanceof Error ? refused : new Error(String(refused)), '');
    }
  });
}
