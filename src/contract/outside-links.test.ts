import { expect, test } from 'vitest';
import { knownManifests } from './known-packs';
import { opensOutside } from './outside-links';

test('every model card that ships with the studio opens in the browser', () => {
  for (const { modelCard } of knownManifests) expect(opensOutside(modelCard), modelCard).toBe(true);
});

test('nothing but a plain https address of one of their hosts does', () => {
  const cards = knownManifests.map(({ modelCard }) => new URL(modelCard));
  for (const { host, pathname } of cards)
    for (const address of [
      `http://${host}${pathname}`,
      `https://${host}.example.com${pathname}`,
      `https://example.com/${host}${pathname}`,
      `https://${host}@example.com${pathname}`,
      `https://name:word@${host}${pathname}`,
      `https://${host}:8443${pathname}`,
      `file://${host}${pathname}`,
      `javascript://${host}${pathname}`,
      `ms-settings://${host}${pathname}`,
      `//${host}${pathname}`,
      `${host}${pathname}`,
      `\0https://${host}.evil`,
      '',
    ])
      expect(opensOutside(address), address).toBe(false);
});
