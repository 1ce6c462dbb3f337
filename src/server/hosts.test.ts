import { describe, expect, test } from 'vitest';
import { authority, isAllowedHost, isLoopbackAddress, isLoopbackHost, isSameOrigin } from './hosts';

describe('hosts', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is loopback', (address) =>
    expect(isLoopbackAddress(address)).toBe(true),
  );
  test.each(['10.0.0.1', '::ffff:10.0.0.1', '127.evil.com', '', undefined])('%s is not loopback', (address) =>
    expect(isLoopbackAddress(address)).toBe(false),
  );
  test('localhost may be bound without a token, every interface may not', () => {
    expect(isLoopbackHost('localhost')).toBe(true);
    expect(isLoopbackHost('0.0.0.0')).toBe(false);
    expect(isLoopbackHost('::')).toBe(false);
  });

  test.each([
    'localhost',
    'localhost:8080',
    '127.0.0.1:1',
    '[::1]:8080',
    '192.168.1.7:80',
    'gpu-box:80',
    'GPU-Box',
  ])('the host %s is allowed', (host) => expect(isAllowedHost(host, ['gpu-box'])).toBe(true));
  test.each([
    undefined,
    '',
    'evil.com',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    'a@localhost',
    'localhost/x',
  ])('the host %s is refused', (host) => expect(isAllowedHost(host, ['gpu-box'])).toBe(false));

  test('a WebSocket must come from the page’s own origin', () => {
    expect(isSameOrigin('http://127.0.0.1:8080', '127.0.0.1:8080')).toBe(true);
    expect(isSameOrigin('http://127.0.0.1:8081', '127.0.0.1:8080')).toBe(false);
    expect(isSameOrigin('null', '127.0.0.1:8080')).toBe(false);
    expect(isSameOrigin(undefined, '127.0.0.1:8080')).toBe(false);
  });

  test('IPv6 stands in brackets in an address', () => {
    expect(authority('::1', 80)).toBe('[::1]:80');
    expect(authority('127.0.0.1', 80)).toBe('127.0.0.1:80');
  });
});
