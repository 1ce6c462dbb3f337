import { describe, expect, test } from 'vitest';
import { shapeOf } from './shape';

const shape = (
  message: string,
  more: { readonly level?: 'info' | 'error'; readonly success?: boolean } = {},
) => shapeOf({ level: 'info', scope: 'draft', message, ...more });

describe('the shape of a line', () => {
  test('leaves out numbers, ids, paths, quotations and the words of a person', () => {
    expect(shape('Segment 3 of 40, 128 tokens')).toBe('info draft: Segment # of #, # tokens');
    expect(shape('Audio saved to outputs/output_20241217_143052.wav')).toBe('info draft: Audio saved to #');
    expect(shape('Received synthesis request for text: 你好，世界')).toBe(
      shape('Received synthesis request for text: 今天天气很好。'),
    );
    expect(shape('The voice "Anna" is gone')).toBe(shape('The voice "Bo and I" is gone'));
  });
  test('is another one at another level, and for other words', () => {
    expect(shape('step 1', { level: 'error' })).not.toBe(shape('step 1'));
    expect(shape('step 1', { success: true })).not.toBe(shape('step 1'));
    expect(shape('stop 1')).not.toBe(shape('step 1'));
  });
  test('knows no more than the first line, however long a message is', () => {
    expect(shape(`failed\n${'at x\n'.repeat(5000)}`)).toBe('info draft: failed');
    expect(shape('a'.repeat(20_000)).length).toBeLessThanOrEqual(300);
    expect(shape('1'.repeat(20_000))).toBe('info draft: #');
  });
});
