import { setImmediate } from 'node:timers/promises';
import type { InstructionPreset, Mode, Understood, Warning } from '#contract/domain';
import type {
  EngineDescription,
  PromptAudio,
  ReadRequest,
  SynthesisRequest,
  SpeechStream,
  VoiceProfile,
} from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { personal } from '#contract/personal';
import type { SpokenText } from '#contract/spoken';
import { trackPitch } from '#audio/pitch';
import { resampleClean } from '#audio/resample';
import type { SpeechEngine, WorkContext } from '../engine';
import { followInstruction, withPushedAside } from '../instructions/pushed-aside';
import { understand } from '../instructions/understand';
import { SpeechLine, spokenSegments } from '../speech-line';
import { takeLog } from '../take-log';
import { askedLanguage } from '../text/asked-language';
import { showTokens } from '../text/hidden-tokens';
import { spokenText } from '../text/spoken-text';
import { fadeEdges, trimSilence } from './assemble';
import { calibrate } from './calibration';
import { abilities, ENGINE_ID, ENGINE_NAME } from './description';
import { tremor, whisper } from './effects';
import { equalize } from './equalizer';
import { describeAnalysis, describeCalibration, logUnderstood, notesOf, warningsOf } from './findings';
import { settleLevel } from './loudness';
import { mainLanguage, pitchCorrection } from './pitch-correction';
import { PROFILE_KEY, readProfile, writeProfile, type DraftProfile } from './profile';
import { analysePrompt } from './prompt-analysis';
import { dialectOf, emotionOf, canFollow, prosodyOf, TREMOR_HZ, type Prosody } from './prosody';
import { speakingStyle, wantedMedianHz } from './speaking-style';
import { SAMPLE_RATE_HZ } from './speech-statistics';
import type { Synthesizer } from './synthesizer';
import type { Synthesizers } from './synthesizers';
import { notationOf } from './text/focus';
import { spokenLanguage } from './text/languages';
import { readMarkers, type MarkedText } from './text/markers';
import { planText, type PlannedSegment } from './text/plan';
import { unreadCharacters, unreadMarkers } from './text/unread';
import { sentenceSeed } from './variation';

/** A segment in the notation of the synthesizer that will speak it. */
interface ReadSegment extends PlannedSegment {
  readonly notation: string;
}

interface CastSegment extends ReadSegment {
  readonly synthesizer: Synthesizer;
}

interface PreparedText {
  readonly marked: MarkedText;
  readonly plan: readonly ReadSegment[];
  readonly understood: Understood;
  /** An instruction is followed in every mode. */
  readonly mode: Mode;
  readonly notes: readonly Warning[];
}

interface SegmentWishes {
  readonly profile: DraftProfile;
  readonly prosody: Prosody;
  readonly speed: number;
  readonly seed: number;
  /** It stands in a text of another language. */
  readonly isInserted: boolean;
}

interface SpokenSegment extends CastSegment {
  readonly samples: Float32Array;
  /** Pitch of the samples every 10 ms, 0 where unvoiced. */
  readonly f0Hz: Float32Array;
}

/**
 * The draft voice: small synthesizers that speak in the pitch, range, pace, loudness and colour of a prompt.
 * Nothing is downloaded and nobody would mistake it for the person: it is never called a clone.
 * The same request gives the same bytes; another seed gives another reading of the text.
 */
export class DraftEngine implements SpeechEngine {
  readonly id = ENGINE_ID;

  constructor(
    private readonly presets: readonly InstructionPreset[],
    private readonly synthesizers: Synthesizers,
  ) {}

  describe(): EngineDescription {
    return {
      id: this.id,
      name: ENGINE_NAME,
      abilities,
      available: true,
      ...(!this.synthesizers.isLimited ? {} : { limit: { code: 'espeak-missing', values: {} } }),
      languages: [...this.synthesizers.languages],
      modelLoaded: this.synthesizers.loaded,
      sampleRateHz: SAMPLE_RATE_HZ,
      profileKey: PROFILE_KEY,
      provider: 'cpu',
    };
  }

