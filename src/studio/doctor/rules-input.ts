import type { Rule } from './rule';

/** What a person gave: audio, prompt, transcript, text. */
export const inputRules: readonly Rule[] = [
  {
    id: 'several-streams',
    codes: ['audio-unreadable', 'audio-codec-unavailable', 'mixed-down'],
    pattern:
      /(?<streams>\d+) (?:audio )?(?:streams|tracks)|several (?:streams|tracks)|(?<channels>\d+) channels were mixed/i,
    cause: {
      en: 'The file holds several streams or channels; speech mixed with music makes a poor prompt. One of them must be chosen, or mixed to one before.',
      zh: '文件包含多个音轨或声道；与音乐混在一起的人声不适合作参考音频。请选择其中一个，或先混为单声道。',
    },
    repairs: ['retry', 'support-bundle'],
  },
  {
    id: 'audio-codec',
    codes: ['audio-codec-unavailable'],
    cause: {
      en: 'The file is whole, but this studio has no decoder for its codec; WAV, AIFF, AU, CAF, FLAC, MP3, Ogg, WebM and AMR open; AAC in MP4 opens in the window.',
      zh: '文件完好，但本工作室没有对应的解码器；WAV、AIFF、AU、CAF、FLAC、MP3、Ogg、WebM 和 AMR 可以打开；MP4 中的 AAC 可在窗口中打开。',
    },
    repairs: ['support-bundle'],
  },
  {
    id: 'audio-unreadable',
    codes: ['audio-unreadable', 'audio-truncated', 'audio-empty', 'audio-not-finite'],
    cause: {
      en: 'The audio of the prompt cannot be decoded: the file is damaged, cut off or empty.',
      zh: '参考音频无法解码：文件已损坏、不完整或为空。',
    },
    repairs: ['retry', 'support-bundle'],
  },
  {
    id: 'rate-too-low',
    codes: ['audio-rate-too-low', 'rate-too-low'],
    cause: {
      en: 'The prompt has only {{sampleRateHz}} Hz; 16000 Hz are needed. Raising the rate afterwards brings nothing back.\nThe sample rate of the prompt is too low; 16000 Hz are needed.',
      zh: '参考音频只有 {{sampleRateHz}} Hz，需要至少 16000 Hz。事后提高采样率无法恢复细节。\n参考音频采样率太低，需要至少 16000 Hz。',
    },
    repairs: ['retry', 'support-bundle'],
  },
  {
    id: 'prompt-too-long-for-pack',
    codes: ['prompt-too-long'],
    cause: {
      en: 'The prompt fills the model: {{tokens}} of {{max}} speech tokens. A shorter prompt, 3 to 15 s, leaves room for the text.\nThe prompt is too long for the model; 3 to 15 s are best.',
      zh: '参考音频占满了模型：{{tokens}} / {{max}} 个语音词元。请使用 3 到 15 秒的较短参考音频。\n参考音频对模型来说太长；3 到 15 秒最合适。',
    },
    repairs: ['retry-draft', 'support-bundle'],
  },
  {
    id: 'prompt-too-short',
    codes: ['prompt-too-short', 'prompt-silent', 'speech-too-short', 'silent'],
    cause: {
      en: 'The prompt has too little speech to learn a voice from; three seconds of clear speech are enough.',
      zh: '参考音频中的人声太少，无法学习音色；三秒清晰的人声即可。',
    },
    repairs: ['support-bundle'],
  },
  {
    id: 'prompt-file-gone',
    codes: ['file-not-found'],
    cause: {
      en: 'A file that the take needs is gone: {{path}}.\nA file that the take needs is gone.',
      zh: '生成所需的文件已不存在：{{path}}。\n生成所需的文件已不存在。',
    },
    repairs: ['retry', 'support-bundle'],
  },
  {
    id: 'unknown-marker',
    codes: ['text-marker-invalid'],
    cause: {
      en: 'The text holds {{marker}}, a marker that the model does not know or that stands there twice; without it the text can be spoken.\nThe text holds a marker that the model does not know; without it the text can be spoken.',
      zh: '文本中有模型不认识或重复出现的标记 {{marker}}；去掉后即可朗读。\n文本中有模型不认识的标记；去掉后即可朗读。',
    },
    repairs: ['retry-without-markers', 'retry'],
  },
  {
    id: 'transcript-needed',
    codes: ['bad-request'],
    pattern: /zero_shot needs the transcript/,
    cause: {
      en: 'The mode “zero-shot” needs to know what the prompt says. Without a transcript the mode “cross-lingual” uses the voice alone.',
      zh: '“零样本”模式需要参考音频的文字稿。没有文字稿时，“跨语种”模式仅使用音色。',
    },
    repairs: ['retry-without-transcript'],
  },
  {
    id: 'text-shorter-than-prompt',
    codes: ['segment-short'],
    pattern: /(?:too short than prompt text|so short a text may be rushed)/,
    cause: {
      en: 'The text has {{length}} characters, the transcript of the prompt {{transcript}}: so short a text may be rushed, repeated or mixed with the prompt. Using the voice without its transcript avoids it.\nThe text is much shorter than the transcript of the prompt: it may be rushed, repeated or mixed with the prompt. Using the voice without its transcript avoids it.',
      zh: '文本有 {{length}} 个字符，参考音频文字稿有 {{transcript}} 个：文本过短可能读得过快、重复或混入参考内容。不使用文字稿可以避免。\n文本远短于参考音频的文字稿：可能读得过快、重复或混入参考内容。不使用文字稿可以避免。',
    },
    repairs: ['retry-without-transcript', 'retry-next-seed'],
  },
  {
    id: 'language-missing',
    codes: ['language-unavailable'],
    cause: {
      en: 'The draft voice does not speak this language here; CosyVoice 3, or the language package, does.',
      zh: '草稿音色在这台电脑上不支持该语言；CosyVoice 3 或语言包支持。',
    },
    repairs: ['retry', 'support-bundle'],
  },
];
