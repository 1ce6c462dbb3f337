import type { app as en } from '../en/app';
import type { Translated } from '../translated';

export const app: Translated<typeof en> = {
  skipToMain: '跳到正文',
  rail: {
    label: '主页面',
    studio: '工作室',
    voices: '音色',
    projects: '项目',
    lexicon: '词典',
    models: '模型',
    log: '日志',
    settings: '偏好',
  },
  dividers: {
    voice: '音色栏宽度',
    words: '文本行数',
  },
  sections: { voice: '音色', words: '文本或语音', takes: '生成结果' },
  actions: {
    cancel: '取消',
    close: '关闭',
    copy: '复制',
    copied: '已复制',
    retry: '重试',
    save: '保存',
    undo: '撤销',
  },
  drop: {
    title: '拖入声音作为参考音频，拖入文字用来朗读',
    formats: 'wav、aiff、mp3、flac、ogg、opus、amr、m4a、webm · txt、md、srt、vtt · cvvoice',
  },
  connection: {
    lost: '与工作室的连接已断开。音色和生成结果都还在那边。',
    signedOut: '工作室已重启，不再认识此窗口。请打开它启动时打印的地址。',
    retrying: '{{sec}} 秒后重新连接。',
    retryNow: '立即连接',
  },
  crash: {
    title: '窗口的这一部分停止工作了。',
    body: '音色和生成结果没有丢失。原因已写入日志。',
    copy: '复制详情',
    again: '重新显示',
    reload: '重新载入窗口',
  },
  readOnly:
    '仅供查看：另一个工作室正在写入这个资料库，或者磁盘不允许写入。这里不能改动任何内容，但会跟随别处的变化。',
  foundAgain: {
    message:
      '资料库文件不存在或是空的。已从文件夹中找回：音色 {{voices}} 个，音频 {{takes}} 条。标签、备注、项目和设置只在那个文件里，备份中仍有。',
    understood: '知道了',
  },
  lowSpace: {
    message: '生成结果所在磁盘只剩 {{size}}（{{folder}}）。',
    open: '偏好设置',
  },
  undo: {
    undone: '已撤销：{{what}}',
    redone: '已重做：{{what}}',
    nothing: '这个窗口里没有可撤销的操作。',
    nothingAgain: '没有可重做的操作。',
    trim: '录音的选区',
    draft: '文字与指令',
  },
  transport: {
    label: '播放器',
    nothing: '还没有播放过',
    play: '播放 {{title}}',
    pause: '暂停 {{title}}',
    waits: '等待后面的内容生成',
    startsIn: '{{sec}} 秒后开始；按下立即试听',
    made: '已生成 {{made}}，共约 {{whole}}',
    position: '位置：{{now}}，共 {{whole}}',
    repeat: '循环播放',
    previous: '上一条（列表中靠上）',
    next: '下一条（列表中靠下）',
    previousLine: '上一行',
    nextLine: '下一行',
    line: '第 {{number}} 行，共 {{count}} 行',
    rate: '试听速度 {{rate}}×',
    rateHint: '试听速度；音高不变',
    mute: '静音',
    unmute: '打开声音',
    volume: '音量 {{percent}} %',
  },
  openForWriting: '打开以便编辑',
};
