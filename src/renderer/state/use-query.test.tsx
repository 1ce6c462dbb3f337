// @vitest-environment jsdom
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { StudioApi, StudioService } from '#contract/studio-api';
import { StudioError } from '#contract/errors';
import type { ConnectionState } from '../lib/port-service';
import { createStore } from '../lib/store';
import { ConnectionProvider } from './connection';
import { StudioProvider } from './studio';
import { useQuery } from './use-query';

interface Asking {
  readonly question: string | undefined;
}

/** A window whose connection and events the test moves; questions are answered by hand, in any order. */
function windowWithQuestions() {
  const state = createStore<ConnectionState>({ phase: 'connected', generation: 1 });
  const connection = { getState: state.get, subscribe: state.subscribe, retryNow: () => undefined };
  const listeners = new Set<() => void>();
  const service: StudioService = {
    api: {} as StudioApi,
    on: (_name, listener) => {
      const told = listener as () => void;
      listeners.add(told);
      return () => listeners.delete(told);
    },
  };
  const asked: { question: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  const changedBy = ['voicesChanged'] as const;
  const first: Asking = { question: 'first' };
  const hook = renderHook(
    ({ question }: Asking) =>
      useQuery(
        question,
        () => new Promise<string>((answer, fail) => asked.push({ question: question ?? '', answer, fail })),
        changedBy,
      ),
    {
      initialProps: first,
      wrapper: ({ children }: { children: ReactNode }) => (
        <ConnectionProvider store={connection}>
          <StudioProvider service={service}>{children}</StudioProvider>
        </ConnectionProvider>
      ),
    },
  );
  return { hook, asked, state, tell: () => listeners.forEach((listener) => listener()) };
}

test('a late answer to an earlier question is dropped', async () => {
  const { hook, asked } = windowWithQuestions();
  hook.rerender({ question: 'second' });
  await act(async () => asked[1]?.answer('to the second'));
  await act(async () => asked[0]?.answer('to the first'));
  expect(hook.result.current).toMatchObject({ data: 'to the second', asking: false });
});

test('an answer is not shown under another question, but stays as the latest', async () => {
  const { hook, asked } = windowWithQuestions();
  await act(async () => asked[0]?.answer('to the first'));
  hook.rerender({ question: 'second' });
  expect(hook.result.current).toMatchObject({ data: undefined, latest: 'to the first', asking: true });
});

test('it is asked again after a reconnect and after what changes the answer', async () => {
  const { asked, state, tell } = windowWithQuestions();
  act(() => state.set({ phase: 'connected', generation: 2 }));
  act(() => tell());
  await waitFor(() => expect(asked).toHaveLength(3));
});

test('nothing is asked before the first connection, and nothing without a question', () => {
  const { hook, asked, state } = windowWithQuestions();
  hook.rerender({ question: undefined });
  act(() => state.set({ phase: 'connected', generation: 2 }));
  expect(asked).toHaveLength(1);
  expect(hook.result.current.asking).toBe(false);
});

test('a failure is told, and the answer before it stays', async () => {
  const { hook, asked } = windowWithQuestions();
  await act(async () => asked[0]?.answer('known'));
  act(() => hook.result.current.reload());
  await act(async () => asked[1]?.fail(new StudioError('library-gone')));
  expect(hook.result.current).toMatchObject({ data: 'known', error: { code: 'library-gone' } });
});
