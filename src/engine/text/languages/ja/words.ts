import type { Counter, Liaison } from './numbers';

const plain = (kana: string): Counter => ({ kana, liaison: 'none' });
const joined = (kana: string, liaison: Liaison, more: Partial<Counter> = {}): Counter => ({
  kana,
  liaison,
  ...more,
});

const HOUR_ENDS = { 4: 'ヨ', 7: 'シチ', 9: 'ク' };
const YEAR_ENDS = { 4: 'ヨ' };
const DAYS = {
  2: 'フツカ',
  3: 'ミッカ',
  4: 'ヨッカ',
  5: 'イツカ',
  6: 'ムイカ',
  7: 'ナノカ',
  8: 'ヨーカ',
  9: 'ココノカ',
  10: 'トーカ',
  14: 'ジューヨッカ',
  20: 'ハツカ',
  24: 'ニジューヨッカ',
};

/** What is counted, and how numbers sound before it. Longer ones are matched first. */
export const COUNTERS: Readonly<Record<string, Counter>> = {
  人: { ...plain('ニン'), own: { 1: 'ヒトリ', 2: 'フタリ' }, ends: { 4: 'ヨ' } }, 人前: { ...plain('ニンマエ'), ends: { 4: 'ヨ' } }, 名: plain('メー'), 名様: plain('メーサマ'),
  日: { ...plain('ニチ'), own: DAYS }, 日間: { ...plain('ニチカン'), own: Object.fromEntries(Object.entries(DAYS).map(([day, kana]) => [day, `${kana}カン`])) }, 月: { ...plain('ガツ'), ends: { 4: 'シ', 7: 'シチ', 9: 'ク' } },
  年: { ...plain('ネン'), ends: YEAR_ENDS }, 年間: { ...plain('ネンカン'), ends: YEAR_ENDS }, 年生: { ...plain('ネンセー'), ends: YEAR_ENDS }, 年代: plain('ネンダイ'), 時: { ...plain('ジ'), ends: HOUR_ENDS }, 時半: { ...plain('ジハン'), ends: HOUR_ENDS }, 時間: { ...plain('ジカン'), ends: HOUR_ENDS }, 時間半: { ...plain('ジカンハン'), ends: HOUR_ENDS },
  分: joined('フン', 'p'), 分間: joined('フンカン', 'p'), 秒: plain('ビョー'), 秒間: plain('ビョーカン'), 週: joined('シュー', 's'), 週間: joined('シューカン', 's'), か月: joined('カゲツ', 'k'), ヶ月: joined('カゲツ', 'k'), カ月: joined('カゲツ', 'k'), ヵ月: joined('カゲツ', 'k'), 世紀: joined('セーキ', 's'), 泊: joined('ハク', 'p'),
  円: { ...plain('エン'), ends: { 4: 'ヨ' } }, ドル: plain('ドル'), ユーロ: plain('ユーロ'), 元: plain('ゲン'), ウォン: plain('ウォン'), ポンド: plain('ポンド'),
  つ: { ...plain('ツ'), own: { 1: 'ヒトツ', 2: 'フタツ', 3: 'ミッツ', 4: 'ヨッツ', 5: 'イツツ', 6: 'ムッツ', 7: 'ナナツ', 8: 'ヤッツ', 9: 'ココノツ' } },
  個: joined('コ', 'k'), 箇所: joined('カショ', 'k'), か所: joined('カショ', 'k'), か国: joined('カコク', 'k'), 回: joined('カイ', 'k'), 回目: joined('カイメ', 'k'), 階: { ...joined('カイ', 'k'), own: { 3: 'サンガイ' } }, 階建て: joined('カイダテ', 'k'), 課: joined('カ', 'k'), 曲: joined('キョク', 'k'), 軒: joined('ケン', 'k'), 件: joined('ケン', 'k'), 機: joined('キ', 'k'), 句: joined('ク', 'k'), 級: joined('キュー', 'k'),
  本: joined('ホン', 'h'), 匹: joined('ヒキ', 'h'), 杯: joined('ハイ', 'h'), 票: joined('ヒョー', 'h'), 拍: joined('ハク', 'h'), 歩: joined('ホ', 'h'), 発: joined('ハツ', 'h'), 羽: plain('ワ'),
  枚: plain('マイ'), 台: plain('ダイ'), 番: plain('バン'), 番目: plain('バンメ'), 番線: plain('バンセン'), 番地: plain('バンチ'), 号: plain('ゴー'), 号室: plain('ゴーシツ'), 号車: plain('ゴーシャ'), 度: plain('ド'), 倍: plain('バイ'), 問: plain('モン'), 文字: plain('モジ'), 位: plain('イ'), 着: joined('チャク', 's'), 話: plain('ワ'), 部: plain('ブ'), 割: plain('ワリ'), 割引: plain('ワリビキ'), 割増: plain('ワリマシ'), 割引き: plain('ワリビキ'), 代: plain('ダイ'), 両: plain('リョー'), 列: plain('レツ'), 名分: plain('メーブン'), 万人: plain('マンニン'), 錠: plain('ジョー'), 畳: plain('ジョー'), 膳: plain('ゼン'),
  冊: joined('サツ', 's'), 歳: joined('サイ', 's', { own: { 20: 'ハタチ' } }), 才: joined('サイ', 's', { own: { 20: 'ハタチ' } }), 足: joined('ソク', 's'), 頭: joined('トー', 's'), 点: joined('テン', 's'), 通: joined('ツー', 's'), 席: joined('セキ', 's'), 隻: joined('セキ', 's'), 色: joined('ショク', 's'), 種類: joined('シュルイ', 's'), 章: joined('ショー', 's'), 丁目: joined('チョーメ', 's'), 丁: joined('チョー', 's'), 等: joined('トー', 's'), 対: plain('タイ'), 組: joined('クミ', 'none', { own: { 1: 'ヒトクミ', 2: 'フタクミ' } }),
  パーセント: joined('パーセント', 's'), キロ: plain('キロ'), グラム: plain('グラム'), メートル: plain('メートル'), センチ: joined('センチ', 's'), ミリ: plain('ミリ'), リットル: plain('リットル'), トン: joined('トン', 's'), ページ: joined('ページ', 's'),
}; // prettier-ignore

