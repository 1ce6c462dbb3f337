import type { Understood, Warning } from '#contract/domain';

/** What became of an instruction: the one that was followed, and the one that something pushed aside. */
export interface FollowedInstruction {
  /** Empty when none was. */
  readonly followed: string;
  readonly pushedAside: string;
  readonly notes: readonly Warning[];
}

/**
 * @param asked in its own field    @param typed in front of the text's end-of-prompt marker; it goes first
 * @param deafMode a mode that hears no instruction; absent when this engine or mode hears them
 */
export function followInstruction(asked: string, typed: string, deafMode?: string): FollowedInstruction {
  const wanted = asked.trim();
  if (typed !== '') {
    const other = wanted === typed ? '' : wanted;
    return { followed: typed, pushedAside: other, notes: other === '' ? [] : [replaced(other, typed)] };
  }
  if (deafMode === undefined || wanted === '') return { followed: wanted, pushedAside: '', notes: [] };
  return { followed: '', pushedAside: wanted, notes: [unheard(wanted, deafMode)] };
}

/** @returns what an engine understood, with what was pushed aside among the parts that it did not follow */
export function withPushedAside(understood: Understood, { pushedAside }: FollowedInstruction): Understood {
  return pushedAside === '' ? understood : { ...understood, ignored: [...understood.ignored, pushedAside] };
}

function replaced(parts: string, typed: string): Warning {
  return {
    code: 'instruction-replaced',
    values: { parts, typed },
  };
}

function unheard(parts: string, mode: string): Warning {
  return {
    code: 'instruction-unheard',
    values: { parts, mode },
  };
}

/** What is known of an instruction before the take: what of it will not be followed, and why. */
export function unfollowedNotes({ unfollowed = [] }: Understood): Warning[] {
  return unfollowed.map(({ en, zh, why }) => ({ code: `direction-${why}`, values: { en, zh } }));
}
