import type { Translated } from '../translated';
import type { warnings as en } from '../en/warnings';

export const warnings: Translated<typeof en> = {
  codes: {
    'provider-fallback': [
      '{{part}} 本应由 {{provider}} 运行，但它不可用：{{reason}} 已改由 CPU 完成。',
      '{{part}} 本应由 {{provider}} 运行，但它不可用。已改由 CPU 完成。',
    ].join('\n'),
    'memory-retried': [
      '内存不足（申请 {{size}} 失败），已改为在 CPU 上分阶段重新生成。',
      '内存不足，已改为在 CPU 上分阶段重新生成。',
    ].join('\n'),
    'memory-tight': '大约需要 {{neededBytes}} 内存，目前空闲 {{availableBytes}}。',
    'gpu-memory-tight': '大约需要 {{neededBytes}} 显存，目前空闲 {{availableBytes}}。',
    'text-long': '文本有 {{characters}} 个字符，建议不超过 {{advised}} 个；会分段合成。',
    'pitch-capped': '参考音频的音高为 {{medianF0Hz}} Hz，草稿音色最高到 {{highestHz}} Hz。',
    'prompt-little-voice': '参考音频只有 {{voicedSec}} 秒浊音，草稿音色只能部分贴近。',
    'transcript-misfit':
      '文字稿有 {{syllables}} 个音节，参考音频只有 {{promptSec}} 秒（每秒 {{perSec}} 个）：生成时可能会把多出的文字念出来。',
    'instruction-long': '指令有 {{characters}} 个字符；超过 {{advised}} 个时，模型可能会把它念出来。',
    'instruction-like-text': '指令像是要念的文本，模型可能会把它念出来。',
    'direction-unsupported': '引擎听懂了“{{zh}}”，但做不到，已略过。',
    'direction-contradicts': '“{{zh}}”与前面的指令互相矛盾。',
    'instruction-ignored': '没有照做：{{parts}}。',
    'instruction-replaced': '未执行：{{parts}}。文本自带指令：{{typed}}。',
    'instruction-unheard': '未执行：{{parts}}。{{mode}} 模式不接受指令。',
    'text-marker-removed': '{{marker}} 是控制标记，不是文本，已略去。',
    'text-marker-unspoken': '草稿音色不支持 {{markers}}；CosyVoice 3 支持。',
    'text-marker-invalid': [
      '文本中缺少与另一半成对的 {{missing}}。',
      '模型不认识标记 {{marker}}，会按文本读出。是想写 {{near}} 吗？',
      '模型不认识标记 {{marker}}，会按文本读出。',
    ].join('\n'),
    'text-markup-left-out': '以下标记不会读出，已略去：{{marks}}。',
    'text-pause-shortened': '停顿 {{askedSec}} 秒已缩短到 {{longestSec}} 秒，这是最长的停顿。',
    'text-pause-at-end': '开头或结尾的停顿已略去：它没有隔开任何内容。',
    'text-rules-unused': '草稿语音使用自己的文本规则；“{{rules}}”未生效。',
    'lexicon-unspoken': '草稿语音不支持音素；{{words}} 按原样读。',
    'text-characters-unread': '不知道 {{characters}} 的读音，不会读出来。',
    'text-kanji-unread': '没有 {{characters}} 的日语读音，模型会按中文读。请改写成假名。',
    'segment-empty': '第 {{segment}} 段：模型一开始就停了。请换一个种子。',
    'segment-max-length': '第 {{segment}} 段：模型在 {{tokens}} 个词元内没有停下。请换一个种子。',
    'segment-token-ratio': '第 {{segment}} 段：每个文本词元有 {{ratio}} 个语音词元，不太正常。请换一个种子。',
    'segment-silent': '第 {{segment}} 段：{{silentShare}} 是静音。请换一个种子。',
    'segment-quiet': '第 {{segment}} 段：峰值只有 {{peak}}。请换一个种子。',
    'segment-short':
      '第 {{segment}} 段只有 {{length}} 个字符，参考文本有 {{transcript}} 个；文本太短，可能读得过快或重复。',
    'prompt-lost': '“{{voice}}”已没有这次生成所用的参考音频（{{prompt}}），改用当前选择的参考音频。',
    'consent-other-prompt': '口头授权对应的是另一段参考音频，不是这个音色现在使用的。',
    'picture-left-out': '图片 {{file}} 不会导入；音色用颜色区分。',
    'sample-left-out': '样本 {{file}} 不会导入：{{reason}}',
    'source-cut': '源语音在 {{atSec}} 秒附近没有停顿，只能在语音中间切开。',
    'conversion-quiet': '转换出的语音几乎没有声音：峰值只有 {{peak}}。请听一遍源语音，或检查模型包。',
    'no-pack': '没有安装 CosyVoice 3 模型包。',
    'pack-unusable': '模型包无法使用：{{reason}}',
    'espeak-missing': '只会英语和普通话：没有安装可选的 eSpeak NG 语音。',
  },
};