  understand(instruction: string): Understood {
    return understand(instruction, this.presets, canFollow);
  }

  /** Analyses the prompt and calibrates the languages of its transcript; others follow when they are first spoken. */
  async enroll(prompt: PromptAudio, { log, signal }: WorkContext): Promise<VoiceProfile> {
    const analysis = analysePrompt(prompt);
    log.info(`Draft voice enrolled: ${describeAnalysis(analysis)}`, { stage: 'prompt' });
    const plan = this.cast(this.readable(prompt.transcript), analysis.medianF0Hz);
    return writeProfile(await this.calibrateFor(plan, { analysis, calibrations: {} }, { log, signal }));
  }

  async *speak(request: SynthesisRequest, context: WorkContext): SpeechStream {
    const { log, lanes } = context;
    if (request.mode === 'vc') throw noConversion();
    const { plan: read, understood, notes, mode } = this.prepare(request);
    const prosody = prosodyOf(understood.directions);

    lanes.start('prompt');
    const known = this.readPrompt(request, context);
    const plan = this.cast(read, prosody.medianF0Hz ?? known.analysis.medianF0Hz);
    const profile = await this.calibrateFor(plan, known, context);
    const grown = !readProfile(request.profile) || profile !== known;
    lanes.finish();

    logUnderstood(understood, context);
    const speed = request.speed * prosody.speed;
    const line = new SpeechLine(request.part, (segment) => pauseSec(plan[segment]!, speed));
    const { from, to } = spokenSegments(request.part, plan.length);
    const main = mainLanguage(plan);
    const count = { total: to - from, unit: 'segments' } as const;
    for (let index = from; index < to; index++) {
      const segment = plan[index]!;
      const seed = request.segmentSeeds?.[index] ?? request.seed;
      const done = index + 1 - from;
      const finish = () => (index + 1 === to ? lanes.finish({ done }) : lanes.move({ done }));

      lanes.start('tokens', { done: done - 1, ...count });
      const words = personal(segment.text);
      log.info(`Segment ${index + 1} of ${plan.length} (${segment.language}): ${words}`, { stage: 'tokens' });
      const place = plan.findIndex(({ startChar }) => startChar === segment.startChar);
      const wishes = {
        ...{ profile, prosody, speed: request.speed, seed: sentenceSeed(seed, place) },
        isInserted: segment.language !== main,
      };
      const spoken = await this.sayNear(segment, wishes, context);
      finish();

      lanes.start('flow', { done: done - 1, ...count });
      if (index === from) takeLog.generatingSpectrogram(log, emotionOf(understood.directions));
      const shaped = await this.shape(spoken, profile, prosody, seed + index, context);
      finish();

      lanes.start('vocoder');
      const levelled = settleLevel(shaped, profile.analysis.levelDb + prosody.levelDb);
      const samples = fadeEdges(levelled, SAMPLE_RATE_HZ);
      if (index + 1 === to) {
        takeLog.vocoderCompleted(log);
        const residentBytes = process.memoryUsage.rss();
        log.debug(`Memory: ${Math.round(residentBytes / 1e6)} MB`, { stage: 'vocoder', residentBytes });
        lanes.finish();
      }
      const { startChar, endChar, language } = segment;
      const facts = { segment: index, of: plan.length, startChar, endChar, language, seed, warnings: [] };
      const text = request.text.slice(startChar, endChar);
      yield* line.add({ ...facts, text, spoken: segment.text }, samples);
    }

    return {
      normalizedText: plan.map(({ text }) => text).join('\n'),
      understood,
      mode,
      warnings: [...notes, ...warningsOf(profile.analysis)],
      ...(grown ? { profile: writeProfile(profile) } : {}),
    };
  }

  async unload(): Promise<void> {
    this.synthesizers.unload();
  }

  async read(request: ReadRequest): Promise<SpokenText> {
    const { plan, understood, marked, notes } = this.prepare(request);
    const { speed } = prosodyOf(understood.directions);
    const segments = plan.map((segment) => ({
      ...segment,
      pauseMs: Math.round(1000 * pauseSec(segment, speed)),
    }));
    return spokenText(request.text, segments, marked.readings, notes);
  }

