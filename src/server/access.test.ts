import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createAccess } from './access';

describe('access', () => {
  test('a link works once and gives a session that is admitted', () => {
    const access = createAccess();
    const token = access.mintLink();
    const session = access.redeem(token);
    expect(access.admits({ session })).toBe(true);
    expect(access.redeem(token)).toBeUndefined();
  });

  test('a link carries 32 random bytes', () => {
    const access = createAccess();
    const [one, other] = [access.mintLink(), access.mintLink()];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(other).not.toBe(one);
  });

  test('a token of one’s own works again and again, also as a bearer token', () => {
    const chosen = 'a token of my own choice';
    const access = createAccess(chosen);
    expect(access.redeem(chosen)).toBeDefined();
    expect(access.redeem(chosen)).toBeDefined();
    expect(access.admits({ bearer: chosen })).toBe(true);
    expect(access.admits({ bearer: `${chosen}.` })).toBe(false);
  });

  test('without a chosen token no bearer token is admitted, and a link’s token is none', () => {
    const access = createAccess();
    expect(access.admits({ bearer: access.mintLink() })).toBe(false);
    expect(access.admits({})).toBe(false);
    expect(access.admits({ session: 'made up' })).toBe(false);
  });

  test('guessing is stopped after 20 wrong tokens a minute, and sessions go on', () => {
    const access = createAccess();
    const session = access.redeem(access.mintLink());
    for (let at = 0; at < 20; at++) expect(access.redeem(`guess ${at}`)).toBeUndefined();
    expect(() => access.redeem(access.mintLink())).toThrow(StudioError);
    expect(access.admits({ session })).toBe(true);
  });

  test('the oldest of many sessions is forgotten', () => {
    const access = createAccess();
    const sessions = Array.from({ length: 257 }, () => access.redeem(access.mintLink()));
    expect(access.admits({ session: sessions[0] })).toBe(false);
    expect(access.admits({ session: sessions[256] })).toBe(true);
  });
});
