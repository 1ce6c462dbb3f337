import type { Rule } from './rule';

/** The engine process itself, and what the model did with the text. */
export const engineRules: readonly Rule[] = [
  {
    id: 'stopped-at-once',
    codes: ['text-unspeakable', 'segment-empty'],
    pattern: /stopped at once/,
    cause: {
      en: 'The model stopped before it had said anything; with another seed it usually does not.',
      zh: '模型还没开口就停止了；换一个种子通常就正常。',
    },
    repairs: ['retry-next-seed'],
  },
  {
    id: 'did-not-stop',
    codes: ['segment-max-length', 'segment-token-ratio'],
    cause: {
      en: 'The model spoke for much longer or shorter than the text needs: words may be repeated or left out. Another seed usually helps.',
      zh: '模型的语音长度与文本不相称：可能有重复或漏读。换一个种子通常有效。',
    },
    repairs: ['retry-next-seed'],
  },
  {
    id: 'mostly-silence',
    codes: ['segment-silent', 'segment-quiet'],
    cause: {
      en: 'A part of the take is silence or very quiet; another seed usually helps.',
      zh: '这次生成有部分是静音或音量极低；换一个种子通常有效。',
    },
    repairs: ['retry-next-seed'],
  },
  {
    id: 'engine-silent',
    codes: ['engine-restarted', 'engine-unresponsive'],
    cause: {
      en: 'An engine that says nothing for so long is stuck, or the machine is far too busy. A fresh one has nothing of the old one left.',
      zh: '引擎这么久没有输出，说明它卡住了，或电脑过于繁忙。新引擎不带任何旧状态。',
    },
    repairs: ['retry', 'restart-and-retry', 'retry-draft'],
  },
  {
    id: 'take-interrupted',
    codes: ['take-interrupted'],
    cause: {
      en: 'The studio was closed or ended while this take was being made. Its recipe is kept.',
      zh: '生成过程中工作室被关闭或中断。配方已保留。',
    },
    repairs: ['retry'],
  },
  {
    id: 'processor-too-old',
    codes: ['engine-crashed', 'engine-start-failed'],
    pattern: /signal SIGILL|Illegal instruction/,
    cause: {
      en: 'The processor lacks an instruction that the engine uses (SIGILL).',
      zh: '处理器不支持引擎所需的指令（SIGILL）。',
    },
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'library-missing',
    codes: ['engine-crashed', 'engine-start-failed', 'internal', 'engine-unavailable'],
    pattern:
      /cannot open shared object file|GLIBC\w*_[\d.]+'? not found|ERR_DLOPEN_FAILED|The specified module could not be found/,
    cause: {
      en: 'A library of the system that the engine needs is missing or too old.',
      zh: '缺少引擎所需的系统库，或其版本太旧。',
    },
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'installation-incomplete',
    codes: ['engine-crashed', 'engine-start-failed', 'internal', 'engine-unavailable'],
    pattern: /Cannot find (?:module|package) '(?<module>[^']+)'|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND/,
    cause: {
      en: 'The installation of the studio is not complete: {{module}} is missing. “npm ci” brings it back.\nThe installation of the studio is not complete. “npm ci” brings it back.',
      zh: '工作室安装不完整：缺少 {{module}}。执行“npm ci”可恢复。\n工作室安装不完整。执行“npm ci”可恢复。',
    },
    repairs: ['support-bundle', 'retry'],
  },
  {
    id: 'engine-did-not-start',
    codes: ['engine-start-failed'],
    cause: {
      en: 'The engine process did not start.',
      zh: '引擎进程没有启动。',
    },
    repairs: ['restart-and-retry', 'support-bundle'],
  },
  {
    id: 'engine-crashed',
    codes: ['engine-crashed', 'connection-lost'],
    cause: {
      en: 'The engine process ended unexpectedly ({{how}}). Everything but this take is untouched, and a fresh engine is up.\nThe engine process ended unexpectedly. Everything but this take is untouched.',
      zh: '引擎进程意外结束（{{how}}）。除这次生成外一切完好，新引擎已启动。\n引擎进程意外结束。除这次生成外一切完好。',
    },
    repairs: ['retry', 'retry-draft', 'support-bundle'],
  },
];
