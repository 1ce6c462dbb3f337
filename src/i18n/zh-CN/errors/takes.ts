import type { Translated } from '../../translated';
import type { takesErrors as en } from '../../en/errors/takes';

export const takesErrors: Translated<typeof en> = {
  'naming-invalid': {
    title: '这个模板无法组成文件名',
    detail: ['没有“{{field}}”这个字段。', '超过 {{max}} 个字符。', '模板是空的。'].join('\n'),
    repair: ['可使用 {{fields}} 以及自己的文字。', '请使用自己的文字。'].join('\n'),
  },
  'text-empty': {
    title: '没有可说的内容',
    detail: '文本里没有可以读出来的字词。',
    repair: '请至少写一个字。',
    why: {
      'script-line': { detail: '“{{name}}”的文稿没有这一行。', repair: '请写下要说的内容，每行一条。' },
    },
  },
  'text-too-long': {
    title: '文本太长',
    detail: [
      '文本有 {{characters}} 个字符，一次最多 {{max}} 个。',
      '其中一段有 {{tokens}} 个文本词元，此模型最多 {{max}} 个。',
      '参考音频与其中一段共 {{frames}} 帧，此模型最多 {{max}} 帧。',
    ].join('\n'),
    repair: '请分成几次生成；文本没有丢失。',
    why: {
      cache: {
        detail: '文本与参考音频共占 {{positions}} 个位置，这个模型包的缓存只有 {{max}} 个。',
        repair: '请使用较短的参考音频，或把文本分成更短的句子。',
      },
    },
  },
  'lexicon-reading-invalid': {
    title: '这不是有效的读音',
    detail: '“{{reading}}”不能作为“{{word}}”的 {{kind}} 读音。',
    repair: '请写替换的词，或拼音（如 hang2）、假名、CMU 音素（如 HH AH0 L OW1）。',
  },
  'lexicon-scope-invalid': {
    title: '词条的范围不明确',
    detail: '项目或音色的词条要指明项目或音色；库的词条不用。',
    repair: '请指明词条属于哪个音色或项目。',
  },
  'lexicon-file-invalid': {
    title: '这个文件不是词典',
    detail: '无法读入 {{file}}。',
    repair: '请用含 word、reading、kind、language、scope、scopeId 列的 CSV 文件，或 PLS 文件。',
    why: {
      'too-many': {
        detail: '{{file}} 有 {{entries}} 个词条，最多接受 {{max}} 个。',
        repair: '请拆分文件。',
      },
      'not-utf8': { detail: '{{file}} 不是 UTF-8 文本。' },
      'no-entry': { detail: '{{file}} 没有词条。' },
      'no-reading': { detail: '{{file}} 没有“reading”列。' },
    },
  },
  'lexicon-entry-not-found': {
    title: '词典里没有这个词条',
    detail: '它可能已被删除。',
    repair: '请重新列出词典。',
  },
  'text-unspeakable': {
    title: '这段文本读不出来',
    detail: ['“{{text}}”里没有可以读出来的内容。', '文本中没有可以转成声音的内容。'].join('\n'),
    repair: '请用引擎会说的语言把它写成文字。',
  },
  'transcript-needed': {
    title: '这个模式需要参考音频的文字稿',
    detail: '零样本模式需要知道参考音频说了什么。',
    repair: '请填写参考音频的文字稿，或改用跨语种模式。',
  },
  'model-said-nothing': {
    title: '模型没有说话',
    detail: '模型在每一段都连续三次一开始就停止。',
    repair: '请换一个种子，或写长一点的文本。',
  },
  'language-unavailable': {
    title: '引擎不会说这种语言',
    detail: [
      '这个引擎读不了 {{characters}}。',
      '文本是 {{language}}，这个引擎目前读不了。',
      '这个引擎目前读不了这段文字。',
    ].join('\n'),
    repair: '请换一个引擎，或改用它会说的语言。',
    why: {
      asked: {
        detail: '{{engine}} 不会说 {{language}}。',
        repair: '请选择 {{known}} 之一，或换一个引擎。',
      },
      package: {
        detail: '草稿音色要说 {{language}}，需要可选软件包 {{package}}，它没有安装。',
        repair: '请再次运行 npm install（不加 --omit=optional），或使用 CosyVoice 3 模型包。',
      },
    },
  },
  'seed-out-of-range': {
    title: '随机种子超出范围',
    detail: '种子 {{seed}} 不是 {{min}} 到 {{max}} 之间的整数。',
    repair: '请输入 1 到 100000000 的整数，或点骰子。',
  },
  'speed-out-of-range': {
    title: '语速超出范围',
    detail: '语速 {{speed}} 不在 {{min}} 到 {{max}} 之间。',
    repair: '请选择 0.5 到 2 之间的语速。',
  },
  'instruction-unknown': {
    title: '没有这条指令',
    detail: '没有名为 {{instructionId}} 的指令。',
    repair: '请从列表中选择，或用自己的话描述。',
  },
  'instruction-too-long': {
    title: '指令太长',
    detail: '指令有 {{characters}} 个字符，最多 {{max}} 个。',
    repair: '请只保留最重要的指令。',
  },
  'mode-unavailable': {
    title: '这个引擎不能转换语音',
    detail: ['引擎 {{engine}} 只能朗读文本，不能转换语音。', '这个引擎只能朗读文本，不能转换语音。'].join(
      '\n',
    ),
    repair: '请安装 CosyVoice 3 模型包并选用 CosyVoice 3，或改写文本。',
  },
  'source-missing': {
    title: '没有可转换的语音',
    detail: '音色转换是把一段录音用另一个音色重新说出来。',
    repair: '请录制或打开要转换的语音。',
  },
  'source-too-short': {
    title: '源语音太短',
    detail: '只有 {{durationSec}} 秒，至少需要 {{minSec}} 秒。',
    repair: '请选更长的录音。',
  },
  'source-silent': {
    title: '源语音没有声音',
    detail: '最大采样值为 {{peakDb}} dB，没有可转换的内容。',
    repair: '请选有说话声的录音，或检查麦克风后重新录音。',
  },
  'source-not-found': {
    title: '源语音不见了',
    detail: '语音“{{name}}”已不在 {{path}}。',
    repair: '请重新打开或录制这段语音。',
  },
  'take-not-found': {
    title: '这条生成结果不存在',
    detail: '没有编号为 {{takeId}} 的结果。',
    repair: '它可能已在别的窗口中删除；刷新后列表即为最新。',
    why: {
      deleted: { detail: '结果 {{takeId}} 已删除。', repair: '请先恢复它。' },
      list: { repair: '命令 takes 会列出它们。' },
      bin: { repair: '命令 takes bin 会列出已删除的。' },
    },
  },
  'take-folder-not-chosen': {
    title: '这条结果所写的文件夹不是有人选择的',
    detail: '{{takeId}} 说 {{file}} 在一个从未被选作输出的文件夹里。那里的文件不会被读取或改动。',
    repair: '如果这个文件夹是您的，请把它选作一次输出文件夹。',
  },
  'take-has-no-audio': {
    title: '这条结果没有音频',
    detail: '{{takeId}} 没有生成完，所以没有可播放的声音。',
    repair: '请用同一种子重新生成。',
    why: {
      unfinished: { detail: '{{takeId}} 还没有生成完。', repair: '请等它完成。' },
      'no-samples': { detail: '引擎没有给出任何采样。', repair: '请换一段文本。' },
      cleared: {
        detail: '这条结果的音频已于 {{clearedAt}} 清除。',
        repair: '请从回收站恢复，或用它的配方重新生成。',
      },
    },
  },
  'take-interrupted': {
    title: '生成被中断',
    detail: '生成途中工作室被关闭或停止。',
    repair: '请用同一种子重新生成。',
  },
  'recipe-not-found': {
    title: '文件里没有配方',
    detail: '“{{name}}”没有记录它是怎样生成的。',
    repair: '请使用工作室写出的原文件；在别处转换过的文件会丢掉配方。',
  },
  'recipe-damaged': {
    title: '文件里的配方无法读取',
    detail: '字段 {{field}} 不是本版本认识的内容。',
    repair: '请使用原文件；这个文件被改动过，或由更新的版本写出。',
  },
};
