// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { saveFile } from '../../lib/save-file';
import { VoiceLibrary } from './VoiceLibrary';

vi.mock('../../lib/save-file', () => ({ saveFile: vi.fn() }));

const noArchive = () => undefined;

beforeEach(() => {
  // jsdom has no fonts and lays nothing out: the scroller is tall enough for a few rows
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  for (const name of ['clientHeight', 'clientWidth', 'offsetHeight', 'offsetWidth'])
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
});
afterEach(cleanup);

describe('the voice library', () => {
  test('teaches while it is empty', async () => {
    renderWithStudio(<VoiceLibrary onArchive={noArchive} />, {
      studio: createFakeStudio({ voices: 0 }),
      language: 'zh-CN',
    });
    expect(await screen.findByText('还没有音色。录三秒，或试试示例音色。')).toBeTruthy();
  });

  test('renames in place with Enter, and not with Escape', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Escape}');
    expect(studio.calls.filter(({ name }) => name === 'renameVoice')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Enter}');
    expect(await screen.findByText('Bella')).toBeTruthy();
    expect(studio.calls.filter(({ name }) => name === 'renameVoice')).toHaveLength(1);
  });

  test('deletes at once and takes it back', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Delete Anna, narrator' }));
    await waitFor(() => expect(within(screen.getByRole('table')).queryByText('Anna, narrator')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await within(screen.getByRole('table')).findByText('Anna, narrator')).toBeTruthy();
    expect(studio.calls.some(({ name }) => name === 'restoreVoice')).toBe(true);
  });

  test('says why a name was refused, where it happened', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    studio.fail('renameVoice', new StudioError('voice-name-taken', { name: 'Bella' }));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Enter}');
    expect(await screen.findByRole('button', { name: 'Dismiss' })).toBeTruthy();
  });

  test('of thousands only the rows in sight are asked for and drawn', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />, {
      studio: createFakeStudio({ voices: 5000 }),
    });
    await screen.findByText('5000 voices');
    await screen.findByText('Grandfather');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    const asked = studio.calls.filter(({ name }) => name === 'listVoices').map(({ input }) => input);
    expect(asked).not.toContainEqual(expect.objectContaining({ offset: 100 }));
  });

  test('marks a voice that nobody spoke for, until somebody does', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Details of 小安，平静' }));
    const panel = await screen.findByRole('complementary', { name: 'Details of 小安，平静' });
    expect(within(panel).getByText('No statement')).toBeTruthy();
    await user.click(within(panel).getByRole('radio', { name: 'Permitted' }));
    await user.type(within(panel).getByRole('textbox', { name: /Who permits it/ }), 'Anna Lee');
    await user.click(within(panel).getByRole('button', { name: 'Keep the statement' }));
    await waitFor(() => expect(within(panel).queryByText('No statement')).toBeNull());
    expect(studio.calls.findLast(({ name }) => name === 'stateConsent')?.input).toMatchObject({
      consent: { kind: 'permitted', by: 'Anna Lee', statement: 'keep' },
    });
  });

  test('tags many at once', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox', { name: 'Select Anna, narrator' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select 老王说书' }));
    await user.type(screen.getByPlaceholderText('Tags to add'), 'radio{Enter}');
    await user.click(screen.getByRole('button', { name: 'Add tags' }));
    await waitFor(() =>
      expect(studio.calls.findLast(({ name }) => name === 'changeVoices')?.input).toMatchObject({
        voiceIds: ['voice-2', 'voice-3'],
        addTags: ['radio'],
      }),
    );
  });

  test('hands over a pack of one voice, and of those that are selected', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Details of Anna, narrator' }));
    const panel = await screen.findByRole('complementary', { name: 'Details of Anna, narrator' });
    await user.click(within(panel).getByRole('button', { name: 'Export voice pack' }));
    await user.click(within(panel).getByRole('button', { name: 'Close' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select all voices in sight' }));
    await user.click(screen.getByRole('button', { name: 'Export voice pack' }));
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(2));
    expect(vi.mocked(saveFile).mock.calls.map(([{ name }]) => name)).toEqual([
      '1 voices.cvvoice',
      '3 voices.cvvoice',
    ]);
    const asked = studio.calls.filter(({ name }) => name === 'exportVoices').map(({ input }) => input);
    expect(asked[0]).toEqual({ voiceIds: ['voice-2'] });
  });

  test('gives a chosen archive to the import', async () => {
    const onArchive = vi.fn();
    const { container } = renderWithStudio(<VoiceLibrary onArchive={onArchive} />);
    expect(await screen.findByRole('button', { name: 'Import…' })).toBeTruthy();
    const file = new File([], 'two.cvvoice');
    await userEvent.setup().upload(container.querySelector<HTMLInputElement>('input[type=file]')!, file);
    expect(onArchive).toHaveBeenCalledExactlyOnceWith(file);
  });

  test('a prompt is named where it stands, and a spoken consent can be heard there', async () => {
    const studio = createFakeStudio();
    const [voice] = (await studio.api.listVoices()).voices;
    await studio.api.stateConsent({
      voiceId: voice!.id,
      consent: {
        kind: 'permitted',
        by: 'Anna',
        scope: '',
        date: '2026-11-01',
        statement: { recordingId: 'r' },
      },
    });
    renderWithStudio(<VoiceLibrary onArchive={noArchive} />, { studio });
    const user = userEvent.setup();
    await user.click((await screen.findAllByRole('button', { name: /^Details of/ }))[0]!);
    const [name] = await screen.findAllByRole('textbox', { name: 'Name of the prompt' });
    await user.clear(name!);
    await user.type(name!, 'In the studio{Enter}');
    const renamed = () => studio.calls.find((call) => call.name === 'renamePrompt')?.input;
    await waitFor(() => expect(renamed()).toMatchObject({ name: 'In the studio' }));
    expect(await screen.findByRole('button', { name: 'Play The spoken statement' })).toBeTruthy();
    await user.type(name!, ' later{Escape}');
    expect(name).toHaveProperty('value', 'In the studio');
  });

  test('deleted takes wait in the bin as well, and come back from there', async () => {
    const studio = createFakeStudio({ takes: 3 });
    await studio.api.deleteTakes({ takeIds: ['take-1', 'take-2'] });
    renderWithStudio(<VoiceLibrary onArchive={noArchive} />, { studio });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Bin' }));
    const rows = await screen.findAllByText('Take');
    expect(rows).toHaveLength(2);
    await user.click(screen.getAllByRole('button', { name: /^Restore The sea/ })[0]!);
    await waitFor(() => expect(screen.getAllByText('Take')).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Empty the bin…' }));
    expect(await screen.findByText(/the take goes, its sound and its recipe/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Delete for good' }));
    expect(await screen.findByText('The bin is empty.')).toBeTruthy();
    expect(studio.calls.at(-2)).toMatchObject({ name: 'deleteForGood', input: { allTakes: true } });
  });

  test('the bin says what goes before anything goes for good', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary onArchive={noArchive} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Delete Anna, narrator' }));
    await user.click(screen.getByRole('button', { name: 'Bin' }));
    await user.click(await screen.findByRole('button', { name: 'Delete for good…' }));
    expect(await screen.findByText(/its prompts, notes and statement go/)).toBeTruthy();
    expect(studio.calls.some(({ name }) => name === 'deleteForGood')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Delete for good' }));
    expect(await screen.findByText('The bin is empty.')).toBeTruthy();
  });
});
