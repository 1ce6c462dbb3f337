/** A neighbour that keeps one core busy from 'on' to 'off'. */
let on = false;
const SLICE_MS = 5;

function spin(): void {
  const until = performance.now() + SLICE_MS;
  while (performance.now() < until);
  if (on) setImmediate(spin);
}

process.on('message', (word: unknown) => {
  const was = on;
  on = word === 'on';
  if (on && !was) spin();
  process.send?.('heard');
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
