import type { Source, SourceRef } from '#contract/domain';

/** @returns how to ask for the source of an earlier take again */
export const refOf = ({ sha256, name }: Source): SourceRef => ({ sha256, name: name.slice(0, 200) });
