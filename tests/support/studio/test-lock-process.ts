import { lockLibrary } from '#studio/storage/library-lock';

/** For tests: holds a library's lock until it is killed: `node script HOME`. */
lockLibrary(process.argv[2] ?? '');
process.send?.('locked');
setInterval(() => undefined, 1000);
