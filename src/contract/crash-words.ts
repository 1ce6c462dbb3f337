/** Where a program says why it ended: an error by its name, or what native code prints before it aborts. */
const REASON =
  /^(?:uncaught )?(?:[\w.]*(?:error|exception|abort)\b[^:]*:\s*\S|fatal\b|terminate called|what\(\):|panic|assertion\b)|\bassertion\b.*\bfailed\b|: (?:not found|cannot open|undefined symbol|no such file)/iu;
/** Stack frames, marks below source code, advice about tracing, and the version that Node signs a crash with. */
const NOISE = /^(?:at\s|\^+$|node\.js v\d|\(use `|node:|\d+: 0x|-{3,}|thrown at:?$|\}$)/iu;

/**
 * @param written what a process wrote before it ended
 * @returns the line that says why, else its last line with any meaning; undefined when it gave no reason
 */
export function reasonLine(written: string): string | undefined {
  const lines = written.split('\n').map((line) => line.trim());
  const told = lines.filter((line) => line !== '' && !NOISE.test(line));
  return told.findLast((line) => REASON.test(line)) ?? told.at(-1);
}
