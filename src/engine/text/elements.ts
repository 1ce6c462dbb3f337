/** HTML and SSML elements that end a line; every other one leaves only its words. */
export const BLOCKS = 'br|p|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|hr|pre';
export const INLINE =
  'a|abbr|b|phoneme|big|body|center|cite|code|del|dfn|em|figure|figcaption|font|footer|head|header|html|i|img|ins|kbd|label|main|mark|nav|q|s|samp|small|span|sub|sup|svg|tbody|td|th|thead|title|tt|u|var|speak|voice|prosody|emphasis|say-as|lang';

/** Marks of forums: [b], [url=https://…], [/color]. */
export const FORUM_MARK = String.raw`\[\/?(?:b|i|u|s|url|color|size|quote|img|code|center|font)(?:=[^\]\n]*)?\]`;
/** When a line of a song is due: [00:12.34]. */
export const SONG_TIME = String.raw`\[\d{1,2}:\d\d(?:[.:]\d{1,3})?\]`;
