/** A child process that does nothing but answer: what a port costs without any work behind it. */
process.on('message', (message: unknown) => process.send?.(message));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
