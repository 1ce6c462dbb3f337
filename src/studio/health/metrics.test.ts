import { expect, test } from 'vitest';
import { afterAll } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

/** One sample a line, as Prometheus' parser takes them: name, labels, value. */
const SAMPLE = /^[a-z_]+(\{[a-z_]+="[^"\\\n]*"(,[a-z_]+="[^"\\\n]*")*\})? [0-9.eE+-]+$/u;

test('takes, stages, memory, queue and log lines are told in the text format, each take once', async () => {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice();
  const take = await studio.speak({ voiceId: voice.id });
  await studio.speak({ voiceId: voice.id });
  await studio.speak({ voiceId: voice.id, text: 'please fail' });
  await studio.api.deleteTake({ takeId: take.id });
  const page = studio.metrics();
  await studio.close();

  const lines = page.split('\n');
  expect(page.endsWith('\n')).toBe(true);
  for (const line of lines.slice(0, -1))
    expect(line).toMatch(line.startsWith('#') ? /^# (HELP|TYPE) / : SAMPLE);
  expect(lines).toContain('cosyvoice_takes_total{engine="draft",state="done"} 2');
  expect(lines).toContain('cosyvoice_takes_total{engine="draft",state="failed"} 1');
  expect(lines).toContain('cosyvoice_stages_total{engine="draft",stage="flow"} 2');
  expect(lines).toContain('cosyvoice_queue_takes 0');
  expect(lines).toContain('cosyvoice_up 1');
  // memory ran out, did so again at the second try, and the take failed
  expect(lines).toContain('cosyvoice_log_lines_total{level="error"} 3');
  expect(page).toMatch(/cosyvoice_resident_bytes\{process="host"\} [1-9]\d{6,}/u);
  for (const name of ['audio_seconds', 'wall_seconds', 'stage_seconds'])
    expect(page).toMatch(new RegExp(`^cosyvoice_${name}_total\\{engine="draft"[^}]*\\} [0-9.]+$`, 'mu'));
});
