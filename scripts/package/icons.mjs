import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** What the desktops of Linux ask for; Windows and macOS get theirs made of the largest. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** Draws the one icon in every size, as PNG files in `folder`. */
export function drawIcons(source, folder) {
  const svg = readFileSync(source);
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) {
    const image = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
    writeFileSync(join(folder, `${size}x${size}.png`), image.asPng());
  }
}
