import { z } from 'zod';
import type { ScriptLine } from '#contract/scripts';
import type { Db } from '../storage/database/db';
import { LineTakes, type SpokenTake, type TakesOfLine } from './line-takes';
import type { ScriptStore } from './script-store';

/** A line, its takes, and how the one that counts was spoken. */
export interface LineInHand {
  readonly line: ScriptLine;
  readonly takes?: TakesOfLine;
  readonly spoken?: SpokenTake;
}

type Lines = Map<string, LineInHand>;

/** As many as are open side by side. */
const MOST_SCRIPTS = 3;

/** Stands for lines that came, went or moved. */
const ORDER = '';

/**
 * SQLite itself notes which lines are others, whoever writes them: nobody can forget to say so, and what is rolled back
 * is no news. The triggers are this connection's own and lie in no file.
 */
const NOTE_NEWS = `
  CREATE TEMP TABLE script_news (
    project_id TEXT NOT NULL, line_id TEXT NOT NULL, PRIMARY KEY (project_id, line_id)
  ) WITHOUT ROWID;
  CREATE TEMP TRIGGER script_line_came AFTER INSERT ON main.script_lines BEGIN
    INSERT OR REPLACE INTO script_news VALUES (new.project_id, '${ORDER}'), (new.project_id, new.id);
  END;
  CREATE TEMP TRIGGER script_line_went AFTER DELETE ON main.script_lines BEGIN
    INSERT OR REPLACE INTO script_news VALUES (old.project_id, '${ORDER}');
  END;
  CREATE TEMP TRIGGER script_line_moved AFTER UPDATE OF id, project_id, position ON main.script_lines BEGIN
    INSERT OR REPLACE INTO script_news VALUES (old.project_id, '${ORDER}'), (new.project_id, '${ORDER}');
  END;
  CREATE TEMP TRIGGER script_line_changed AFTER UPDATE ON main.script_lines BEGIN
    INSERT OR REPLACE INTO script_news VALUES (new.project_id, new.id);
  END;
  CREATE TEMP TRIGGER script_take_came AFTER INSERT ON main.takes WHEN new.line_id IS NOT NULL BEGIN
    INSERT OR REPLACE INTO script_news SELECT project_id, id FROM main.script_lines WHERE id = new.line_id;
  END;
  CREATE TEMP TRIGGER script_take_went AFTER DELETE ON main.takes WHEN old.line_id IS NOT NULL BEGIN
    INSERT OR REPLACE INTO script_news SELECT project_id, id FROM main.script_lines WHERE id = old.line_id;
  END;
  CREATE TEMP TRIGGER script_take_changed
  AFTER UPDATE OF line_id, state, deleted_at, cleared_at, file, recipe, audio_sec ON main.takes
  WHEN coalesce(new.line_id, old.line_id) IS NOT NULL BEGIN
    INSERT OR REPLACE INTO script_news
      SELECT project_id, id FROM main.script_lines WHERE id IN (new.line_id, old.line_id);
  END;`;

/** The scripts that were asked for last: read whole once, then line by line as they change. Not inside a transaction. */
export class ScriptMemory {
  private readonly lineTakes: LineTakes;
  private readonly scripts = new Map<string, Lines>();
  /** Of the database as other connections leave it. */
  private version: number | undefined;

  /** @param remembers false for whoever only looks: somebody else writes, and every question reads all of it */
  constructor(
    private readonly db: Db,
    private readonly store: ScriptStore,
    private readonly remembers: boolean,
  ) {
    this.lineTakes = new LineTakes(db);
    if (remembers) db.exec(NOTE_NEWS);
  }

  /** @returns every line by its id, in order; another call may change it */
  lines(projectId: string): ReadonlyMap<string, LineInHand> {
    if (!this.remembers) return this.read(projectId);
    const version = this.db.get(versionRow, 'PRAGMA data_version')?.data_version;
    if (version !== this.version) this.scripts.clear();
    this.version = version;
    const news = this.takeNews(projectId);
    const before = this.scripts.get(projectId);
    const now = before ? this.renewed(projectId, before, news) : this.read(projectId);
    this.scripts.delete(projectId);
    this.scripts.set(projectId, now);
    for (const id of this.scripts.keys()) if (this.scripts.size > MOST_SCRIPTS) this.scripts.delete(id);
    return now;
  }

  private takeNews(projectId: string): Set<string> {
    const sql = 'SELECT line_id FROM script_news WHERE project_id = ?';
    const news = this.db.all(newsRow, sql, projectId).map(({ line_id }) => line_id);
    if (news.length > 0) this.db.run('DELETE FROM script_news WHERE project_id = ?', projectId);
    return new Set(news);
  }

  private renewed(projectId: string, before: Lines, news: Set<string>): Lines {
    const isOrderNew = news.delete(ORDER);
    if (news.size > 0) for (const [id, line] of this.read(projectId, [...news])) before.set(id, line);
    if (!isOrderNew) return before;
    return new Map(
      this.store.order(projectId).flatMap((id) => {
        const line = before.get(id);
        return line ? [[id, line] as const] : [];
      }),
    );
  }

  private read(projectId: string, lineIds?: readonly string[]): Lines {
    const stored = this.store.lines(projectId, lineIds);
    const chosen = new Map(
      stored.flatMap(({ line }) =>
        line.chosenTakeId === null ? [] : [[line.id, line.chosenTakeId] as const],
      ),
    );
    const takes = this.lineTakes.of(projectId, chosen, lineIds);
    const spoken = this.lineTakes.spoken([...takes.values()].flatMap(({ counting }) => counting?.id ?? []));
    return new Map(
      stored.map(({ line }) => {
        const of = takes.get(line.id);
        const counting = of?.counting && spoken.get(of.counting.id);
        return [line.id, { line, ...(of ? { takes: of } : {}), ...(counting ? { spoken: counting } : {}) }];
      }),
    );
  }
}

const versionRow = z.object({ data_version: z.number() });
const newsRow = z.object({ line_id: z.string() });
