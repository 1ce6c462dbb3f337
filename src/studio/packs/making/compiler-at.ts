import { runCompiler } from '#compiler/run-compiler';
import type { Compile } from './pack-making';

/** The compiler in a process of its own. @param entry the built entry of that process */
export const compilerAt =
  (entry: string): Compile =>
  (request, how) =>
    runCompiler(request, { entry, ...how });
