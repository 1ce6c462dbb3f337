// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';
import { useSession } from '../../state/session';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { renderOn } from '../../testing/render';
import { ProjectsPage } from './ProjectsPage';

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});
afterEach(cleanup);
afterAll(removeTemporaryFolders);

/** Where the next take would go. */
function Where() {
  const { projectId } = useSession();
  return <output>{projectId ?? 'nowhere special'}</output>;
}

async function open() {
  const studio = await openTestStudio();
  const { id } = await studio.api.createProject({ name: 'Book' });
  renderOn(
    studio,
    <>
      <ProjectsPage desk={() => null} />
      <Where />
    </>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /^Book/ }));
  await user.click(screen.getByRole('radio', { name: 'Settings' }));
  return { studio, user, id };
}

test('work in a project that was archived or deleted goes on in the inbox, until it is there again', async () => {
  const { studio, user, id } = await open();
  const where = () => screen.getByRole('status').textContent;
  await user.click(screen.getByRole('button', { name: 'Work in it' }));
  expect(where()).toBe(id);
  await studio.api.archiveProject({ projectId: id, archived: true });
  await waitFor(() => expect(where()).toBe('nowhere special'));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Work in it' }).disabled).toBe(true);
  await studio.api.archiveProject({ projectId: id, archived: false });
  await waitFor(() => expect(where()).toBe(id));
  await studio.api.deleteProject({ projectId: id });
  await waitFor(() => expect(where()).toBe('nowhere special'));
});

test('a direction that is taken out is kept as none', async () => {
  const { studio, user, id } = await open();
  const direction = screen.getByRole('textbox', { name: 'Direction' });
  const kept = async () => (await studio.api.getProject({ projectId: id })).defaults.instruction;
  await user.type(direction, 'Whisper.');
  await user.tab();
  await waitFor(async () => expect(await kept()).toBe('Whisper.'));
  await user.clear(direction);
  await user.tab();
  await waitFor(async () => expect(await kept()).toBeUndefined());
});

test('what takes start from is kept field by field, and a number out of range is not', async () => {
  const { studio, user, id } = await open();
  const kept = async () => (await studio.api.getProject({ projectId: id })).defaults;
  await user.type(screen.getByRole('textbox', { name: 'Speed' }), '1.2');
  await user.tab();
  await waitFor(async () => expect(await kept()).toEqual({ speed: 1.2 }));
  await user.type(screen.getByRole('textbox', { name: 'Seed' }), '77');
  await user.tab();
  await waitFor(async () => expect(await kept()).toEqual({ speed: 1.2, seed: 77 }));
  await user.clear(screen.getByRole('textbox', { name: 'Speed' }));
  await user.type(screen.getByRole('textbox', { name: 'Speed' }), '9');
  await user.tab();
  await waitFor(async () => expect(await kept()).toEqual({ speed: 2, seed: 77 }));
});

describe('after New project', () => {
  /** The page with a desk that says whose it is; new projects come when `comes` is called. */
  async function pressNew() {
    const studio = await openTestStudio();
    const { id: bookId } = await studio.api.createProject({ name: 'Book' });
    let comes: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (comes = resolve));
    const slow: StudioService = {
      ...studio,
      api: {
        ...studio.api,
        createProject: async (input) => {
          await gate;
          return studio.api.createProject(input);
        },
      },
    };
    renderOn(slow, <ProjectsPage desk={({ name }) => <p>Desk of {name}</p>} />);
    await screen.findByText(/^Desk of/);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'New project' }));
    return { studio, user, comes, bookId };
  }

  test('no desk can be pressed until that of the new project is there', async () => {
    const seen = new Set<string>();
    const { comes } = await pressNew();
    expect(screen.queryByText(/^Desk of/)).toBeNull();
    expect(screen.getByRole('status').textContent).toContain('being made');
    const watch = new MutationObserver(() => {
      const desk = screen.queryByText(/^Desk of/)?.textContent;
      if (desk) seen.add(desk);
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    comes();
    await screen.findByText('Desk of New project');
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    watch.disconnect();
    expect([...seen]).toEqual(['Desk of New project']);
  });

  test('a project that is pressed meanwhile stays in hand', async () => {
    const { user, comes } = await pressNew();
    await user.click(screen.getByRole('button', { name: /^Book/ }));
    expect(screen.getByText('Desk of Book')).toBeTruthy();
    comes();
    await screen.findByRole('button', { name: /^New project ?\d/ });
    expect(screen.getByText('Desk of Book')).toBeTruthy();
  });

  test('one that cannot be made says why, and the project before it is back', async () => {
    const studio = await openTestStudio();
    const refuses: StudioService = {
      ...studio,
      api: {
        ...studio.api,
        createProject: () => Promise.reject(new StudioError('disk-full', { freeBytes: 0 })),
      },
    };
    renderOn(refuses, <ProjectsPage desk={({ id }) => <p>Desk of {id}</p>} />);
    await screen.findByText('Desk of inbox');
    await userEvent.setup().click(screen.getByRole('button', { name: 'New project' }));
    await screen.findByRole('alert');
    expect(screen.getByText('Desk of inbox')).toBeTruthy();
  });
});
