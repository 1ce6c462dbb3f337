import { expect, test } from 'vitest';
import { allowStep, microphoneTrouble } from './microphone-help';
import { microphonesIn } from './microphones';

const agents = {
  macChrome:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
  macSafari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

test('the steps fit the browser', () => {
  expect(allowStep(agents.macChrome, false)).toBe('chrome');
  expect(allowStep(agents.edge, false)).toBe('chrome');
  expect(allowStep(agents.macSafari, false)).toBe('safari');
  expect(allowStep(agents.firefox, false)).toBe('firefox');
});

test('the desktop app sends to the settings of the system', () => {
  expect(allowStep(agents.macChrome, true)).toBe('electronMac');
  expect(allowStep(agents.edge, true)).toBe('electronWindows');
  expect(allowStep(agents.firefox, true)).toBe('electronLinux');
});

test('only microphone failures have microphone steps', () => {
  expect(microphoneTrouble('microphone-busy')).toBe('busy');
  expect(microphoneTrouble('disk-full')).toBeUndefined();
});

test('the list has each microphone once, without the aliases of the browser', () => {
  const device = (deviceId: string, kind: MediaDeviceKind = 'audioinput') => ({ deviceId, kind, label: '' });
  expect(
    microphonesIn([device('default'), device('communications'), device('a'), device('b', 'videoinput')]),
  ).toEqual([{ id: 'a', label: '' }]);
  expect(microphonesIn([device('')])).toEqual([]);
});
