import { race as raceOnce } from '../support/studio/race';
import { openTestStudio } from '../support/studio/test-studio';
import { packedVoice } from './packed-voice';
import { count, type Report, type Work } from './session';

const OPERATIONS = 150;

/** Many operations at once in one library, repairs among them: nobody's work is lost. A fresh library each round. */
export async function race({ seed, again, step }: Work): Promise<Report> {
  const pack = await packedVoice();
  const counts: Record<string, number> = { races: 0, acknowledged: 0, overtaken: 0, lost: 0 };
  const wrong: string[] = [];
  for (let round = 0; again(); round++) {
    step(`race ${round} of seed ${seed + round}`);
    const studio = await openTestStudio();
    const found = await raceOnce(studio, { seed: seed + round, operations: OPERATIONS, pack });
    await studio.close();
    count(counts, {
      races: 1,
      acknowledged: found.done,
      overtaken: found.overtaken,
      lost: found.wrong.length,
    });
    wrong.push(...found.wrong.map((fault) => `race of seed ${seed + round}: ${fault}`));
  }
  return { counts, wrong };
}
