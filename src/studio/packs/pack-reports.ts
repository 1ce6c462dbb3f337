import { z } from 'zod';
import { packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import { keptReportSchema, type InstalledPack, type KeptReport } from '#contract/packs';
import type { Db } from '../storage/database/db';
import { json } from '../storage/database/rows';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { Samples } from '../voices/samples';

export interface PackReportsParts {
  readonly db: Db;
  readonly engine: EngineSupervisor;
  readonly samples: Samples;
  readonly log: Logger;
}

const row = z.object({ report: json(keptReportSchema) });

/** What checking the packs on this computer found; a report is worth what its files and its runtime are. */
export class PackReports {
  constructor(private readonly parts: PackReportsParts) {}

  /** @returns the last report of a pack as its files are now, with this runtime */
  of({ id, stamp }: InstalledPack): KeptReport | undefined {
    return this.kept(id, stamp, this.parts.engine.status().runtimeVersion);
  }

  /**
   * Checks a pack and keeps what was found.
   * @param packId the pack that the next take would use, when absent
   * @throws StudioError 'pack-not-found', 'engine-unavailable', and what ends an engine process; never for what a check found
   */
  async verify(packId?: string): Promise<KeptReport> {
    const { engine, samples, db, log } = this.parts;
    const prompt = await samples.prompt('zh');
    const found = await engine.use((api) =>
      api.verifyPack({ ...(packId === undefined ? {} : { packId }), prompt }),
    );
    const report: KeptReport = { ...found, verifiedAt: new Date().toISOString() };
    db.run(
      `INSERT INTO pack_reports (pack_id, stamp, runtime_version, provider, verified_at, report)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET verified_at = excluded.verified_at, report = excluded.report`,
      report.packId,
      report.stamp,
      report.runtimeVersion,
      report.provider,
      report.verifiedAt,
      JSON.stringify(report),
    );
    const failed = report.checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
    const pack = packWord(report.packId);
    const facts = { pack, provider: report.provider };
    if (report.passed) log.info(`Pack ${pack} verified`, facts);
    else log.warn(`Pack ${pack} failed its checks: ${failed.join(', ')}`, facts);
    return report;
  }

  private kept(packId: string, stamp: string, runtimeVersion: string): KeptReport | undefined {
    // what another version of the studio wrote differently is as good as not verified
    const [found] = this.parts.db.readable(
      row,
      `SELECT report FROM pack_reports WHERE pack_id = ? AND stamp = ? AND runtime_version = ?
       ORDER BY verified_at DESC LIMIT 1`,
      packId,
      stamp,
      runtimeVersion,
    );
    return found?.report;
  }
}
