import Papa from 'papaparse';
import { scriptLimits, tableColumns, type NewLine, type ReadScript } from '#contract/scripts';
import { scriptFileInvalid } from './script-file-errors';

type Columns = NonNullable<ReadScript['columns']>;

/** How headings are called in tables that people have. */
const headingOf: Readonly<Record<(typeof tableColumns)[number], RegExp>> = {
  speaker: /^(?:speaker|character|name|who|role|actor|角色|人物|说话人|姓名)$/i,
  text: /^(?:text|line|dialogue|dialog|words|content|script|sentence|台词|文本|内容|对白)$/i,
  instruction: /^(?:direction|instruction|emotion|how|style|tone|指令|语气|情绪|情感)$/i,
  pauseMs: /^(?:pause|pause_?ms|silence|停顿)$/i,
  chapter: /^(?:chapter|scene|section|章节?|场景?)$/i,
};

export interface TableLines {
  readonly lines: NewLine[];
  readonly headings: string[];
  readonly columns: Columns;
}

/**
 * @param chosen which column is what, by its number from 0; judged by the headings when absent
 * @throws StudioError 'script-file-invalid' when no column holds the words
 */
export function tableLines(text: string, name: string, chosen?: Columns): TableLines {
  const { data } = Papa.parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' });
  const [first = [], ...rest] = data;
  const judged = Object.fromEntries(
    tableColumns.flatMap((column) => {
      const at = first.findIndex((heading) => headingOf[column].test(heading.trim()));
      return at < 0 ? [] : [[column, at]];
    }),
  ) as Columns;
  const hasHeadings = Object.keys(judged).length > 0;
  // a table of one column has words and nothing else
  const columns: Columns = chosen ?? (hasHeadings || first.length > 1 ? judged : { text: 0 });
  const { text: at } = columns;
  if (at === undefined)
    throw scriptFileInvalid('columns', name, { headings: first.join(', ').slice(0, 400) });
  const rows = hasHeadings ? rest : data;
  const lines: NewLine[] = [];
  let chapter = '';
  for (const row of rows) {
    const cell = (column: keyof Columns) => row[columns[column] ?? -1]?.trim() ?? '';
    if (cell('chapter') !== '' && cell('chapter') !== chapter) {
      chapter = cell('chapter');
      lines.push({ kind: 'chapter', text: chapter });
    }
    if (cell('text') === '') continue;
    const pause = Number(cell('pauseMs'));
    const { min, max } = scriptLimits.pauseMs;
    const isPause = cell('pauseMs') !== '' && Number.isFinite(pause);
    lines.push({
      ...{ kind: 'line', speaker: cell('speaker'), text: cell('text'), instruction: cell('instruction') },
      ...(isPause ? { pauseMs: Math.round(Math.min(max, Math.max(min, pause))) } : {}),
    });
  }
  return { lines, headings: hasHeadings ? first : first.map((_, place) => String(place + 1)), columns };
}
