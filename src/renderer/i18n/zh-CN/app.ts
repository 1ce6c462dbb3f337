import type { app as en } from '../en/app';
import type { Translated } from '../translated';

export const app: Translated<typeof en> = {
  name: 'CosyVoice Studio',
  skipToMain: '跳到正文',
  rail: {
    label: '主页面',
    studio: '工作室',
    voices: '音色',
    log: '日志',
    settings: '偏好',
  },
  sections: { voice: '音色', words: '文本', takes: '生成结果', log: '日志' },
  actions: {
    cancel: '取消',
    close: '关闭',
    copy: '复制',
    copied: '已复制',
    delete: '删除',
    retry: '重试',
    save: '保存',
    undo: '撤销',
    play: '播放',
    pause: '暂停',
    stop: '停止',
  },
  loading: '正在载入',
  drop: {
    title: '松开即作为参考音频打开',
    formats: 'wav、mp3、flac、ogg、opus、m4a、webm',
  },
  connection: {
    lost: '与工作室的连接已断开。音色和生成结果都还在那边。',
    retrying: '{{sec}} 秒后重新连接。',
    retryNow: '立即连接',
    opening: '正在连接工作室',
    refused: '工作室拒绝了这个窗口。',
    refusedRepair: '请打开工作室启动时显示的地址，其中带有一次性令牌。',
  },
  crash: {
    title: '窗口的这一部分停止工作了。',
    body: '音色和生成结果没有丢失。原因已写入日志。',
    copy: '复制详情',
    again: '重新显示',
    reload: '重新载入窗口',
  },
};
