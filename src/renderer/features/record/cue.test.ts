import { expect, test } from 'vitest';
import { recordingCue } from './cue';

test('the cue counts down to three seconds, then says enough, plenty, and long', () => {
  expect(recordingCue(0)).toEqual({ code: 'under', leftSec: 3 });
  expect(recordingCue(2.95)).toEqual({ code: 'under', leftSec: 1 });
  expect([3, 6, 15, 15.1].map((sec) => recordingCue(sec).code)).toEqual(['enough', 'rich', 'rich', 'long']);
});
