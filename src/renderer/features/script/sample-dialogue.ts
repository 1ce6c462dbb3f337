import type { ScriptOperation } from '#contract/scripts';
import type { StudioApi } from '#contract/studio-api';
import type { Voice } from '#contract/domain';

/**
 * @param words a dialogue, as a person would paste it
 * @returns what brings it into an empty script, spoken by voices of the library, or by the samples where there is none
 */
export async function sampleDialogue(
  api: StudioApi,
  words: { readonly name: string; readonly text: string; readonly language: string },
): Promise<ScriptOperation[]> {
  const bytes = new TextEncoder().encode(words.text);
  const { lines, speakers } = await api.readScript({ name: words.name, bytes });
  const { voices } = await api.listVoices({ limit: speakers.length });
  const speaking = voices.length > 0 ? voices : await sampleVoices(api, words.language);
  return [
    { do: 'insert', after: null, lines },
    ...speakers.map(({ speaker }, at) => {
      const voice = speaking[at % Math.max(1, speaking.length)];
      const colour = at === 0 ? 'teal' : 'orange';
      return {
        do: 'cast' as const,
        member: { speaker, colour, ...(voice ? { voiceId: voice.id } : {}) },
      };
    }),
  ];
}

async function sampleVoices(api: StudioApi, language: string): Promise<Voice[]> {
  const samples = await api.listSamples();
  const own = samples.filter((sample) => language.startsWith(sample.language));
  const chosen = (own.length > 1 ? own : samples).slice(0, 2);
  const voices: Voice[] = [];
  for (const { id, name, transcript } of chosen) {
    const recording = await api.openSample({ sampleId: id });
    const span = { startSec: 0, endSec: recording.durationSec };
    const called = language.startsWith('zh') ? name.zh : name.en;
    voices.push(await api.saveVoice({ recordingId: recording.id, ...span, name: called, transcript }));
  }
  return voices;
}
