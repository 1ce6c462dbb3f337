import type { Translated } from '../../translated';
import type { soundErrors as en } from '../../en/errors/sound';

export const soundErrors: Translated<typeof en> = {
  'file-not-sound': {
    title: '这不是声音文件',
    detail: '{{name}} 是 .{{ending}} 文件，里面没有可以听的声音。',
    repair:
      '拖入声音文件可以做音色；拖入 .txt、.md、.srt 或 .vtt 文件会写入文本；拖入 .cvvoice 文件会导入音色。',
  },
  'audio-empty': {
    title: '文件里没有声音',
    detail: ['{{name}}（{{fileBytes}}）里没有任何采样，不含声音。', '这里没有任何采样。'].join('\n'),
    repair: '请换一个文件，或重新录音。',
  },
  'audio-unreadable': {
    title: '无法读取这个音频文件',
    detail: ['{{name}} 不是工作室认识的音频。', '它不是工作室认识的音频。'].join('\n'),
    repair: '请打开 WAV、AIFF、AU、CAF、MP3、FLAC、Ogg、Opus、AMR 或 WebM 文件。',
    why: {
      'other-file': { detail: '{{name}} 不是音频，看起来是 {{kind}} 文件。' },
      program: { detail: '{{name}} 不是音频，看起来是程序。' },
      'text-file': { detail: '{{name}} 不是音频，看起来是文本文件。' },
      'no-audio-track': {
        detail: '{{name}} 是没有声音的 {{container}} 文件。',
        repair: '请选择带有音轨的文件。',
      },
      'nothing-decodes': {
        detail: '{{name}} 已损坏或不完整：{{fileBytes}} 中没有可以解码的内容。',
        repair: '请重新复制或导出这个文件，最好用 WAV。',
      },
      'no-format': {
        detail: ['{{name}} 没有写明采样的编码方式。', '文件没有写明采样的编码方式。'].join('\n'),
        repair: '请在音频编辑器中打开，导出为 16 位 PCM 的 WAV。',
      },
      'format-impossible': {
        detail: [
          '{{name}} 标明 {{channels}} 个声道、{{sampleRateHz}} Hz，这不可能。',
          '文件标明 {{channels}} 个声道、{{sampleRateHz}} Hz，这不可能。',
        ].join('\n'),
        repair: '请在音频编辑器中打开，导出为 16 位 PCM 的 WAV。',
      },
    },
  },
  'audio-truncated': {
    title: '音频文件不完整',
    detail: ['{{name}} 比文件头标明的长度短。', '文件在采样数据之前就结束了。'].join('\n'),
    repair: '请重新复制或下载这个文件，或重新录音。',
    why: {
      remnant: { detail: '{{name}} 不完整，只剩 {{savedSec}} 秒。' },
      'before-index': { detail: '{{name}} 在索引之前就断了，无法挽救任何内容。' },
    },
  },
  'audio-codec-unavailable': {
    title: '此处无法解码这种音频格式',
    detail: ['{{name}} 是 {{codec}} 音频，工作室无法解码。', '文件是 {{codec}} 音频，工作室无法解码。'].join(
      '\n',
    ),
    repair: '请转换为 WAV、FLAC 或 MP3 后再打开。',
  },
  'audio-too-long': {
    title: '音频太长',
    detail: '音频长 {{durationSec}} 秒，最多接受 {{maxSec}} 秒。',
    repair: '请截取需要的部分再打开。',
  },
  'audio-not-finite': {
    title: '音频含有无效数值',
    detail: ['{{samples}} 个采样点中有 {{count}} 个不是有效数值。', '有些采样点不是有限数值。'].join('\n'),
    repair: '请从原来的程序重新导出，或重新录音。',
  },
  'audio-rate-too-low': {
    title: '采样率太低',
    detail: '音频为 {{sampleRateHz}} Hz，至少需要 {{minRateHz}} Hz 才能捕捉音色。',
    repair: '请以 16 kHz 或更高的采样率录制或导出；事后提高采样率找不回声音。',
  },
  'prompt-too-short': {
    title: '参考音频的语音太短',
    detail: [
      '参考音频只有 {{speechSec}} 秒语音，至少需要 3 秒。',
      '参考音频只有 {{durationSec}} 秒，至少需要 {{minSec}} 秒。',
    ].join('\n'),
    repair: '请扩大选区，或多录一会儿。',
  },
  'transcript-misfit': {
    title: '文字稿与参考音频对不上',
    detail:
      '文字稿有 {{syllables}} 个音节，参考音频只有 {{promptSec}} 秒：每秒 {{perSec}} 个。正常说话每秒 {{min}} 到 {{max}} 个。',
    repair: '请照参考音频所说逐字填写，或将文字稿留空。',
  },
  'prompt-too-long': {
    title: '参考音频太长',
    detail: [
      '参考音频长 {{durationSec}} 秒，最多 {{maxSec}} 秒，3 到 15 秒最佳。',
      '参考音频有 {{tokens}} 个语音词元，此模型最多 {{max}} 个。',
    ].join('\n'),
    repair: '请把选区缩小到一句清晰的话。',
  },
  'prompt-clipped': {
    title: '参考音频削波严重',
    detail: '{{clippedPercent}} % 的采样被削去顶部，音色已经改变。',
    repair: '请选没有削波的部分，或小声一点重新录音。',
  },
  'prompt-silent': {
    title: '参考音频没有声音',
    detail: [
      '参考音频里没有人说话：最响的样本只有 {{peakDb}} dB。',
      '参考音频里没有可以当作人声的声音。',
    ].join('\n'),
    repair: '请检查麦克风及其音量，然后重新录音。',
  },
  'recording-not-found': {
    title: '这段录音已不存在',
    detail: ['工作室里已没有录音 {{recordingId}}。', '没有示例 {{sampleId}}。'].join('\n'),
    repair: '请重新录音或重新打开文件。',
  },
  'microphone-denied': {
    title: '麦克风被禁止使用',
    detail: '此窗口没有使用麦克风的权限。',
    repair: '请在系统或浏览器设置中允许麦克风，然后重试。',
  },
  'microphone-missing': {
    title: '没有找到麦克风',
    detail: '系统没有列出任何麦克风。',
    repair: '请接上麦克风后重试，或打开音频文件。',
    why: {
      unplugged: { detail: '麦克风被拔掉了。' },
    },
  },
  'microphone-busy': {
    title: '麦克风正被占用',
    detail: '另一个程序正在使用麦克风。',
    repair: '请关闭占用它的程序后重试。',
  },
};
