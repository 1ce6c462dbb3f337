import type { Warning } from '#contract/domain';
import type { Logger } from '#contract/logger';
import type { MachineFacts, ProviderChoices } from '#contract/machine';
import { embeddingRows, type EmbeddingRows } from '../../onnx/embedding-rows';
import { usableProviders } from '../../onnx/providers';
import { openRowTable, type RowTable } from '../../onnx/row-table';
import { openSession, type GraphSession, type OpenSession } from '../../onnx/session';
import { missingTable, type OpenPack } from './open-pack';
import { rolesOfPart } from '../topologies/roles';
import type { Tensors } from '../../onnx/tensors';
import { packParts, type Graphs, type PackPart } from '../topologies/topology';

export interface SessionsOptions {
  /** For tests that watch what graphs are fed. */
  readonly open?: OpenSession | undefined;
  /** Which provider a person wants for a part. */
  readonly choices?: Partial<ProviderChoices> | undefined;
  /** Memory ran out before: the CPU for every part. */
  readonly leastMemory?: boolean | undefined;
}

/**
 * The sessions of one pack, opened when first used and spoken to by the logical tensor names of the manifest, so that
 * stages never see what an exporter called things.
 */
export class PackSessions implements Graphs {
  private readonly sessions = new Map<string, Promise<GraphSession>>();
  private readonly tables = new Map<string, EmbeddingRows | undefined>();
  private readonly rowTables = new Map<string, RowTable>();
  /** By role: what ran it last, also after it was closed. */
  private readonly ranOn = new Map<string, string>();
  /** By role: what should have run it, and why it does not. */
  private readonly passedOver = new Map<string, Warning>();
  private readonly open: OpenSession;
  private readonly choices: Partial<ProviderChoices>;
  private readonly leastMemory: boolean | undefined;

  constructor(
    readonly pack: OpenPack,
    private readonly log: Logger,
    { open = openSession, choices = {}, leastMemory }: SessionsOptions = {},
  ) {
    this.open = open;
    this.choices = choices;
    this.leastMemory = leastMemory;
  }

  /** Whether any session is open. */
  get loaded(): boolean {
    return this.sessions.size > 0;
  }

  isOpen(role: string): boolean {
    return this.sessions.has(role);
  }

  async run(role: string, feeds: Tensors): Promise<Tensors> {
    const { inputs, outputs } = this.pack.graph(role);
    const session = await this.session(role);
    const answer = await session.run(renamed(feeds, inputs));
    return Object.fromEntries(Object.entries(outputs).map(([logical, name]) => [logical, answer[name]!]));
  }

  inputType(role: string, logical: string): string {
    const { inputs, model } = this.pack.graph(role);
    return model.inputs.find(({ name }) => name === inputs[logical])?.dtype ?? 'undefined';
  }

  /** Opens a session ahead of its first run. @throws StudioError 'out-of-memory', 'pack-invalid' */
  async openRole(role: string): Promise<void> {
    await this.session(role);
  }

  rows(role: string, width: number): EmbeddingRows | undefined {
    if (!this.tables.has(role)) this.tables.set(role, embeddingRows(this.pack.graph(role).model, width));
    return this.tables.get(role);
  }

  table(name: string): RowTable {
    const known = this.rowTables.get(name);
    if (known) return known;
    const spec = this.pack.manifest.tables[name];
    if (!spec) throw missingTable(this.pack.id, name);
    const opened = openRowTable(this.pack.path(spec.file), spec.width);
    this.rowTables.set(name, opened);
    return opened;
  }

  /** What ran each part of the pack so far. */
  providers(): MachineFacts['providers'] {
    const ran = packParts.flatMap((part) => {
      const names = Object.keys(rolesOfPart(this.pack.manifest, part)).map((role) => this.ranOn.get(role));
      const found = [...new Set(names.filter((name) => name !== undefined))];
      return found.length === 0 ? [] : [[part, found.join(', ')] as const];
    });
    return Object.fromEntries(ran);
  }

  /** One warning for each provider that should have run a part and does not; the CPU did its work. */
  fallbacks(): Warning[] {
    const distinct = new Map(
      [...this.passedOver.values()].map((warning) => [JSON.stringify(warning), warning]),
    );
    return [...distinct.values()];
  }

  /** Closes the sessions of one part, or all. The runtime gives most of the memory back. */
  async release(part?: PackPart): Promise<void> {
    const roles = part ? Object.keys(rolesOfPart(this.pack.manifest, part)) : [...this.sessions.keys()];
    for (const role of roles) await this.releaseRole(role);
    if (part !== undefined && part !== 'llm') return;
    for (const table of [...this.tables.values(), ...this.rowTables.values()]) table?.close();
    this.tables.clear();
    this.rowTables.clear();
  }

  async releaseRole(role: string): Promise<void> {
    const session = this.sessions.get(role);
    this.sessions.delete(role);
    if (session) await (await session).release();
  }

  private session(role: string): Promise<GraphSession> {
    const opened = this.sessions.get(role) ?? this.openGraph(role);
    this.sessions.set(role, opened);
    return opened;
  }

  private async openGraph(role: string): Promise<GraphSession> {
    const { model, fixedShape, providers: allowed, optimizationLevel } = this.pack.graph(role);
    const part = this.partOf(role);
    const startedAt = performance.now();
    try {
      const wish = { allowed, choice: this.choices[part], leastMemory: this.leastMemory };
      const { providers, refused } = await usableProviders(wish, this.log);
      const passOver = (provider: string, reason: string) =>
        this.passedOver.set(role, fallback(part, provider, reason));
      if (refused) passOver(refused.provider, refused.reason);
      const session = await this.open(
        { role, model, providers, optimizationLevel, memoryPattern: fixedShape, passOver },
        this.log,
      );
      this.ranOn.set(role, session.provider);
      const ms = Math.round(performance.now() - startedAt);
      this.log.debug(`Loaded ${role} in ${ms} ms on ${session.provider}`, {
        role,
        ms,
        provider: session.provider,
      });
      return session;
    } catch (thrown) {
      // the next take may find more memory
      this.sessions.delete(role);
      throw thrown;
    }
  }

  private partOf(role: string): PackPart {
    return packParts.find((part) => role in rolesOfPart(this.pack.manifest, part)) ?? 'enroll';
  }
}

function fallback(part: PackPart, provider: string, reason: string): Warning {
  return {
    code: 'provider-fallback',
    values: { part, provider, reason },
  };
}

function renamed(feeds: Tensors, names: Readonly<Record<string, string>>): Tensors {
  return Object.fromEntries(
    Object.entries(feeds).map(([logical, tensor]) => [names[logical] ?? logical, tensor]),
  );
}
