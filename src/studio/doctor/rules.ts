import type { RepairKind } from '#contract/doctor';
import type { ErrorCode } from '#contract/errors';

/**
 * One known failure, as data; its words are `doctor.causes.<id>`. It fits when the error or a warning has one of its codes,
 * or when the words of others (a runtime, a system, a library) say so: in the error's values and causes, or in a line of
 * the take's log.
 */
export interface Rule {
  readonly id: string;
  /** Codes of errors or of warnings. */
  readonly codes?: readonly (ErrorCode | (string & {}))[];
  /** Never our own words; named groups are values of the cause. */
  readonly foreign?: RegExp;
  /** Codes that foreign words count under; any when absent. */
  readonly under?: readonly ErrorCode[];
  /** The advised one first. */
  readonly repairs: readonly RepairKind[];
}

/** Memory, disk, permissions, ports: the machine under the studio. */
const machineRules: readonly Rule[] = [
  {
    id: 'graphics-memory',
    foreign:
      /CUDA(?: error|_ERROR| failure)?[^\n]{0,40}out of memory|CUBLAS_STATUS_ALLOC_FAILED|HIP out of memory/i,
    repairs: ['unload-and-retry', 'retry-draft'],
  },
  {
    id: 'heap-limit',
    foreign: /JavaScript heap out of memory|Reached heap limit/,
    repairs: ['restart-and-retry', 'retry-draft'],
  },
  {
    id: 'out-of-memory',
    codes: ['out-of-memory'],
    foreign:
      /requested buffer of size (?<bytes>\d+)|requested bytes of (?<bytes2>\d+)|bad_alloc|bad allocation|out of memory|Array buffer allocation failed/i,
    under: ['out-of-memory', 'engine-crashed', 'internal', 'pack-invalid'],
    repairs: ['unload-and-retry', 'retry-draft'],
  },
  {
    id: 'ended-by-the-system',
    foreign: /signal SIGKILL/,
    under: ['engine-crashed'],
    repairs: ['retry', 'retry-draft'],
  },
  {
    id: 'disk-full',
    codes: ['disk-full'],
    foreign: /ENOSPC|EDQUOT|SQLITE_FULL|no space left on device/,
    under: ['internal', 'engine-crashed'],
    repairs: ['choose-folder', 'retry'],
  },
  {
    id: 'too-many-files',
    foreign: /EMFILE|ENFILE|too many open files/,
    repairs: ['restart-and-retry', 'support-bundle'],
  },
  {
    id: 'permission',
    foreign: /EACCES|EPERM|EROFS|permission denied|operation not permitted|read-only file system/i,
    under: ['folder-not-writable', 'internal'],
    repairs: ['choose-folder', 'retry'],
  },
  { id: 'folder-missing', codes: ['folder-not-writable'], repairs: ['choose-folder', 'retry'] },
  {
    id: 'port-busy',
    codes: ['port-busy'],
    foreign: /EADDRINUSE|address already in use/,
    under: ['internal'],
    repairs: ['support-bundle'],
  },
];

/** Model files, and the runtime that reads them. */
const packRules: readonly Rule[] = [
  {
    id: 'tensor-mismatch',
    codes: ['pack-tensor-mismatch'],
    foreign:
      /Invalid (?:input|feed input|output) name|Missing Input:|is missing in 'feeds'|Got invalid dimensions for input|Unexpected input data type|Invalid rank for input/i,
    under: ['pack-invalid', 'internal'],
    repairs: ['verify-pack', 'retry-draft'],
  },
  { id: 'tokenizer-mismatch', codes: ['pack-tokenizer-mismatch'], repairs: ['verify-pack', 'retry-draft'] },
  {
    id: 'pack-damaged',
    codes: ['pack-file-corrupt'],
    foreign: /Protobuf parsing failed|ModelProto|External data|Load model from/i,
    under: ['pack-invalid', 'internal'],
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'pack-incomplete',
    codes: ['pack-file-missing', 'pack-not-found'],
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'provider-missing',
    codes: ['provider-unavailable'],
    foreign:
      /no available backend found|backend not found|(?:CUDA|DirectML|DML|CoreML|WebGPU|TensorRT)\w*ExecutionProvider|libonnxruntime_providers_\w+|execution provider/i,
    under: ['pack-invalid', 'internal', 'engine-unavailable'],
    repairs: ['retry-draft', 'support-bundle'],
  },
  { id: 'not-a-number', codes: ['not-a-number'], repairs: ['retry-draft', 'retry-next-seed', 'verify-pack'] },
];