  /** A text and its instruction as far as they are known before anything is spoken. */
  private prepare(request: ReadRequest): PreparedText {
    const language = askedLanguage(request.language, this.synthesizers.languages, ENGINE_NAME);
    const { spoken, notes } = speakableLexicon(request);
    const marked = readMarkers(request.text, {
      ...{ language, voiceLanguage: request.voiceLanguage },
      lexicon: spoken,
    });
    const instruction = followInstruction(request.instruction, marked.typedInstruction);
    const followed = this.understand(instruction.followed);
    const dialect = dialectOf(followed.directions) ?? (language === 'yue' ? 'cantonese' : undefined);
    const planned = planText(marked.paragraphs, dialect);
    const mode = instruction.followed === '' ? request.mode : 'instruct2';
    const unspoken = [...marked.leftOut, ...unreadMarkers(planned)];
    return {
      marked,
      plan: this.notate(planned),
      mode,
      understood: withPushedAside(followed, instruction),
      notes: [
        ...rulesNote(request),
        ...modeNote(request, mode),
        ...[...notes, ...marked.warnings, ...instruction.notes],
        ...notesOf(followed, unspoken, unreadCharacters(planned)),
      ],
    };
  }

  /**
   * What each synthesizer will be given; fails before anything is measured if some of it cannot be spoken. A segment of
   * nothing but unreadable characters is left out.
   */
  private notate(plan: readonly PlannedSegment[]): ReadSegment[] {
    const heard = plan.flatMap((segment) => {
      this.synthesizers.requireLanguage(segment.language);
      const language = spokenLanguage(segment.language);
      const notation = notationOf(segment.text, language);
      const unread = new Set(language.unread(segment.text));
      const isHeard = Array.from(notation).some((each) => /[\p{L}\p{N}]/u.test(each) && !unread.has(each));
      return isHeard ? [{ ...segment, text: showTokens(segment.text), notation }] : [];
    });
    if (heard.length === 0) throw new StudioError('text-unspeakable');
    return heard;
  }

  /** @param medianHz the pitch that the take will have: synthesizers have ranges of their own */
  private cast(plan: readonly ReadSegment[], medianHz: number): CastSegment[] {
    return plan.map((segment) => ({
      ...segment,
      synthesizer: this.synthesizers.forLanguage(segment.language, medianHz),
    }));
  }

  /** What of a transcript this voice can speak: an unreadable one says nothing about the takes to come. */
  private readable(transcript: string): ReadSegment[] {
    try {
      return this.notate(planText(readMarkers(transcript).paragraphs, undefined));
    } catch (thrown) {
      if (thrown instanceof StudioError) return [];
      throw thrown;
    }
  }

  /** Analysis and calibrations, from the stored profile as far as it has them. */
  private readPrompt({ prompt, profile: stored }: SynthesisRequest, { log }: WorkContext): DraftProfile {
    takeLog.promptLoaded(log, prompt.samples.length / prompt.sampleRateHz, prompt.sampleRateHz);
    takeLog.extractingEmbedding(log);
    const known = readProfile(stored);
    const analysis = known?.analysis ?? analysePrompt(prompt);
    log.info(`Draft voice: ${describeAnalysis(analysis)}${known ? ' (kept from before)' : ''}`, {
      stage: 'prompt',
    });
    return known ?? { analysis, calibrations: {} };
  }

  /** @returns the profile with a calibration for every synthesizer of the plan; the same object when it had them all */
  private async calibrateFor(
    plan: readonly CastSegment[],
    profile: DraftProfile,
    { log, signal }: Pick<WorkContext, 'log' | 'signal'>,
  ): Promise<DraftProfile> {
    let grown = profile;
    for (const { synthesizer, language } of plan) {
      if (grown.calibrations[synthesizer.id]) continue;
      await stopHere(signal);
      const { passage, notation } = spokenLanguage(language);
      const found = await calibrate(synthesizer, passage.map(notation), profile.analysis, () =>
        stopHere(signal),
      );
      grown = { ...grown, calibrations: { ...grown.calibrations, [synthesizer.id]: found } };
      log.info(`Calibrated ${synthesizer.id}: ${describeCalibration(found)}`, { stage: 'prompt' });
    }
    return grown;
  }

