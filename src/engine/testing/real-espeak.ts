import { forkProgram } from '#server/fork-program';
import { Espeak } from '#studio/programs/espeak';

const espeak = new Espeak(forkProgram);

/** For tests: eSpeak NG in a process of its own, which ends with this one. */
export const realEspeak = espeak.speak.bind(espeak);
