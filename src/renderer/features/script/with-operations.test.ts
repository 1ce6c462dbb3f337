import { afterAll, expect, test } from 'vitest';
import type { Script, ScriptOperation } from '#contract/scripts';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { withIds, withOperations } from './with-operations';

afterAll(removeTemporaryFolders);

const shape = ({ lines, cast }: Script) => ({ lines: lines.map(({ id, text }) => `${id} ${text}`), cast });

test('what the window shows at once is what the studio makes of it, whatever is done', async () => {
  const studio = await openTestStudio();
  const { id: projectId } = await studio.api.createProject({ name: 'Play' });
  let shown = await studio.api.getScript({ projectId });
  // another window, which hears what was done and asks for nothing
  let theirs = shown;
  studio.on('scriptChanged', ({ change }) => (theirs = withOperations(theirs, change?.operations ?? [])));
  let seed = 11;
  const random = (below: number) => (seed = (seed * 48_271) % 0x7fffffff) % below;
  for (let round = 0; round < 150; round++) {
    const ids = shown.lines.map(({ id }) => id);
    const some = ids.filter(() => random(3) === 0);
    const after = random(4) === 0 ? null : (ids[random(Math.max(1, ids.length))] ?? null);
    const drawn: ScriptOperation[] = [
      {
        do: 'insert',
        after,
        lines: Array.from({ length: 1 + random(3) }, (_, at) => ({ text: `${round}.${at}` })),
      },
      ...(ids[0] === undefined
        ? []
        : [{ do: 'change' as const, lineId: ids[0], change: { text: `new ${round}` } }]),
      ...(some.length > 0 ? [{ do: 'move' as const, lineIds: some, after }] : []),
      ...(some.length > 0 && ids.length > 8 ? [{ do: 'remove' as const, lineIds: some }] : []),
      { do: 'cast', member: { speaker: `S${random(3)}`, instruction: String(round) } },
      { do: 'uncast', speaker: `S${random(3)}` },
    ];
    const operations = withIds([drawn[random(drawn.length)]!]);
    shown = withOperations(shown, operations);
    const { undo } = await studio.api.changeScript({ projectId, operations });
    const now = await studio.api.getScript({ projectId });
    expect(shape(shown)).toEqual(shape(now));
    expect(shape(theirs)).toEqual(shape(now));
    if (random(3) > 0 || undo.length === 0) continue;
    shown = withOperations(shown, undo);
    await studio.api.changeScript({ projectId, operations: undo });
    const { lines, cast } = await studio.api.getScript({ projectId });
    const order = (members: Script['cast']) =>
      [...members].sort((a, b) => a.speaker.localeCompare(b.speaker));
    expect(shape({ ...shown, cast: order(shown.cast) })).toEqual(shape({ ...now, lines, cast: order(cast) }));
    shown = theirs = { ...shown, cast };
  }
  await studio.close();
});
