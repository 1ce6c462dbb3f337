import type { Translated } from '../translated';
import type { errors as en } from '../en/errors';

export const errors: Translated<typeof en> = {
  card: {
    retry: '重试',
    showLog: '查看日志',
    details: '技术细节',
    copy: '复制细节',
    copied: '已复制',
    dismiss: '关闭',
    code: '代码',
  },
  codes: {
    'input-too-long': {
      title: '太长了',
      detail: '这里最多 {{maximum}} 个（{{field}}）。',
      repair: '请缩短。没有做任何改动。',
      why: {
        characters: { detail: '{{field}} 最多 {{maximum}} 个字符。' },
        entries: { detail: '{{field}} 最多 {{maximum}} 项。' },
      },
    },
    'bad-request': {
      title: '工作室没有看懂这个请求',
      detail: ['调用 {{name}} 未被接受：{{fault}}。', '调用 {{name}} 未被接受。'].join('\n'),
      repair: '请刷新窗口。若再次出现，日志会指出是哪个字段有误。',
      why: {
        'source-mode': {
          detail: '模式 {{mode}} 朗读文本；源语音用于 vc 模式。',
          repair: '请去掉源语音，或选择 vc 模式。',
        },
        'nothing-kept': { detail: '这条结果没有可以接着生成的部分。', repair: '请从头再试一次。' },
        'line-there': { detail: '已经有编号为 {{lineId}} 的行。', repair: '请不带编号插入。' },
        'version-unknown': {
          detail: '没有 {{use}} 这个版本：该段有 {{count}} 个版本。',
          repair: 'takes segments 会列出每段的版本。',
        },
        'version-same': {
          detail: '这条结果已经在用 {{use}} 这个版本。',
          repair: '请选择另一个版本，或用 takes reroll 换一个新种子。',
        },
        'no-segment': { detail: '这条结果没有可由种子改变的第 {{segment}} 段。', repair: '请重新生成整条。' },
        'not-ended': {
          detail: '这条结果既没有失败，也没有取消。',
          repair: '只有失败或已取消的结果才能接着生成。',
        },
        'export-folder': { detail: '已不知道这次导出的文件夹。', repair: '请重新选择文件夹。' },
        'engine-in-use': { detail: '正在生成，现在不能释放引擎。', repair: '请等它完成，或先取消。' },
        'empty-selection': {
          detail: '选区 {{startSec}} 到 {{endSec}} 秒是空的。',
          repair: '请在 0 到 {{durationSec}} 秒之间选择。',
        },
        'sample-rate': {
          detail: '{{sampleRateHz}} Hz 不是有效的采样率。',
          repair: '请重新录音，或打开另一个文件。',
        },
        prompt: { detail: '录音的这一部分不能用作参考音频。', repair: '请选择录音的另一部分，或重新录音。' },
        'folder-moving': { detail: '正在把文件夹移到 {{to}}。', repair: '请等它完成。' },
        'takes-under-way': {
          detail: '有等待或正在生成的结果，它们的模型包现在不能移动。',
          repair: '请等它们完成，或先取消。',
        },
        'pack-arriving': { detail: '有模型包正在进入模型文件夹。', repair: '请等下载完成，或先暂停。' },
        'pack-in-use': { detail: '正在生成，现在不能移除它的模型包。', repair: '请等它完成，或先取消。' },
        'not-waiting': {
          detail: '结果 {{takeId}} 的状态是 {{state}}，已不在等待。',
          repair: 'takes queue 列出等待的结果。',
        },
        'take-done': { detail: '结果 {{takeId}} 已生成完。', repair: 'takes repeat 可再生成一条。' },
        'no-call': { detail: '没有名为 {{name}} 的调用。' },
        streams: { detail: '这个编号的数据流已打开，或已有 {{max}} 个其他数据流。' },
        nul: { detail: '调用 {{name}} 的文本含 NUL 字符。', repair: '请去掉 NUL 字符。' },
        frame: { detail: '这不是本工作室的消息。' },
        grant: { detail: '数据流至少要给出一个整项。' },
      },
    },
    'connection-lost': {
      title: '与工作室的连接已断开',
      detail: [
        '{{address}} 的工作室没有应答。已保存的内容不受影响。',
        '窗口背后的工作室没有应答。已保存的内容不受影响。',
      ].join('\n'),
      repair: '请稍候，窗口会自动重连。若没有恢复，请重启工作室。',
    },
    cancelled: {
      title: '已取消',
      detail: '已按要求停止。',
      repair: '需要时重新开始即可。',
      why: {
        closing: { detail: '工作室正在关闭。' },
        unloaded: { detail: '引擎已释放。' },
        'engine-restarted': { detail: '引擎已重启。' },
        'made-anew': { detail: '这条结果正在重新生成。', repair: '请再试听一次。' },
        download: { detail: '{{pack}} 的下载已停止。' },
        'download-paused': { detail: '{{pack}} 的下载已暂停。' },
        making: { detail: '{{pack}} 的制作已停止。' },
      },
    },
    internal: {
      title: '出现了意料之外的问题',
      detail: '{{reason}}',
      repair: '请重试。若再次出现，请复制细节，并查看它之前的日志。',
      why: {
        stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
      },
    },
    'engine-start-failed': {
      title: '引擎没有启动',
      detail: [
        '引擎进程在就绪之前退出了（{{how}}）。它最后的输出：{{last}}',
        '引擎进程在就绪之前退出了（{{how}}）。',
        '引擎进程在就绪之前退出了。',
      ].join('\n'),
      repair: '请重试。若仍失败，日志最后几行是引擎自己的说明。',
    },
    'engine-crashed': {
      title: '引擎在生成途中停止了',
      detail: [
        '引擎进程意外退出（{{how}}）。它最后的输出：{{last}}',
        '引擎进程意外退出（{{how}}）。',
        '引擎进程意外退出。',
      ].join('\n'),
      repair: '请重新生成，种子已保留。若再次停止，请缩短文本或关闭其他程序。',
    },
    'helper-ended': {
      title: '辅助进程停止了',
      detail: [
        '辅助进程在应答前退出（{{how}}）。它最后的输出：{{last}}',
        '辅助进程在应答前退出（{{how}}）。',
        '辅助进程在应答前退出。',
      ].join('\n'),
      repair: '请重试；详情见日志。',
      why: {
        late: {
          detail: '辅助进程在 {{seconds}} 秒内没有应答。',
          repair: '请关闭占用机器的其他程序后重试。',
        },
      },
    },
    'engine-unresponsive': {
      title: '引擎没有响应',
      detail: '引擎已有太久没有任何动静。',
      repair: '请取消后重新生成，工作室会重启引擎。',
      why: {
        start: {
          detail: '引擎进程启动后 {{seconds}} 秒内没有响应。',
          repair: '请关闭占用电脑的其他程序，然后重试。',
        },
      },
    },
    'engine-restarted': {
      title: '引擎已重启',
      detail: ['引擎已有 {{quietSec}} 秒没有动静，进程已结束。', '引擎已按要求重启。'].join('\n'),
      repair: '请用新启动的引擎重试这次生成。',
    },
    'engine-unknown': {
      title: '没有这个引擎',
      detail: '没有名为 {{engine}} 的引擎；现有 {{known}}。',
      repair: '请换一个引擎，或选择“自动”。',
    },
    'player-unavailable': {
      title: '没有播放程序',
      detail: '这台电脑上没有能播放声音的程序。',
      repair: '请安装 aplay（alsa-utils）或 ffplay（FFmpeg），或改为写入文件。',
      why: {
        ended: {
          detail: '{{player}} 无法播放：以 {{exitCode}} 结束。',
          repair: '请用别的声音试试播放器，或用 --out 写成文件。',
        },
        said: {
          detail: '{{player}} 无法播放：{{said}}',
          repair: '请用别的声音试试播放器，或用 --out 写成文件。',
        },
      },
    },
    'engine-busy': {
      title: '引擎正忙',
      detail: '正在生成。',
      repair: '请等它完成后再试听。',
    },
    'engine-unavailable': {
      title: '这个引擎不可用',
      detail: ['引擎 {{engine}} 目前无法在这台电脑上发声。', '这个引擎目前无法在这台电脑上发声。'].join('\n'),
      repair: '请换一个引擎，或选择“自动”。',
      why: {
        recipe: {
          detail: '引擎 {{engine}} 在这里不能发声。',
          repair: '请安装它的模型包；doctor 会说明它要找什么。',
        },
      },
    },
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
      detail: [
        '{{name}} 是 {{codec}} 音频，工作室无法解码。',
        '文件是 {{codec}} 音频，工作室无法解码。',
      ].join('\n'),
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
    'voice-not-found': {
      title: '这个音色不存在',
      detail: '没有音色 {{voiceId}}。',
      repair: '请从列表中选择一个音色。',
      why: {
        'project-voice': { detail: '项目“{{name}}”没有可用的音色。', repair: '请在项目中选择默认音色。' },
        deleted: { detail: '音色“{{voice}}”已删除。', repair: '请先恢复这个音色，再重新生成。' },
        'prompt-unknown': {
          detail: '资料库里没有音色带有“{{voice}}”的参考音频。',
          repair: '请导入这个音色，或用同一个参考音频文件登记。',
        },
        name: { detail: '没有名为“{{voice}}”的音色。', repair: '资料库里有：{{names}}。' },
        none: {
          detail: '没有名为“{{voice}}”的音色。',
          repair: '用这条命令建立：enroll --prompt FILE --name NAME',
        },
        'bin-name': { detail: '回收站里没有名为“{{voice}}”的音色。', repair: '其中有：{{names}}。' },
        'bin-empty': { detail: '回收站里没有名为“{{voice}}”的音色。', repair: '回收站是空的。' },
      },
    },
    'voice-name-taken': {
      title: '这个名字已被使用',
      detail: '已有名为“{{name}}”的音色。',
      repair: ['请换一个名字，例如“{{suggestion}}”。', '请换一个名字。'].join('\n'),
    },
    'voice-name-invalid': {
      title: '这个名字不能使用',
      detail: '名字需要 1 到 {{max}} 个字符，现在是 {{characters}} 个。',
      repair: '请输入较短且不为空的名字。',
    },
    'prompt-not-found': {
      title: '这段参考音频已不在',
      detail: '音色“{{name}}”没有这段参考音频。',
      repair: '请从它的参考音频中选择。',
    },
    'prompt-needed': {
      title: '音色至少要有一段参考音频',
      detail: '“{{prompt}}”是“{{name}}”唯一的参考音频。',
      repair: '请先添加另一段参考音频，或删除整个音色。',
    },
    'project-not-found': {
      title: '这个项目已不在',
      detail: '它已在此处或另一个窗口中被删除。',
      repair: '请从列表中选择项目。',
      why: {
        name: { detail: '没有名为“{{project}}”的项目。', repair: '现有项目：{{names}}。' },
        none: { detail: '没有名为“{{project}}”的项目。', repair: '还没有任何项目。' },
      },
    },
    'project-name-taken': {
      title: '已有同名项目',
      detail: '已经有名为“{{name}}”的项目。',
      repair: ['请换一个名称，例如“{{suggestion}}”。', '请换一个名称。'].join('\n'),
    },
    'project-name-invalid': {
      title: '这个名称不能用于项目',
      detail: '项目名称为 1 到 {{max}} 个字符；当前为 {{characters}} 个。',
      repair: '请换一个名称。',
    },
    'project-fixed': {
      title: '收件箱不能改动',
      detail: '每个资料库都有收件箱；它不能重命名、归档或删除。',
      repair: '请新建自己的项目。',
    },
    'project-archived': {
      title: '项目已归档',
      detail: '项目“{{name}}”已归档，不再接收新的生成。',
      repair: '请先取消归档。',
    },
    'line-not-found': {
      title: '脚本中没有这一行',
      detail: '这一行已被他人删除。',
      repair: '请重新查看脚本。未作任何更改。',
    },
    'script-too-long': {
      title: '脚本过长',
      detail: '一份脚本最多 {{max}} 行，现在会有 {{lines}} 行。',
      repair: '请为各部分分别新建项目。未作任何更改。',
    },
    'script-nothing-to-speak': {
      title: '没有需要生成的内容',
      detail: '“{{name}}”的这些行都不缺少生成，也没有过期。',
      repair: '请先写一行，或选择要重新生成的行。',
    },
    'script-nothing-to-export': {
      title: '没有可以导出的内容',
      detail: '“{{name}}”的这些台词都还没有生成。',
      repair: '请先生成。',
    },
    'script-not-ready': {
      title: '脚本还不能导出',
      detail: '“{{name}}”有 {{count}} 行还没生成、已过期、失败、正在生成，或文件已丢失。',
      repair: '请先生成缺少或过期的台词；也可以仍然导出：缺少的略去，其余按已生成的导出。',
    },
    'export-exists': {
      title: '已有同名文件',
      detail: '“{{file}}”已经存在；这次导出共有 {{count}} 个同名文件。',
      repair: '请选择别的文件夹，或允许覆盖。没有写入任何内容。',
    },
    'export-not-found': {
      title: '这次导出已不存在',
      detail: '它已被取走，或工作室重新启动过。',
      repair: '请重新导出。',
    },
    'speaker-without-voice': {
      title: '有说话人还没有音色',
      detail: '没有音色的说话人：{{speakers}}。',
      repair: '请在角色表中为每位说话人选择音色；没有说话人的行使用项目的音色。',
    },
    'script-file-invalid': {
      title: '这个文件不能作为脚本',
      detail: '“{{file}}”中没有可用的行。',
      repair: '脚本可来自文本、Markdown、字幕、表格、Word 文档、电子书或剧本。',
      why: {
        empty: { detail: '“{{file}}”中没有任何一行。' },
        'no-text': { detail: '“{{file}}”中没有文字。' },
        encoding: { detail: '“{{file}}”的编码无法读取。', repair: '请另存为 UTF-8。' },
        large: { detail: '“{{file}}”超出了一份脚本的大小。', repair: '请拆成几个文件。' },
        damaged: { detail: '“{{file}}”已损坏。', repair: '请用原来的程序重新保存。' },
        old: { detail: '“{{file}}”是旧版 Word 文档。', repair: '请另存为 .docx。' },
        columns: { detail: '“{{file}}”中没有台词列：{{headings}}。', repair: '请指明哪一列是台词。' },
      },
    },
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
    'folder-not-writable': {
      title: '无法写入文件夹',
      detail: ['工作室无法写入 {{folder}}（{{reason}}）。', '工作室无权写入 {{folder}}。'].join('\n'),
      repair: '请在偏好设置中更换输出文件夹，或修改它的权限。',
      why: {
        'not-chosen': {
          detail: ['{{folder}} 已不是存放结果的文件夹。', '这条结果的文件夹已不再用于存放结果。'].join('\n'),
          repair: '请在设置中选择输出文件夹。',
        },
        'not-absolute': { detail: '{{folder}} 不是绝对路径。', repair: '请选择另一个文件夹。' },
        nested: { detail: '{{folder}} 与 {{from}} 互相包含。', repair: '请选择另一个文件夹。' },
        'copy-differs': {
          detail: '{{folder}} 里 {{file}} 的副本与原文件不同。',
          repair: '请检查那块磁盘，或换一块磁盘上的文件夹。原文件没有改动。',
        },
        copy: { detail: '无法写入 {{file}}。', repair: '结果本身保存在 {{takeFile}}；请换一个 --out。' },
        stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
      },
    },
    'disk-full': {
      title: '磁盘已满',
      detail: [
        '{{folder}} 所在的磁盘已满：需要 {{neededBytes}}，只剩 {{freeBytes}}。',
        '{{folder}} 所在的磁盘已满：只剩 {{freeBytes}}。',
        '{{folder}} 所在的磁盘没有剩余空间。',
      ].join('\n'),
      repair: '请清理空间，或换到其他磁盘上的文件夹，然后再试。',
      why: {
        copy: {
          detail: '无法写入 {{file}}：磁盘已满。',
          repair: '结果本身保存在 {{takeFile}}；请换一个 --out。',
        },
        stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
      },
    },
    'library-locked': {
      title: '另一个工作室正在使用这个资料库',
      detail: [
        '{{home}} 正被另一个工作室使用：{{host}} 上的进程 {{pid}}，开始于 {{since}}。',
        '{{home}} 正被另一个工作室使用。',
      ].join('\n'),
      repair:
        '请使用那个工作室，或先关闭它。只查看：serve --read-only。COSYVOICE_STUDIO_HOME 可打开另一个资料库。',
    },
    'library-lost': {
      title: '资料库文件不见了',
      detail: '{{path}} 不存在或是空的，但 {{folder}} 中有音色。',
      repair:
        '请放回该文件或从备份恢复；也可以运行 library verify --repair，或以可写方式启动工作室：它会从文件夹中找回音色和音频。',
    },
    'library-damaged': {
      title: '资料库文件已损坏',
      detail: '无法把 {{path}} 当作资料库读取。',
      repair: '请从备份恢复，或重新启动工作室：它会从旁边没有改动的文件中找回音色和音频。',
      why: {
        'version-unknown': {
          detail: '资料库 {{path}} 的版本是 {{version}}，没有工作室会写出这个版本。',
          repair: '请从备份恢复；没有改动任何内容。',
        },
        newer: {
          detail: '资料库 {{path}} 的版本是 {{version}}，这个工作室最高认识版本 {{known}}。',
          repair: '请启动写出它的较新的工作室；没有改动任何内容。',
        },
        older: {
          detail: '资料库 {{path}} 的版本是 {{version}}，比这个工作室的 {{known}} 旧。',
          repair: '请打开一次工作室，它会更新资料库。',
        },
        'left-there': { detail: '无法读取资料库 {{path}}；它保持原样。' },
        'kept-aside': { detail: '无法读取资料库 {{path}}；它已保存为 {{kept}}。' },
      },
    },
    'archive-unreadable': {
      title: '这个文件不是能读取的压缩包',
      detail: '无法读取 {{file}}，它可能不完整，或者是别的类型。',
      repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
    },
    'archive-unsafe': {
      title: '压缩包不安全，已拒绝',
      detail: [
        '其中的文件名“{{path}}”不是普通的相对路径。',
        '“{{duplicate}}”在其中出现了多次。',
        '其中的“{{encrypted}}”已加密。',
        '其中的“{{link}}”是链接或设备，不是文件。',
        '“{{type}}”的类型不该出现在其中，只接受 WAV 和 JSON。',
        '清单没有列出“{{unnamed}}”。',
      ].join('\n'),
      repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
    },
    'archive-too-large': {
      title: '压缩包超过了可接受的大小',
      detail: [
        '其中有 {{files}} 个文件，最多接受 {{maxFiles}} 个。',
        '解压后有 {{megabytes}} MB，最多接受 {{maxMegabytes}} MB。',
        '其中一个文件解压后会变成 {{ratio}} 倍，最多接受 {{maxRatio}} 倍。',
      ].join('\n'),
      repair: '请每次少导出几个音色。',
      why: {
        entry: { detail: '其中的“{{file}}”有 {{megabytes}} MB，最多接受 {{maxMegabytes}} MB。' },
        voices: { detail: '这些音色的声音超过 {{maxMegabytes}} MB，一个文件装不下。' },
      },
    },
    'archive-damaged': {
      title: '压缩包已损坏',
      detail: [
        '其中缺少“{{missing}}”。',
        '“{{changed}}”与打包时不同：SHA-256 不一致。',
        '其中的 {{manifest}} 无法理解：{{reason}}',
      ].join('\n'),
      repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
      why: {
        'sound-cut-off': { detail: '其中的“{{sound}}”在最后一个采样之前就结束了。' },
        'sound-kind': {
          detail: '其中的“{{sound}}”是 {{channels}} 声道的 {{encoding}}，不是单声道 32 位浮点。',
        },
        'sound-length': { detail: '其中的“{{sound}}”长 {{promptSec}} 秒，不在 {{min}} 到 {{max}} 秒之间。' },
        'sound-rate': { detail: '其中的“{{sound}}”为 {{sampleRateHz}} Hz，低于 {{minHz}} Hz。' },
        'sound-unreadable': { detail: '其中的“{{sound}}”不是可用的声音。' },
        'manifest-kind': { detail: '其中的 {{manifest}} 既不是音色包，也不是 Voicebox 档案的清单。' },
        'manifest-hash': { detail: '其中的 {{manifest}} 没有“{{name}}”的 SHA-256。' },
        'manifest-json': { detail: '其中的 {{manifest}} 不是 JSON。' },
        'manifest-nul': { detail: '其中的 {{manifest}} 有文本含 NUL 字符。' },
        'manifest-database': { detail: '其中的 {{manifest}} 不是资料库。' },
      },
    },
    'archive-newer': {
      title: '压缩包由更新版本的工作室制作',
      detail: '它的版本是 {{version}}，这个工作室最高认识版本 {{known}}。',
      repair: '请先更新这个工作室，再重新导入。',
    },
    'library-busy': {
      title: '资料库正忙',
      detail: '正在备份、恢复或修复。',
      repair: '请等它完成。',
    },
    'library-gone': {
      title: '资料库不见了',
      detail: '{{home}} 在工作室打开期间被移走或删除。没有改动任何内容。',
      repair: '请把该文件夹放回原处，然后重新启动工作室。',
    },
    'library-read-only': {
      title: '资料库仅供查看',
      detail: [
        '另一个工作室正在写入：{{host}} 上的进程 {{pid}}，开始于 {{since}}。',
        '这个窗口不会改动任何内容。',
      ].join('\n'),
      repair: '请使用另一个工作室，或关闭它之后重新打开这一个；以只读方式挂载的磁盘要先允许写入。',
    },
    'file-name-invalid': {
      title: '不能用作文件名',
      detail: ['{{name}} 指向别处，或有的系统不接受。', '有的系统不接受这个名称。'].join('\n'),
      repair: '请使用普通名称，不含 / \\ : * ? " < > |。',
    },
    'not-a-file': {
      title: '这不是文件',
      detail: '{{file}} 是文件夹、管道、设备或指向自身的链接，不是文件。',
      repair: '请先保存为文件再打开。',
      why: {
        'in-the-way': { repair: '请把它移开；工作室会在那里建立自己的文件。' },
      },
    },
    'file-too-large': {
      title: '文件太大',
      detail: '{{file}} 有 {{megabytes}} MB，最多读取 {{maxMegabytes}} MB。',
      repair: '请截取需要的部分再打开。',
    },
    'file-not-found': {
      title: '缺少文件',
      detail: ['{{path}} 已不在原处。', '需要的文件不在原处。'].join('\n'),
      repair: '请把它放回原处，或重新生成。',
      why: {
        'binned-audio': {
          detail: '这条结果的音频已不在回收站里。',
          repair: '请用它的配方重新生成，种子已保留。',
        },
        bundle: { detail: '这个支持包已不再保留。', repair: '请重新生成并查看。' },
        library: { detail: '{{home}} 里没有资料库。', repair: '请检查 COSYVOICE_STUDIO_HOME。' },
        'went-away': { detail: '备份资料库期间 {{path}} 不见了。', repair: '请重新备份。' },
        backup: { detail: '没有名为 {{path}} 的备份。', repair: '请从列表中选择。' },
        statement: { detail: '音色“{{name}}”没有录制的声明。', repair: '请在音色的声明中录制。' },
        samples: { detail: '没有示例参考音频。', repair: '请获取完整的工作室：缺少 resources/samples。' },
        unreadable: {
          detail: '无法读取 {{path}}（{{reason}}）。',
          repair: '请检查路径，以及是否有权读取该文件。',
        },
        'no-folder': {
          detail: '没有文件夹 {{path}}。',
          repair: '请指定含 llm.pt、flow.pt 和 hift.pt 的文件夹。',
        },
      },
    },
    'pack-not-found': {
      title: '模型没有安装',
      detail: '{{dir}} 里没有模型包。',
      repair: '请先安装模型，或使用草稿音色。',
      why: {
        unknown: { detail: '没有名为“{{pack}}”的模型包。', repair: '工作室认识：{{ids}}。' },
        'not-located': { detail: '没有查找过那个文件夹，或不能这样使用它。', repair: '请重新查找模型包。' },
        bin: { detail: '没有已移除的模型包“{{pack}}”。', repair: '请重新下载。' },
        'none-in': {
          detail: '在 {{folder}} 中没有找到认识的模型包。',
          repair: ['那里有：{{ids}}。', '请指定含 .onnx 文件的文件夹。'].join('\n'),
        },
        'not-in': {
          detail: '在 {{folder}} 中没有找到 {{pack}}。',
          repair: ['那里有：{{ids}}。', '请指定含 .onnx 文件的文件夹。'].join('\n'),
        },
        'no-parts': { detail: '没有说明 {{pack}} 由什么制成。' },
        'cannot-speak': {
          detail: '没有可以发声的模型包“{{pack}}”。',
          repair: ['已安装且可用：{{ids}}。', '没有安装可用的模型包。'].join('\n'),
        },
      },
    },
    'pack-invalid': {
      title: '模型包无法使用',
      detail: [
        '{{pack}} 的清单不是本工作室能读的格式。',
        '{{file}} 不是本工作室能读的清单。',
        '模型图 {{role}} 的输出不合理。',
        '模型包没有通过自检。',
      ].join('\n'),
      repair: '请从来源处重新安装模型包。',
      why: {
        manifest: { detail: '{{file}} 不是模型包清单：{{reason}}。', repair: '请更正清单。' },
      },
    },
    'pack-file-missing': {
      title: '缺少模型文件',
      detail: ['模型包里没有 {{file}}。', '模型包 {{pack}} 缺少 {{files}}。'].join('\n'),
      repair: '请重新安装模型包，已有的文件会保留。',
      why: {
        import: {
          detail: '那个文件夹里缺少 {{pack}} 的 {{count}} 个文件：{{files}}。',
          repair: '请下载缺少的文件；找到的已保留。',
        },
        'cannot-stay': {
          detail: '{{folder}} 里的 {{pack}} 不能就地使用：有文件不在应在的位置。',
          repair: '请去掉 --in-place 导入，缺少的文件可再下载。',
        },
      },
    },
    'pack-file-corrupt': {
      title: '模型文件已损坏',
      detail: ['{{file}} 的内容与清单不符。', '权重 {{tensor}} 不是 {{count}} 个数值。'].join('\n'),
      repair: '请重新下载这个文件。',
      why: {
        'in-place': {
          detail: '{{file}} 不是公布的那个文件。',
          repair: '请以链接或复制的方式导入：有问题的文件会重新下载。',
        },
      },
    },
    'pack-tensor-mismatch': {
      title: '模型文件与工作室不匹配',
      detail: [
        '{{file}}：张量 {{tensor}} 与清单不符。',
        '模型图 {{role}}：应为 {{expected}}，实为 {{found}}。',
        '应为 {{expected}}，实为 {{found}}。',
      ].join('\n'),
      repair: '请使用为 CosyVoice 3 和本工作室制作的模型包。',
    },
    'pack-unsound-here': {
      title: '这个处理器算不对这个模型包',
      detail: '{{format}} 的乘积算错了：得到 {{found}}，应为 {{expected}}。',
      repair: '请使用 float32 的模型包：packs compile … --llm fp32 --flow fp32。',
    },
    'pack-tokenizer-mismatch': {
      title: '分词器与模型不匹配',
      detail: '模型包的分词器给出的编号与训练时不同。',
      repair: '请重新安装模型包，它的分词器文件与其他模型混在了一起。',
    },
    'pack-busy': {
      title: '另一个工作室正在处理这个模型包',
      detail: '使用 {{folder}} 的另一个工作室正在改动模型包 {{pack}}。',
      repair: '请等它完成，或在那边停止。',
      why: {
        installed: { detail: '已经安装了模型包 {{pack}}。', repair: '请先移除那一个。' },
      },
    },
    'pack-not-fetchable': {
      title: '没有说明这个模型包在哪里',
      detail: '{{pack}} 的清单没有写明哪台服务器有它的文件。',
      repair: '请导入已有这些文件的文件夹。',
    },
    'pack-folder-gone': {
      title: '这个模型包的文件夹不在了',
      detail: '找不到 {{pack}} 所在的文件夹 {{folder}}。',
      repair: '请接上那块磁盘，或移除这个模型包后重新安装。',
    },
    'checkpoint-unreadable': {
      title: '检查点文件已损坏',
      detail: '{{file}} 不能当作权重读取：{{found}}。',
      repair: '请重新下载或复制这个文件。',
    },
    'checkpoint-unsupported': {
      title: '不支持这种检查点',
      detail: '{{file}}：{{found}}。',
      repair: '请用当前版本的 PyTorch 把整个模型保存为普通的 state dict，再编译它。',
    },
    'checkpoint-mismatch': {
      title: '检查点属于另一个模型',
      detail: [
        '{{file}} 是 {{found}} 的检查点，需要的是 CosyVoice 3 的 {{part}}。',
        '{{file}} 与 CosyVoice 3 的 {{part}} 不符：{{differences}}。',
      ].join('\n'),
      repair: '请为这一部分选择 CosyVoice 3 的检查点。',
    },
    'download-failed': {
      title: '下载停下了',
      detail: ['无法取得 {{file}}：{{reasons}}。', '无法取得 {{file}}：不知道任何服务器。'].join('\n'),
      repair: '请检查网络、代理或镜像，然后继续。已下载的部分会保留。',
      why: {
        revision: {
          detail: '没有服务器说明 {{file}} 的当前版本：{{reasons}}。',
          repair: '请检查网络、代理或镜像，然后继续。',
        },
      },
    },
    'download-wrong-file': {
      title: '服务器上的文件不对',
      detail: '{{file}} 不是公布的那个文件：{{reasons}}。',
      repair: '请换一个镜像，或导入这个文件。错误的文件已丢弃。',
    },
    'download-too-large': {
      title: '文件太大',
      detail: '{{file}} 超过了允许的大小：{{reasons}}。',
      repair: '请换一个镜像，或自行下载这个文件后导入。',
    },
    'download-address-refused': {
      title: '服务器指向了您自己的网络',
      detail: '{{file}} 所在的地址是服务器不该指向的：{{reasons}}。',
      repair: '如果这个地址是您自己的，请把它填为镜像；否则请换一个镜像。',
    },
    'provider-unavailable': {
      title: '这个计算后端不可用',
      detail: '无法在这台电脑上启动 {{provider}}。',
      repair: '工作室也能用处理器（cpu）运行，请选择它。',
    },
    'out-of-memory': {
      title: '内存不足',
      detail: [
        '{{doing}} 时内存不足：申请 {{size}} 失败。',
        '{{doing}} 时内存不足。',
        '申请 {{size}} 失败。',
        '申请 {{neededBytes}} 失败。',
        '内存不够完成这一步。',
      ].join('\n'),
      repair: '请关闭其他程序，使用较短的参考音频或文本，或选择逐阶段的内存模式。',
    },
    'not-a-number': {
      title: '模型输出了无效数值',
      detail: ['引擎给出的第 {{sample}} 个采样不是数值。', '模型的一个阶段给出了非有限数值。'].join('\n'),
      repair: '请换一个种子生成。若仍出现，请把计算后端换成 cpu。',
    },
    'flow-steps-unavailable': {
      title: '这个模型包没有这个步数',
      detail: '它支持 {{counts}} 步，不支持 {{steps}} 步。',
      repair: '请在高级设置中选择其中一个步数。',
    },
    'pattern-invalid': {
      title: '这不是正则表达式',
      detail: '无法理解这个搜索：{{reason}}。',
      repair: '请用 \\ 转义特殊字符，或搜索普通文字。不支持环视和反向引用。',
    },
    'text-marker-invalid': {
      title: '文本里有不认识的标记',
      detail: '{{marker}} 不是模型认识的标记。',
      repair: '请删除它，或使用 [breath]、[laughter] 等已知标记。',
    },
    unauthorized: {
      title: '此窗口没有通过验证',
      detail: ['{{address}} 的工作室不认识这个窗口。', '工作室没有接受这个地址的令牌。'].join('\n'),
      repair: '请打开工作室启动时打印的地址。',
      why: {
        'too-many': {
          detail: '一分钟内来自 {{address}} 的错误令牌超过 {{count}} 次。',
          repair: '请等一分钟，再打开终端打印的地址。',
        },
      },
    },
    'port-busy': {
      title: '端口被占用',
      detail: ['{{host}} 的端口 {{port}} 已被占用。', '端口 {{port}} 已被另一个程序使用。'].join('\n'),
      repair: '请换一个端口，或用 0 让系统选择。',
    },
    'not-supported-here': {
      title: '这里做不到',
      detail: '工作室所在的环境没有这个能力。',
      repair: '请在桌面窗口中操作。',
      why: {
        reveal: { detail: '这个工作室不能在文件管理器中显示文件。', repair: '请改为下载文件。' },
        'choose-takes': { detail: '这个工作室不能选择文件夹。', repair: '请改为下载文件。' },
        'choose-project': { detail: '这个工作室不能选择文件夹。', repair: '请把项目留在工作室的文件夹里。' },
        'choose-backup': {
          detail: '这个工作室不能选择文件。',
          repair: '请使用数据文件夹里的备份，或命令行：library backup、library restore。',
        },
        'choose-folder': {
          detail: '这个工作室不能选择文件夹。',
          repair: '请在工作室所在的电脑上运行：cosyvoice-studio settings set {{kind}}-folder FOLDER',
        },
        'models-variable': {
          detail: 'COSYVOICE_STUDIO_MODELS 指定了模型文件夹。',
          repair: '请改变量，或不带它启动工作室。',
        },
        'choose-pack': {
          detail: '这个工作室不能选择文件夹。',
          repair: '请在那里使用命令行：packs import FOLDER。',
        },
        insecure: {
          detail: '这个地址不安全，不能使用麦克风。',
          repair: '请在 127.0.0.1 打开工作室；若它在另一台电脑上，请通过隧道。',
        },
      },
    },
    usage: {
      title: '没有看懂这条命令',
      detail: '{{reason}}',
      repair: '见 --help。',
      why: {
        'format-contradicts': {
          detail: '--format {{format}} 与 --out 的结尾 {{ending}} 矛盾。',
          repair: '请去掉 --format，或让 --out 的结尾与它一致。',
        },
        'no-export-format': {
          detail: '“{{ending}}”不是导出格式。',
          repair: '请让 --out 以 {{formats}} 结尾。',
        },
        'no-engine-id': { detail: '{{option}} 是“{{value}}”，不是引擎的编号。', repair: '引擎见 doctor。' },
        'no-number': {
          detail: '{{option}} 是“{{value}}”，不是数字。',
          repair: '请写数字，例如 {{option}} 1。',
        },
        'out-of-range': {
          detail: '{{option}} 是 {{value}}，必须在 {{min}} 到 {{max}} 之间。',
          repair: '请更正。',
        },
        'not-whole': { detail: '{{option}} 是 {{value}}，必须是不小于 {{min}} 的整数。', repair: '请更正。' },
        'before-start': {
          detail: '{{option}} 是 {{value}} 秒，时间从 0 秒开始。',
          repair: '请写秒数，例如 1.25。',
        },
        'whole-out-of-range': {
          detail: '{{option}} 是 {{value}}，必须是 {{min}} 到 {{max}} 之间的整数。',
          repair: '请更正。',
        },
        'no-language': {
          detail: '{{option}} 是“{{value}}”，不是语言标签。',
          repair: '请写 zh、en 或 ja 这样的标签。',
        },
        'not-utf8': { detail: '{{file}} 不是 UTF-8 文本。', repair: '请保存为 UTF-8 后再试。' },
        'no-setting': { detail: '没有设置“{{setting}}”。', repair: '可用的有：{{known}}。' },
        'setting-value': { detail: '{{setting}} 不能是“{{value}}”。', repair: '可以是：{{range}}。' },
        'no-text': { detail: '没有给出文本。', repair: '请加上 --text 或 --text-file。' },
        'no-word': { detail: '词典的那个范围里没有“{{word}}”。', repair: '见 lexicon list。' },
        'script-lines': {
          detail: '--lines 中的第 {{lines}} 行不存在；脚本共 {{count}} 行。',
          repair: '见 script show。',
        },
        'script-parts': {
          detail: '--parts 中有“{{part}}”。',
          repair: '可选：{{known}}。',
        },
        'script-cover': {
          detail: '{{file}} 不能用作封面。',
          repair: '请选择 JPEG 或 PNG 文件。',
        },
        'script-columns': {
          detail: '--columns 中的“{{column}}”不是可用的列。',
          repair: '可选：{{known}}；其他列留空。',
        },
        'lexicon-ending': { detail: '{{file}} 既不以 .csv 也不以 .pls 结尾。', repair: '请选择其中一种。' },
        'no-voice-pack': {
          detail: '{{file}} 不是音色包。',
          repair: '用声音建立音色：enroll --prompt FILE --name NAME。恢复备份：library restore FILE。',
        },
        permission: { detail: '许可要写明人和日期。', repair: '请加上 --by NAME 和 --date YYYY-MM-DD。' },
        'nothing-stated': {
          detail: '没有作任何声明。',
          repair: '请加上 --consent own、permitted、synthetic 或 none。',
        },
        'no-version': {
          detail: '--use 是“{{use}}”，没有指明某一段的版本。',
          repair: '请写段号（从 0 起）和版本号（从 1 起）：3:1。',
        },
        'same-seed': { detail: '--seed same 不会改变任何东西。', repair: '请写“new”或整数。' },
        'no-seed': { detail: '--seed {{value}} 不是种子。', repair: '请写“same”、“new”或整数。' },
        'no-repair': { detail: '--repair 是“{{repair}}”，不是修复方式。', repair: '请从 {{known}} 中选择。' },
        'copy-or-in-place': { detail: '--copy 与 --in-place 不能同时使用。', repair: '请选择其中一个。' },
        'no-port': { detail: '没有端口 {{port}}。', repair: '请选择 0 到 65535。' },
        'two-tokens': { detail: '--token 与 --token-file 给了两个令牌。', repair: '请去掉 --token。' },
        grep: {
          detail: '{{option}}：{{reason}}',
          repair: '请用 \\ 转义特殊字符，或搜索普通文字。不支持环视和反向引用。',
        },
        since: {
          detail: '{{option}} 不认识时间“{{since}}”。',
          repair: '请写 90s、10m、2h、3d 或 2026-11-22T12:00。',
        },
        span: {
          detail: '{{option}} 不认识时间“{{value}}”。',
          repair: '请写 0.5s、10m、2h 或 3d。',
        },
        'many-takes': { detail: '{{count}} 条结果不能放进一个文件。', repair: '请把 --out 设为文件夹。' },
        bitrate: { detail: '--bitrate 只用于 MP3 和 Opus，{{format}} 没有。', repair: '请去掉 --bitrate。' },
        'there-already': { detail: '{{path}} 已存在。', repair: '请换一个名字，或加上 --force。' },
        duplicates: { detail: '--duplicates 是“{{duplicates}}”。', repair: '请写 skip 或 keep。' },
        'many-ids': {
          detail: '有 {{count}} 条结果的编号以“{{takeId}}”开头。',
          repair: '请多写几位编号，例如 {{longer}}。',
        },
        token: {
          detail:
            '令牌有 {{length}} 个字符，其中 {{characters}} 个不同；至少需要 {{minLength}} 个，其中 {{minDifferent}} 个不同，且不含空格。',
          repair: '可用 openssl rand -hex 32 生成。',
        },
        'needs-token': {
          detail: '监听 {{host}} 会让其他电脑访问，这需要令牌。',
          repair: '请用 --token-file 指定文件，或监听 127.0.0.1 并使用 SSH 隧道。',
        },
        'no-voice': {
          detail: '没有指定音色。',
          repair: '请加上 --voice NAME，或用 --prompt FILE 从文件克隆。',
        },
        'many-variations': {
          detail: '--variations 是 {{variations}}。',
          repair: '一次最多生成 {{max}} 条。',
        },
        'same-conversions': {
          detail: '音色转换没有随机性：每个变体都会相同。',
          repair: '请去掉 --variations。',
        },
        'no-source': { detail: '没有给出要转换的语音。', repair: '请加上 --source FILE。' },
        'no-text-or-source': { detail: '没有给出文本。', repair: '请加上 --text、--text-file 或 --source。' },
        'other-engine': { detail: '--pack {{pack}} 不适用于引擎 {{engine}}。', repair: '请去掉其中一个。' },
        'raw-to-file': { detail: '--raw 只用于标准输出。', repair: '请加上 --out -，或去掉 --raw。' },
        'play-and-stdout': { detail: '声音不能同时送到播放器和标准输出。', repair: '请去掉其中一个。' },
        'stdout-and-json': {
          detail: '标准输出不能同时放声音和 --json。',
          repair: '请用 --out 指定文件，或去掉 --json。',
        },
        'many-in-stream': { detail: '{{takes}} 条结果不能放进一个流。', repair: '请用 --out 指定文件。' },
        'stdout-terminal': {
          detail: '标准输出是终端，不能播放声音。',
          repair: '请用管道送给程序，或使用 --play。',
        },
        'two-packs': {
          detail: '要比较两个不同的模型包。',
          repair: '请给出两个已安装的模型包；packs 会列出它们。',
        },
      },
    },
  },
};
