import type { Translated } from '../translated';
import type { doctor as en } from '../en/doctor';

export const doctor: Translated<typeof en> = {
  causes: {
    'graphics-memory': '显卡的显存不足。',
    'heap-limit': '引擎进程达到了自身的堆内存上限，通常是因为文本或参考音频太长。',
    'out-of-memory': ['内存不足：还需要 {{wanted}}。', '内存不足。'].join('\n'),
    'ended-by-the-system':
      '引擎进程被外部强制结束（SIGKILL）。内存耗尽时系统会这样做，也可能是有人手动结束。',
    'disk-full': [
      '{{folder}} 所在的磁盘已满；除这次生成外没有丢失任何内容。',
      '磁盘已满；除这次生成外没有丢失任何内容。',
    ].join('\n'),
    'too-many-files': '系统不允许本程序再打开更多文件。',
    permission: ['工作室无权写入 {{folder}}（{{reason}}）。', '工作室无权写入所需的位置。'].join('\n'),
    'folder-missing': [
      '文件夹 {{folder}} 无法使用（{{reason}}）：它已不存在，或名称被占用。',
      '工作室要写入的文件夹已不存在，或名称被占用。',
    ].join('\n'),
    'port-busy': [
      '端口 {{port}} 已被其他程序占用；使用端口 0 时系统会自动选择空闲端口。',
      '端口已被其他程序占用；使用端口 0 时系统会自动选择空闲端口。',
    ].join('\n'),
    'tensor-mismatch': '模型包中的文件彼此不匹配或与本工作室不匹配：某个计算图期望的输入与实际不同。',
    'tokenizer-mismatch': '模型包中的分词器与其模型训练时所用的不一致。',
    'pack-damaged': [
      '模型包中的文件已损坏或未下载完整：{{file}}。',
      '模型包中有文件已损坏或未下载完整。',
    ].join('\n'),
    'pack-incomplete': ['模型包 {{pack}} 不完整：缺少 {{files}}。', '模型包不存在或不完整。'].join('\n'),
    'provider-missing': [
      '所选的执行提供程序（{{provider}}）在这台电脑上不可用，或缺少驱动。',
      '所选的执行提供程序在这台电脑上不可用，或缺少驱动。',
    ].join('\n'),
    'not-a-number': [
      '计算图 {{role}} 返回了非数值。半精度模型在部分处理器上会这样；换种子通常无效，换模型包有效。',
      '模型返回了非数值。半精度模型在部分处理器上会这样；换种子通常无效，换模型包有效。',
    ].join('\n'),
    'no-engine': '所选引擎目前无法发声：没有安装可用的模型包。',
    'several-streams':
      '文件包含多个音轨或声道；与音乐混在一起的人声不适合作参考音频。请选择其中一个，或先混为单声道。',
    'audio-codec':
      '文件完好，但本工作室没有对应的解码器；WAV、AIFF、AU、CAF、FLAC、MP3、Ogg、WebM 和 AMR 可以打开；MP4 中的 AAC 可在窗口中打开。',
    'audio-unreadable': '参考音频无法解码：文件已损坏、不完整或为空。',
    'rate-too-low': [
      '参考音频只有 {{sampleRateHz}} Hz，需要至少 16000 Hz。事后提高采样率无法恢复细节。',
      '参考音频采样率太低，需要至少 16000 Hz。',
    ].join('\n'),
    'prompt-too-long-for-pack': [
      '参考音频占满了模型：{{tokens}} / {{max}} 个语音词元。请使用 3 到 15 秒的较短参考音频。',
      '参考音频对模型来说太长；3 到 15 秒最合适。',
    ].join('\n'),
    'prompt-too-short': '参考音频中的人声太少，无法学习音色；三秒清晰的人声即可。',
    'prompt-file-gone': ['生成所需的文件已不存在：{{path}}。', '生成所需的文件已不存在。'].join('\n'),
    'unknown-marker': [
      '文本中有模型不认识或重复出现的标记 {{marker}}；去掉后即可朗读。',
      '文本中有模型不认识的标记；去掉后即可朗读。',
    ].join('\n'),
    'transcript-needed': '“零样本”模式需要参考音频的文字稿。没有文字稿时，“跨语种”模式仅使用音色。',
    'text-shorter-than-prompt': [
      '文本有 {{length}} 个字符，参考音频文字稿有 {{transcript}} 个：文本过短可能读得过快、重复或混入参考内容。不使用文字稿可以避免。',
      '文本远短于参考音频的文字稿：可能读得过快、重复或混入参考内容。不使用文字稿可以避免。',
    ].join('\n'),
    'language-missing': '草稿音色在这台电脑上不支持该语言；CosyVoice 3 或语言包支持。',
    'stopped-at-once': '模型还没开口就停止了；换一个种子通常就正常。',
    'did-not-stop': '模型的语音长度与文本不相称：可能有重复或漏读。换一个种子通常有效。',
    'mostly-silence': '这次生成有部分是静音或音量极低；换一个种子通常有效。',
    'engine-silent': '引擎这么久没有输出，说明它卡住了，或电脑过于繁忙。新引擎不带任何旧状态。',
    'take-interrupted': '生成过程中工作室被关闭或中断。配方已保留。',
    'processor-too-old': '处理器不支持引擎所需的指令（SIGILL）。',
    'library-missing': '缺少引擎所需的系统库，或其版本太旧。',
    'installation-incomplete': [
      '工作室安装不完整：缺少 {{module}}。执行“npm ci”可恢复。',
      '工作室安装不完整。执行“npm ci”可恢复。',
    ].join('\n'),
    'engine-did-not-start': '引擎进程没有启动。',
    'engine-crashed': [
      '引擎进程意外结束（{{how}}）。除这次生成外一切完好，新引擎已启动。',
      '引擎进程意外结束。除这次生成外一切完好。',
    ].join('\n'),
    unknown: '这个问题不在已知范围内。支持包中包含查明原因所需的全部信息。',
  },
};