  /** Speaks a segment, and once more, corrected, when its pitch is too far from what was wanted. */
  private async sayNear(
    segment: CastSegment,
    { profile: { analysis, calibrations }, prosody, speed, seed, isInserted }: SegmentWishes,
    { log, signal }: WorkContext,
  ): Promise<SpokenSegment> {
    const medianHz = wantedMedianHz(analysis, prosody);
    const sayIt = async (aimHz: number): Promise<SpokenSegment> => {
      await stopHere(signal);
      const { synthesizer, notation } = segment;
      const style = speakingStyle(calibrations[synthesizer.id]!, aimHz, prosody, speed);
      const speech = await synthesizer.speak(notation, { ...style, seed });
      await stopHere(signal);
      const samples = trimSilence(
        resampleClean(speech.samples, speech.sampleRateHz, SAMPLE_RATE_HZ),
        SAMPLE_RATE_HZ,
      );
      return { ...segment, samples, f0Hz: trackPitch(samples, SAMPLE_RATE_HZ).f0Hz };
    };
    const first = await sayIt(medianHz);
    const correction = pitchCorrection(first.f0Hz, medianHz, isInserted);
    if (correction === 1) return first;
    log.info(`Speaking again with the pitch x${correction.toFixed(2)}`, { stage: 'tokens' });
    return sayIt(medianHz * correction);
  }

  private async shape(
    { synthesizer, samples, f0Hz }: SpokenSegment,
    { analysis, calibrations }: DraftProfile,
    prosody: Prosody,
    seed: number,
    { signal }: WorkContext,
  ): Promise<Float32Array> {
    await stopHere(signal);
    const { statistics } = calibrations[synthesizer.id]!;
    let speech = equalize(samples, f0Hz, analysis, statistics, prosody.tiltDb);
    if (prosody.tremor > 0) speech = tremor(speech, TREMOR_HZ, prosody.tremor);
    return prosody.whisper ? whisper(speech, seed) : speech;
  }
}

/** Phones are CosyVoice 3's: a word that is given in them is read as it stands. */
function speakableLexicon({ text, lexicon = [] }: ReadRequest) {
  const unspoken = lexicon.filter(({ kind, word }) => kind === 'cmu' && text.includes(word));
  const words = unspoken.map(({ word }) => word).join(', ');
  const notes: Warning[] = unspoken.length === 0 ? [] : [{ code: 'lexicon-unspoken', values: { words } }];
  return { spoken: lexicon.filter(({ kind }) => kind !== 'cmu'), notes };
}

/** Silence behind a segment; what the text asks for does not follow the speed. */
const pauseSec = ({ pauseAfterSec, askedPauseMs }: PlannedSegment, speed: number): number =>
  askedPauseMs === undefined ? pauseAfterSec / speed : askedPauseMs / 1000;

function noConversion(): StudioError {
  return new StudioError('mode-unavailable', { mode: 'vc', engine: ENGINE_ID });
}

/** Lets messages in, a cancel among them. @throws StudioError 'cancelled' */
async function stopHere(signal: AbortSignal): Promise<void> {
  await setImmediate();
  if (signal.aborted) throw new StudioError('cancelled', {}, signal.reason);
}

/** The synthesizers need words: whatever rules were asked for, the guarded ones make them. */
function rulesNote({ advanced }: Pick<ReadRequest, 'advanced'>): Warning[] {
  const rules = advanced?.textRules ?? 'guarded';
  return rules === 'guarded' ? [] : [{ code: 'text-rules-unused', values: { rules } }];
}

/** An instruction of its own field is followed in every mode; that another one was asked for is told. */
function modeNote({ mode, instruction }: Pick<ReadRequest, 'mode' | 'instruction'>, ran: Mode): Warning[] {
  return instruction.trim() === '' || mode === ran
    ? []
    : [{ code: 'mode-other', values: { asked: mode, ran } }];
}