/** Units in Latin letters and signs. */
export const UNITS: Readonly<Record<string, Counter>> = {
  kg: joined('キログラム', 'k'), g: plain('グラム'), mg: plain('ミリグラム'), km: joined('キロメートル', 'k'), m: plain('メートル'), cm: joined('センチメートル', 's'), mm: plain('ミリメートル'), 'm²': plain('ヘーホーメートル'), m2: plain('ヘーホーメートル'), '㎡': plain('ヘーホーメートル'), 'km²': plain('ヘーホーキロメートル'), 'm³': plain('リッポーメートル'), L: plain('リットル'), l: plain('リットル'), ml: plain('ミリリットル'), mL: plain('ミリリットル'), 'km/h': plain('キロメートルマイジ'), '%': joined('パーセント', 's'),
  '℃': plain('ド'), '°C': plain('ド'), '°': plain('ド'), W: plain('ワット'), kW: plain('キロワット'), V: plain('ボルト'), GB: plain('ギガバイト'), MB: plain('メガバイト'), TB: plain('テラバイト'), Hz: plain('ヘルツ'), kHz: plain('キロヘルツ'), MHz: plain('メガヘルツ'), GHz: plain('ギガヘルツ'), kcal: plain('キロカロリー'), ha: plain('ヘクタール'), t: joined('トン', 's'), dB: plain('デシベル'), hPa: plain('ヘクトパスカル'),
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, Counter>> = {
  '¥': COUNTERS.円!, '￥': COUNTERS.円!, $: plain('ドル'), '€': plain('ユーロ'), '£': plain('ポンド'), '₩': plain('ウォン'),
}; // prettier-ignore
