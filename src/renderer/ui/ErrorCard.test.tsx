// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { errorCodes, StudioError } from '#contract/errors';
import { i18n } from '../i18n';
import { ErrorCard } from './ErrorCard';
import { errorWords } from '#i18n/error-words';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(cleanup);

describe('the words for an error', () => {
  test.each(['en', 'zh-CN'])('exist for every code in %s', (language) => {
    for (const code of errorCodes) {
      const words = errorWords(new StudioError(code, 'What happened.'), language);
      expect(words.title, code).not.toBe('');
      expect(words.detail, code).not.toBe('');
      expect(words.repair, code).not.toBe('');
      expect(words.detail, code).not.toContain('{{');
    }
  });

  test('carry the numbers in Chinese when the error brings them', () => {
    const error = new StudioError('prompt-too-short', 'The prompt has 1.8 s of speech.', {
      values: { speechSec: 1.8, minSec: 3 },
    });
    expect(errorWords(error, 'zh-CN').detail).toBe('参考音频只有 1.8 秒语音，至少需要 3 秒。');
  });

  test('fall back to the message when a number is missing, rather than leaving a hole', () => {
    const error = new StudioError('prompt-too-short', 'The prompt has 1.8 s of speech.');
    expect(errorWords(error, 'zh-CN').detail).toBe('The prompt has 1.8 s of speech.');
  });

  test('say bytes in units that people read', () => {
    const error = new StudioError('out-of-memory', 'No memory.', {
      values: { neededBytes: 512_000_000 },
    });
    expect(errorWords(error, 'zh-CN').detail).toBe('申请 512 MB 失败。');
  });

  test('keep the repair that was written where it failed', () => {
    const error = new StudioError('port-busy', 'Port 80 is busy.', { repair: 'Use --port 8080.' });
    expect(errorWords(error, 'en').repair).toBe('Use --port 8080.');
  });
});

describe('the error card', () => {
  test('says what happened and what to do, offers the log, and keeps the trace folded', async () => {
    await i18n.changeLanguage('en');
    const onRetry = vi.fn();
    const onShowLog = vi.fn();
    const error = new StudioError('disk-full', '3 MiB are needed, 1 MiB is free.', {
      cause: new Error('ENOSPC'),
    });
    render(<ErrorCard error={error} onRetry={onRetry} onShowLog={onShowLog} />, { wrapper: MantineProvider });
    const card = screen.getByRole('alert');
    expect(card.textContent).toContain('The disk is full');
    expect(card.textContent).toContain('3 MiB are needed, 1 MiB is free.');
    const details = screen.getByRole('button', { name: 'Technical details' });
    expect(details.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(details);
    expect(details.getAttribute('aria-expanded')).toBe('true');
    expect(card.textContent).toContain('ENOSPC');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show the log lines' }));
    expect(onRetry).toHaveBeenCalledOnce();
    expect(onShowLog).toHaveBeenCalledOnce();
  });
});
