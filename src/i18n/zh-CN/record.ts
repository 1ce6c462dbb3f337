import type { record as en } from '../en/record';
import type { Translated } from '../translated';

export const record: Translated<typeof en> = {
  title: '录制参考音频',
  lead: '用想要克隆的声音说一两句话。三秒就够，5 到 10 秒更好。',
  start: '录音',
  stop: '停止',
  openFile: '打开文件',
  dropHint: '也可以把音频文件拖到窗口任意处。',
  samples: '示例',
  samplesTitle: '或者试试示例音色',
  useSample: '使用示例音色 {{name}}',
  samplesHint: '随软件附带的合成声音。',
  device: {
    label: '麦克风',
    default: '系统默认',
    unnamed: '麦克风 {{n}}',
    none: '没有找到麦克风',
    test: '测试电平',
    testing: '停止测试',
  },
  level: {
    label: '输入电平',
    value: '峰值 {{peak}} dB，平均 {{rms}} dB',
    low: '偏小：靠近一些，或调高输入音量。',
    good: '电平合适。',
    hot: '太大：会削波。',
    silent: '还没有声音进来。',
  },
  opening: '正在打开麦克风',
  allow: '询问时请允许使用麦克风。',
  countdown: {
    label: '{{n}} 秒后开始录音',
    skip: '立即开始',
  },
  recording: '正在录音',
  elapsed: '已录时长',
  cue: {
    under: '再录 {{sec}} 秒就够了',
    enough: '已满 3 秒，够用了。多录几秒效果更好。',
    rich: '很充足，说完这句就可以停。',
    long: '超过 15 秒：录完可以裁剪。',
  },
  saving: '正在保存录音',
  discard: '丢弃',
  reading: '正在读取 {{name}}',
  decoding: '正在窗口内解码 {{name}}',
  openingSample: '正在打开示例',
  recordingName: '录音 {{time}}',
  failure: {
    denied: {
      title: '麦克风未被允许。',
      retry: '再次询问',
    },
    missing: {
      title: '没有找到麦克风。',
      steps: {
        plug: '插入麦克风，或打开它的开关。',
        choose: '在上面的列表里选择它；列表会自动更新。',
        other: '也可以打开音频文件，或试试示例音色。',
      },
    },
    busy: {
      title: '麦克风被占用，或没有响应。',
      steps: {
        quit: '关闭其他正在录音的程序：通话、会议、其他标签页。',
        plug: '拔下麦克风再插一次。',
        choose: '或者在上面的列表里换一个麦克风。',
      },
    },
    insecure: {
      title: '这个地址不能使用麦克风。',
      steps: {
        why: '浏览器只允许 127.0.0.1 和 https 页面使用麦克风。',
        tunnel: '把端口转发到本机，例如 ssh -L 4810:127.0.0.1:4810 HOST，再打开 127.0.0.1。',
        other: '打开音频文件在任何地址都可以。',
      },
    },
    allow: {
      electronMac: '系统设置 > 隐私与安全性 > 麦克风：打开 CosyVoice Studio。',
      electronWindows: '设置 > 隐私和安全性 > 麦克风：允许访问，包括桌面应用。',
      electronLinux: '检查声音设置里的输入；如果在沙盒（Flatpak、Snap）里运行，请允许录音。',
      chrome: '点击地址栏左侧的图标，把“麦克风”设为“允许”。',
      firefox: '点击地址栏里划掉的麦克风，解除阻止。',
      safari: 'Safari > 设置 > 网站 > 麦克风：允许此页面。',
      other: '在浏览器设置里允许此页面使用麦克风。',
      system: '如果仍被阻止，请在系统的隐私设置里允许浏览器使用麦克风。',
      again: '然后再次询问。',
    },
  },
  shelf: {
    open: '架子',
    hint: '没有保留的录音，{{days}} 天后清除。',
    putAside: '{{name}} 放到了架子上。',
  },
};
