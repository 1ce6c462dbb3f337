import { StudioError } from '#contract/errors';
import { recipeSchema } from '#contract/domain';
import { embeddedRecipeSchema, type EmbeddedRecipe } from '#contract/embedded-recipe';

/** A stamp as the USER field of an iXML chunk, and back. Everything that is read is data of unknown origin. */

/** Far more than a text of the longest allowed length needs; a hostile file could announce gigabytes. */
const MAX_XML_CHARACTERS = 2_000_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const USER = /<USER>([^<]*)<\/USER>/;

/** @param kept iXML that the file had from another program; its other fields stay as they are */
export function recipeXml(stamp: object, kept?: string): string {
  const field = `<USER>${escapeXml(JSON.stringify(stamp))}</USER>`;
  if (kept === undefined || kept.length > MAX_XML_CHARACTERS || !kept.includes('</BWFXML>'))
    return `${HEAD}<BWFXML><IXML_VERSION>1.61</IXML_VERSION>${field}</BWFXML>`;
  // a function, because a replacement text would read "$&" in somebody's words as a command
  if (USER.test(kept)) return kept.replace(USER, () => field);
  return kept.replace('</BWFXML>', () => `${field}</BWFXML>`);
}

/**
 * @returns the stamp; undefined when the iXML is another program's
 * @throws StudioError 'recipe-damaged' when it is ours and cannot be read
 */
export function readRecipeXml(xml: string): EmbeddedRecipe | undefined {
  if (xml.length > MAX_XML_CHARACTERS) return undefined;
  const field = USER.exec(xml)?.[1];
  return field === undefined ? undefined : readEmbeddedRecipe(unescapeXml(field));
}

/**
 * @returns the stamp in a text; undefined when the text is something else
 * @throws StudioError 'recipe-damaged' when it is ours and cannot be read
 */
export function readEmbeddedRecipe(text: string): EmbeddedRecipe | undefined {
  const isOurs = /^\s*\{\s*"cosyvoiceStudio"\s*:/.test(text);
  const json = parse(text);
  const stamp = embeddedRecipeSchema.safeParse(json);
  if (stamp.success) return stamp.data;
  // files of the first version hold the recipe alone
  const recipe = recipeSchema.safeParse(json);
  if (recipe.success) return { cosyvoiceStudio: 1, recipe: recipe.data };
  if (!isOurs) return undefined;
  const field = stamp.error.issues[0]?.path.join('.') ?? '';
  throw new StudioError('recipe-damaged', { field }, stamp.error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** JSON has escaped every control character already; U+FFFE and U+FFFF are all that XML forbids beyond those. */
function escapeXml(text: string): string {
  return text.replace(/[&<>\ufffe\uffff]/g, (sign) =>
    sign > '\uff00' ? `\\u${sign.charCodeAt(0).toString(16)}` : `&#${sign.charCodeAt(0)};`,
  );
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return SIGNS[name as string] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : parseInt(hex as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
