import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createAccess } from './access';

const HERE = '127.0.0.1';

describe('access', () => {
  test('a link works once and gives a session that is admitted', () => {
    const access = createAccess();
    const token = access.mintLink();
    const session = access.redeem(token, HERE);
    expect(access.admits({ session }, HERE)).toBe(true);
    expect(access.redeem(token, HERE)).toBeUndefined();
  });

  test('a link carries 32 random bytes', () => {
    const access = createAccess();
    const [one, other] = [access.mintLink(), access.mintLink()];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(other).not.toBe(one);
  });

  test('a token of one’s own works again and again, also as a bearer token', () => {
    const chosen = 'a-token-of-my-own-choice';
    const access = createAccess(chosen);
    expect(access.redeem(chosen, HERE)).toBeDefined();
    expect(access.redeem(chosen, HERE)).toBeDefined();
    expect(access.admits({ bearer: chosen }, HERE)).toBe(true);
    expect(access.admits({ bearer: `${chosen}.` }, HERE)).toBe(false);
  });

  test('without a chosen token no bearer token is admitted, and a link’s token is none', () => {
    const access = createAccess();
    expect(access.admits({ bearer: access.mintLink() }, HERE)).toBe(false);
    expect(access.admits({}, HERE)).toBe(false);
    expect(access.admits({ session: 'made up' }, HERE)).toBe(false);
  });

  test('guessing is stopped for the address it comes from, and a right token is never locked out', () => {
    const chosen = 'a-token-of-my-own-choice';
    const access = createAccess(chosen);
    const session = access.redeem(access.mintLink(), HERE);
    for (let at = 0; at < 20; at++) expect(access.redeem(`guess ${at}`, HERE)).toBeUndefined();
    expect(() => access.redeem('one more', HERE)).toThrow(StudioError);
    expect(() => access.admits({ bearer: 'one more' }, HERE)).toThrow(StudioError);
    expect(access.redeem('a first one', '10.0.0.9')).toBeUndefined();
    expect(access.redeem(access.mintLink(), HERE)).toBeDefined();
    expect(access.redeem(chosen, HERE)).toBeDefined();
    expect(access.admits({ bearer: chosen }, HERE)).toBe(true);
    expect(access.admits({ session }, HERE)).toBe(true);
  });

  test('the oldest of many sessions is forgotten', () => {
    const access = createAccess();
    const sessions = Array.from({ length: 257 }, () => access.redeem(access.mintLink(), HERE));
    expect(access.admits({ session: sessions[0] }, HERE)).toBe(false);
    expect(access.admits({ session: sessions[256] }, HERE)).toBe(true);
  });
});
