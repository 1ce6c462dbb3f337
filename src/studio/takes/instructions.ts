import { join } from 'node:path';
import { z } from 'zod';
import { instructionPresetSchema, type Direction, type InstructionPreset } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { readWhole } from '../storage/files/files';

/** The official instruction templates and the studio's presets, from resources/instructs.json. */
export class Instructions {
  private presets: Promise<InstructionPreset[]> | undefined;

  constructor(private readonly resourcesDir: string) {}

  list(): Promise<InstructionPreset[]> {
    this.presets ??= this.read();
    return this.presets;
  }

  /**
   * @returns the words of a preset
   * @throws StudioError 'instruction-unknown'
   */
  async textOf(instructionId: string): Promise<string> {
    const preset = (await this.list()).find(({ id }) => id === instructionId);
    if (preset) return preset.instruction;
    throw new StudioError('instruction-unknown', { instructionId });
  }

  /** @returns the directions whose templates stand in an instruction word for word */
  async directionsIn(instruction: string): Promise<Direction[]> {
    const found = (await this.list()).filter((preset) => instruction.includes(preset.instruction));
    return found.map(({ kind, id, en, zh }) => ({ kind, id: id.slice(kind.length + 1), en, zh }));
  }

  private async read(): Promise<InstructionPreset[]> {
    const bytes = await readWhole(join(this.resourcesDir, 'instructs.json'));
    return z.array(instructionPresetSchema).parse(JSON.parse(new TextDecoder().decode(bytes)));
  }
}
