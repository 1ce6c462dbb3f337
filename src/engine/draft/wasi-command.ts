import { StudioError } from '#contract/errors';

/** What a WASI command left behind. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and standard error as one text, in order of writing. */
  readonly printed: string;
  /** Bytes of the one file it wrote; empty when it wrote none. */
  readonly file: Uint8Array;
}

const ERRNO = { success: 0, badFd: 8, notSeekable: 70 } as const;
const FD = { firstStandard: 0, lastStandard: 2, root: 3, file: 4 } as const;
const FILE_TYPE = { character: 2, folder: 3, regular: 4 } as const;

class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/**
 * Runs a WASI preview 1 command that reads its arguments and writes at most one file. The file system is that one file
 * in memory and the clock stands still, so that nothing outside is touched and the same arguments give the same bytes.
 * Blocks until the command ends.
 * @param args without the program name
 * @throws StudioError 'internal' when the module asks for more than these calls
 */
export function runWasiCommand(
  module: WebAssembly.Module,
  name: string,
  args: readonly string[],
): CommandResult {
  const command = new Command([name, ...args]);
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: command.calls() });
  } catch (cause) {
    throw new StudioError('internal', `The ${name} module does not start.`, { cause });
  }
  const { memory, _start: start } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function')
    throw new StudioError('internal', `The ${name} module is not a WASI command.`);
  return command.run(memory, start as () => void);
}

class Command {
  private readonly args: readonly Uint8Array[];
  private readonly file = new GrowingFile();
  private printed = '';
  private memory: WebAssembly.Memory | undefined;

  constructor(args: readonly string[]) {
    const encoder = new TextEncoder();
    this.args = args.map((arg) => encoder.encode(`${arg}\0`));
  }

  run(memory: WebAssembly.Memory, start: () => void): CommandResult {
    this.memory = memory;
    let exitCode = 0;
    try {
      start();
    } catch (thrown) {
      if (!(thrown instanceof Exit)) throw thrown;
      exitCode = thrown.code;
    }
    return { exitCode, printed: this.printed, file: this.file.bytes() };
  }

  /** The imported functions; pointers and sizes are u32, results are errno. */
  calls(): Record<string, (...values: never[]) => number> {
    return {
      args_sizes_get: (countAt: number, sizeAt: number) => {
        this.u32(countAt, this.args.length);
        return this.u32(
          sizeAt,
          this.args.reduce((sum, arg) => sum + arg.length, 0),
        );
      },
      args_get: (pointersAt: number, bytesAt: number) => {
        this.args.forEach((arg, index) => {
          this.u32(pointersAt + 4 * index, bytesAt);
          this.bytes().set(arg, bytesAt);
          bytesAt += arg.length;
        });
        return ERRNO.success;
      },
      clock_time_get: (_clock: number, _precision: bigint, at: number) => this.u64(at, 0n),
      fd_close: () => ERRNO.success,
      fd_fdstat_set_flags: () => ERRNO.success,
      fd_fdstat_get: (fd: number, at: number) => {
        this.bytes().fill(0, at, at + 24);
        this.view().setUint8(
          at,
          fd <= FD.lastStandard ? FILE_TYPE.character : fd === FD.root ? FILE_TYPE.folder : FILE_TYPE.regular,
        );
        const allRights = 0xffff_ffff_ffff_ffffn;
        this.u64(at + 8, allRights);
        return this.u64(at + 16, allRights);
      },
      fd_prestat_get: (fd: number, at: number) => {
        if (fd !== FD.root) return ERRNO.badFd;
        this.u32(at, 0);
        return this.u32(at + 4, 1);
      },
      fd_prestat_dir_name: (_fd: number, at: number) => {
        this.bytes()[at] = '/'.charCodeAt(0);
        return ERRNO.success;
      },
      fd_read: (_fd: number, _vectorsAt: number, _count: number, readAt: number) => this.u32(readAt, 0),
      fd_seek: (fd: number, offset: bigint, whence: number, at: number) => {
        if (fd !== FD.file) return ERRNO.notSeekable;
        return this.u64(at, BigInt(this.file.seek(Number(offset), whence)));
      },
      fd_write: (fd: number, vectorsAt: number, count: number, writtenAt: number) =>
        this.u32(writtenAt, this.write(fd, vectorsAt, count)),
      path_open: (...values: number[]) => {
        this.file.seek(0, 0);
        return this.u32(values[8]!, FD.file);
      },
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    };
  }

  private write(fd: number, vectorsAt: number, count: number): number {
    let total = 0;
    for (let index = 0; index < count; index++) {
      const at = this.view().getUint32(vectorsAt + 8 * index, true);
      const size = this.view().getUint32(vectorsAt + 8 * index + 4, true);
      const chunk = this.bytes().subarray(at, at + size);
      if (fd === FD.file) this.file.write(chunk);
      else this.printed += new TextDecoder().decode(chunk);
      total += size;
    }
    return total;
  }

  // the buffer is replaced whenever the memory grows, so views are made for each access
  private bytes(): Uint8Array {
    return new Uint8Array(this.memory!.buffer);
  }

  private view(): DataView {
    return new DataView(this.memory!.buffer);
  }

  private u32(at: number, value: number): number {
    this.view().setUint32(at, value, true);
    return ERRNO.success;
  }

  private u64(at: number, value: bigint): number {
    this.view().setBigUint64(at, value, true);
    return ERRNO.success;
  }
}

class GrowingFile {
  private data = new Uint8Array(1 << 20);
  private size = 0;
  private position = 0;

  bytes(): Uint8Array {
    return this.data.slice(0, this.size);
  }

  seek(offset: number, whence: number): number {
    this.position = offset + (whence === 1 ? this.position : whence === 2 ? this.size : 0);
    return this.position;
  }

  write(chunk: Uint8Array): void {
    const end = this.position + chunk.length;
    if (end > this.data.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.data.length));
      grown.set(this.data);
      this.data = grown;
    }
    this.data.set(chunk, this.position);
    this.position = end;
    this.size = Math.max(this.size, end);
  }
}
