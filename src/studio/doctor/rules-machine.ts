import type { Rule } from './rule';

/** Memory, disk, permissions, ports: the machine under the studio. */
export const machineRules: readonly Rule[] = [
  {
    id: 'graphics-memory',
    pattern:
      /CUDA(?: error|_ERROR| failure)?[^\n]{0,40}out of memory|CUBLAS_STATUS_ALLOC_FAILED|HIP out of memory/i,
    cause: {
      en: 'The graphics card ran out of memory.',
      zh: '显卡的显存不足。',
    },
    repairs: ['unload-and-retry', 'retry-draft'],
  },
  {
    id: 'heap-limit',
    pattern: /JavaScript heap out of memory|Reached heap limit/,
    cause: {
      en: 'The engine process reached the limit of its own heap; a very long text or prompt does that.',
      zh: '引擎进程达到了自身的堆内存上限，通常是因为文本或参考音频太长。',
    },
    repairs: ['restart-and-retry', 'retry-draft'],
  },
  {
    id: 'out-of-memory',
    codes: ['out-of-memory', 'engine-crashed', 'internal', 'pack-invalid'],
    pattern:
      /requested buffer of size (?<bytes>\d+)|requested bytes of (?<bytes2>\d+)|(?<megabytes>\d+) (?:MiB|MB) more were wanted|asked for (?<mebibytes>\d+) MiB|bad_alloc|bad allocation|Memory ran out|out of memory|Array buffer allocation failed/i,
    cause: {
      en: 'There was not enough memory: {{wanted}} more were asked for.\nThere was not enough memory.',
      zh: '内存不足：还需要 {{wanted}}。\n内存不足。',
    },
    repairs: ['unload-and-retry', 'retry-draft'],
  },
  {
    id: 'ended-by-the-system',
    codes: ['engine-crashed'],
    pattern: /signal SIGKILL/,
    cause: {
      en: 'The engine process was ended from outside (SIGKILL). The system does that when memory runs out; a person can, too.',
      zh: '引擎进程被外部强制结束（SIGKILL）。内存耗尽时系统会这样做，也可能是有人手动结束。',
    },
    repairs: ['retry', 'retry-draft'],
  },
  {
    id: 'disk-full',
    codes: ['disk-full', 'internal', 'engine-crashed'],
    pattern: /ENOSPC|EDQUOT|SQLITE_FULL|no space left on device|is full/,
    cause: {
      en: 'The disk of {{folder}} is full; nothing was lost but this take.\nThe disk is full; nothing was lost but this take.',
      zh: '{{folder}} 所在的磁盘已满；除这次生成外没有丢失任何内容。\n磁盘已满；除这次生成外没有丢失任何内容。',
    },
    repairs: ['choose-folder', 'retry'],
  },
  {
    id: 'too-many-files',
    pattern: /EMFILE|ENFILE|too many open files/,
    cause: {
      en: 'The system allows this program no more open files.',
      zh: '系统不允许本程序再打开更多文件。',
    },
    repairs: ['restart-and-retry', 'support-bundle'],
  },
  {
    id: 'permission',
    codes: ['folder-not-writable', 'internal'],
    pattern: /EACCES|EPERM|EROFS|permission denied|operation not permitted|read-only file system/i,
    cause: {
      en: 'The studio may not write to {{folder}} ({{reason}}).\nThe studio may not write where it has to.',
      zh: '工作室无权写入 {{folder}}（{{reason}}）。\n工作室无权写入所需的位置。',
    },
    repairs: ['choose-folder', 'retry'],
  },
  {
    id: 'folder-missing',
    codes: ['folder-not-writable'],
    cause: {
      en: 'The folder {{folder}} cannot be used ({{reason}}): it is gone, or something else has its name.\nA folder that the studio writes to is gone, or something else has its name.',
      zh: '文件夹 {{folder}} 无法使用（{{reason}}）：它已不存在，或名称被占用。\n工作室要写入的文件夹已不存在，或名称被占用。',
    },
    repairs: ['choose-folder', 'retry'],
  },
  {
    id: 'port-busy',
    codes: ['port-busy', 'internal'],
    pattern: /EADDRINUSE|address already in use|Port (?<port>\d+) on (?<host>\S+) is in use/,
    cause: {
      en: 'Port {{port}} is taken by another program; with port 0 the system picks a free one.\nThe port is taken by another program; with port 0 the system picks a free one.',
      zh: '端口 {{port}} 已被其他程序占用；使用端口 0 时系统会自动选择空闲端口。\n端口已被其他程序占用；使用端口 0 时系统会自动选择空闲端口。',
    },
    repairs: ['support-bundle'],
  },
];
