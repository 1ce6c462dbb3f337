import type { Rule } from './rule';

/** Model files, and the runtime that reads them. */
export const packRules: readonly Rule[] = [
  {
    id: 'tensor-mismatch',
    codes: ['pack-tensor-mismatch', 'pack-invalid', 'internal'],
    pattern:
      /Invalid (?:input|feed input|output) name|Missing Input:|is missing in 'feeds'|Got invalid dimensions for input|Unexpected input data type|Invalid rank for input|does not match the manifest|tensor/i,
    cause: {
      en: 'The files of the model pack do not fit one another or this studio: a graph expects other inputs than it gets.',
      zh: '模型包中的文件彼此不匹配或与本工作室不匹配：某个计算图期望的输入与实际不同。',
    },
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'tokenizer-mismatch',
    codes: ['pack-tokenizer-mismatch'],
    cause: {
      en: 'The tokenizer of the pack is not the one its model was trained with.',
      zh: '模型包中的分词器与其模型训练时所用的不一致。',
    },
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'pack-damaged',
    codes: ['pack-file-corrupt', 'pack-invalid', 'internal'],
    pattern: /Protobuf parsing failed|ModelProto|bytes; it should have|hash|External data|Load model from/i,
    cause: {
      en: 'A file of the model pack is damaged or was not downloaded to its end: {{file}}.\nA file of the model pack is damaged or was not downloaded to its end.',
      zh: '模型包中的文件已损坏或未下载完整：{{file}}。\n模型包中有文件已损坏或未下载完整。',
    },
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'pack-incomplete',
    codes: ['pack-file-missing', 'pack-not-found'],
    cause: {
      en: 'The model pack {{pack}} is not complete: {{files}} is missing.\nThe model pack is not there, or not complete.',
      zh: '模型包 {{pack}} 不完整：缺少 {{files}}。\n模型包不存在或不完整。',
    },
    repairs: ['verify-pack', 'retry-draft'],
  },
  {
    id: 'provider-missing',
    codes: ['provider-unavailable', 'pack-invalid', 'internal', 'engine-unavailable'],
    pattern:
      /no available backend found|backend not found|(?:CUDA|DirectML|DML|CoreML|WebGPU|TensorRT)\w*ExecutionProvider|libonnxruntime_providers_\w+|execution provider|provider/i,
    cause: {
      en: 'The execution provider that was asked for ({{provider}}) is not on this machine, or its driver is missing.\nThe execution provider that was asked for is not on this machine, or its driver is missing.',
      zh: '所选的执行提供程序（{{provider}}）在这台电脑上不可用，或缺少驱动。\n所选的执行提供程序在这台电脑上不可用，或缺少驱动。',
    },
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'not-a-number',
    codes: ['not-a-number'],
    cause: {
      en: 'The graph {{role}} answered with values that are not numbers. Half-precision graphs do that on some processors; another seed seldom helps, another pack does.\nThe model answered with values that are not numbers. Half-precision graphs do that on some processors; another seed seldom helps, another pack does.',
      zh: '计算图 {{role}} 返回了非数值。半精度模型在部分处理器上会这样；换种子通常无效，换模型包有效。\n模型返回了非数值。半精度模型在部分处理器上会这样；换种子通常无效，换模型包有效。',
    },
    repairs: ['retry-draft', 'retry-next-seed', 'verify-pack'],
  },
  {
    id: 'no-engine',
    codes: ['engine-unavailable'],
    cause: {
      en: 'The engine that was chosen cannot speak here: no usable model pack is installed.',
      zh: '所选引擎目前无法发声：没有安装可用的模型包。',
    },
    repairs: ['retry-draft', 'verify-pack'],
  },
];
