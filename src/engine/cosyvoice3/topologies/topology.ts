import type { GlueValue, PackManifest } from '#contract/pack-manifest';
import type { PackCheckId, SkipReason } from '#contract/packs';
import type { ErrorValues } from '#contract/errors';
import type { EmbeddingRows } from '../../onnx/embedding-rows';
import type { RowTable } from '../../onnx/row-table';
import type { Tensors } from '../../onnx/tensors';
import type { ModelFile } from '../../onnx/model-file';
import type { Enroller } from '../stages/enroller';
import type { Flow } from '../stages/flow';
import type { LanguageModel } from '../stages/language-model';
import type { Vocoder } from '../stages/vocoder';

/** What each part of a pack becomes, whichever topology stores it. */
export interface Stages {
  readonly enroll: Enroller;
  readonly llm: LanguageModel;
  readonly flow: Flow;
  readonly vocoder: Vocoder;
}

export type PackPart = keyof Stages;

export const packParts = ['enroll', 'llm', 'flow', 'vocoder'] as const satisfies readonly PackPart[];

/** The graphs of an open pack, spoken to by role and by logical tensor name. */
export interface Graphs {
  readonly pack: {
    readonly id: string;
    readonly manifest: PackManifest;
    graph(role: string): { readonly model: ModelFile };
  };
  /** @param feeds by logical name    @returns outputs by logical name    @throws StudioError 'out-of-memory', 'pack-invalid' */
  run(role: string, feeds: Tensors): Promise<Tensors>;
  /** @returns the type that a graph declares for an input, e.g. "int64" */
  inputType(role: string, logical: string): string;
  /** The table behind an embedding graph, to be read row by row; undefined when only a session can do it. */
  rows(role: string, width: number): EmbeddingRows | undefined;
  /** A table of the manifest. @throws StudioError 'pack-invalid', 'pack-file-corrupt' */
  table(name: string): RowTable;
  /** Closes one session, if it is open; the next run opens it again. */
  releaseRole(role: string): Promise<void>;
}

/** A graph that a topology needs. */
export interface RoleContract {
  /** Logical tensors that the stage feeds and reads. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What exporters call the graph, before a precision suffix; the first is the usual one. Absent where packs always say it. */
  readonly fileNames?: readonly string[];
  /** Rows are read from the file where they can be: no session is opened ahead. */
  readonly isTable?: true;
  /** Sees one shape for ever; for all others the runtime would keep a memory plan per length it ever met. */
  readonly fixedShape?: true;
  /** Worth a GPU; the others would wait for copies. */
  readonly heavy?: true;
}

export type RoleTable = Readonly<Record<string, RoleContract>>;

/** One way to store a part of the model in graphs, and all that this version needs to run it. */
export interface Topology<Part extends PackPart = PackPart> {
  /** As manifests call it. */
  readonly name: string;
  readonly roles: RoleTable;
  /** What the stage does beside the graphs, by flag: a pack that asks for anything else would give noise. */
  readonly glue: Readonly<Record<string, readonly GlueValue[]>>;
  /** Opens no session. @throws StudioError 'pack-invalid' */
  readonly open: (graphs: Graphs) => Stages[Part];
  /** What is to be checked of this topology besides a run of its stage: the facts that each found; throws, `Skipped` too. */
  readonly checks: Readonly<Partial<Record<PackCheckId, (graphs: Graphs) => Promise<CheckFacts>>>>;
}

/** What a check found, for its sentence in `src/i18n`. */
export type CheckFacts = ErrorValues;

/** Ends a check without a verdict. */
export class Skipped extends Error {
  constructor(readonly why: SkipReason) {
    super(why);
  }
}
