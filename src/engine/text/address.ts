/** A web address, a mail address or a file name: recognised alike in every language. */
export const ADDRESS =
  /(?<![A-Za-z\d@._-])(?:https?:\/\/[^\s\p{Script=Han}，。！？；、（）“”]+[\p{L}\p{N}/]|(?:www\.)[\w.-]+\.[a-z]{2,}(?:\/[\w./?=&%#-]*[\w/])?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|cn|io|edu|gov|de|fr|es|it|ru|uk|jp|kr|ai|app|dev|me|co)(?:\.(?:cn|uk|jp|kr))?(?:\/[\w./?=&%#-]*[\w/])?)(?![\w@])/iu;

export interface AddressWords {
  readonly dot: string;
  readonly at: string;
  readonly slash: string;
  readonly dash: string;
  readonly underscore: string;
  readonly colon: string;
  readonly digits: (figures: string) => string;
  /** Between parts. */
  readonly gap: string;
}

/** What stands in front of an address in every browser is not said. */
export function addressName(address: string, words: AddressWords): string {
  const signs: Readonly<Record<string, string>> = {
    '.': words.dot,
    '@': words.at,
    '/': words.slash,
    '-': words.dash,
    _: words.underscore,
    ':': words.colon,
  };
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .split(/(\d+|[./@_:-]|[^\p{L}\p{N}]+)/u)
    .map((part) =>
      /^\d/.test(part) ? words.digits(part) : (signs[part] ?? part.replace(/[^\p{L}\p{N}]/gu, ' ')),
    )
    .map((part) => part.replace(/^www$/i, 'w w w').trim())
    .filter((part) => part !== '')
    .join(words.gap);
}