/** What a person gave: audio, prompt, transcript, text. */
const inputRules: readonly Rule[] = [
  { id: 'several-streams', codes: ['mixed-down'], repairs: ['retry', 'support-bundle'] },
  { id: 'audio-codec', codes: ['audio-codec-unavailable'], repairs: ['support-bundle'] },
  {
    id: 'audio-unreadable',
    codes: ['audio-unreadable', 'audio-truncated', 'audio-empty', 'audio-not-finite'],
    repairs: ['retry', 'support-bundle'],
  },
  { id: 'rate-too-low', codes: ['audio-rate-too-low', 'rate-too-low'], repairs: ['retry', 'support-bundle'] },
  { id: 'prompt-too-long-for-pack', codes: ['prompt-too-long'], repairs: ['retry-draft', 'support-bundle'] },
  {
    id: 'prompt-too-short',
    codes: ['prompt-too-short', 'prompt-silent', 'speech-too-short', 'silent'],
    repairs: ['support-bundle'],
  },
  { id: 'prompt-file-gone', codes: ['file-not-found'], repairs: ['retry', 'support-bundle'] },
  { id: 'unknown-marker', codes: ['text-marker-invalid'], repairs: ['retry-without-markers', 'retry'] },
  { id: 'transcript-needed', codes: ['transcript-needed'], repairs: ['retry-without-transcript'] },
  {
    id: 'text-shorter-than-prompt',
    codes: ['segment-short'],
    repairs: ['retry-without-transcript', 'retry-next-seed'],
  },
  { id: 'language-missing', codes: ['language-unavailable'], repairs: ['retry', 'support-bundle'] },
];

/** The engine process itself, and what the model did with the text. */
const engineRules: readonly Rule[] = [
  { id: 'stopped-at-once', codes: ['model-said-nothing', 'segment-empty'], repairs: ['retry-next-seed'] },
  { id: 'did-not-stop', codes: ['segment-max-length', 'segment-token-ratio'], repairs: ['retry-next-seed'] },
  { id: 'mostly-silence', codes: ['segment-silent', 'segment-quiet'], repairs: ['retry-next-seed'] },
  {
    id: 'engine-silent',
    codes: ['engine-restarted', 'engine-unresponsive'],
    repairs: ['retry', 'restart-and-retry', 'retry-draft'],
  },
  { id: 'take-interrupted', codes: ['take-interrupted'], repairs: ['retry'] },
  {
    id: 'processor-too-old',
    foreign: /signal SIGILL|Illegal instruction/,
    under: ['engine-crashed', 'engine-start-failed'],
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'library-missing',
    foreign:
      /cannot open shared object file|GLIBC\w*_[\d.]+'? not found|ERR_DLOPEN_FAILED|The specified module could not be found/,
    under: ['engine-crashed', 'engine-start-failed', 'internal', 'engine-unavailable'],
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'installation-incomplete',
    foreign: /Cannot find (?:module|package) '(?<module>[^']+)'|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND/,
    under: ['engine-crashed', 'engine-start-failed', 'internal', 'engine-unavailable'],
    repairs: ['support-bundle', 'retry'],
  },
  // what is special about an engine that cannot speak stands before what is general
  { id: 'no-engine', codes: ['engine-unavailable'], repairs: ['retry-draft', 'verify-pack'] },
  {
    id: 'engine-did-not-start',
    codes: ['engine-start-failed'],
    repairs: ['restart-and-retry', 'support-bundle'],
  },
  {
    id: 'engine-crashed',
    codes: ['engine-crashed', 'connection-lost'],
    repairs: ['retry', 'retry-draft', 'support-bundle'],
  },
];

/** In order: what is special stands before what is general. */
export const rules: readonly Rule[] = [...machineRules, ...packRules, ...inputRules, ...engineRules];
