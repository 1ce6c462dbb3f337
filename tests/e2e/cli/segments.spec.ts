import { join } from 'node:path';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

interface Segments {
  readonly segments: readonly { readonly pcmSha256: string; readonly firstSample: number }[];
}
interface Take {
  readonly take: { readonly id: string; readonly file: string };
}

test('a sentence that is spoken again leaves the others as they are, and the file makes itself again', async ({
  home,
}) => {
  const json = async <T>(...args: string[]) => {
    const { code, stdout, stderr } = await runCli(home, [...args, '--json']);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  };
  const prompt = join(root, 'resources/samples/sample-a.wav');
  const text = 'The first sentence is here.\nThe second one follows.\nAnd this one is the last.';
  const engine = ['--engine', 'draft', '--seed', '7'];
  const { takeId } = await json<{ takeId: string }>(
    ...['speak', '--prompt', prompt, '--keep-voice', 'Anna', '--text', text, ...engine],
  );
  const { take } = await json<Take>('takes', 'reroll', takeId, '--segment', '1', '--seed', '99');
  const hashes = async (id: string) =>
    (await json<Segments>('takes', 'segments', id)).segments.map(({ pcmSha256 }) => pcmSha256);
  const [before, after] = [await hashes(takeId), await hashes(take.id)];
  expect(after.map((hash, index) => hash === before[index])).toEqual([true, false, true]);
  const back = await json<Take>('takes', 'segments', take.id, '--use', '1:1');
  expect(await hashes(back.take.id)).toEqual(before);
  for (const wrong of ['1', '1:7', '1:2', '9:1']) {
    const { code, stderr } = await runCli(home, ['takes', 'segments', take.id, '--use', wrong]);
    expect({ wrong, failed: code !== 0, said: stderr.includes(wrong) }).toEqual({
      wrong,
      failed: true,
      said: true,
    });
  }
  const again = await json<{ result: string }>('reproduce', join(home, 'outputs', take.file));
  expect(again).toMatchObject({ result: 'identical' });
});
