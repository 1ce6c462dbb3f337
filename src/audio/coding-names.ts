/** What people call a coding, by what a container calls it: four letters, a Matroska id, the tag of a WAV file. */
const names: Readonly<Record<string, string>> = {
  '.MP3': 'MP3',
  AC3: 'AC-3',
  EAC3: 'E-AC-3',
  IMA4: 'IMA4 ADPCM',
  QDM2: 'QDesign',
  SAMR: 'AMR',
  SAWB: 'AMR-WB',
  A_ALAC: 'ALAC',
  A_TTA1: 'True Audio',
  A_WAVPACK4: 'WavPack',
  A_TRUEHD: 'TrueHD',
  'A_MS/ACM': 'WMA or ADPCM',
  'WAV 0X20': 'Yamaha ADPCM',
  'WAV 0X31': 'GSM 6.10',
  'WAV 0X42': 'G.723.1',
  'WAV 0X45': 'G.726 ADPCM',
  'WAV 0X64': 'G.726 ADPCM',
  'WAV 0X65': 'G.722',
  'WAV 0XFF': 'AAC',
  'WAV 0X160': 'WMA',
  'WAV 0X161': 'WMA',
  'WAV 0X162': 'WMA',
  'WAV 0X163': 'WMA',
  'WAV 0X28F': 'G.722',
  'WAV 0X1600': 'AAC',
  'WAV 0X2000': 'AC-3',
  'WAV 0XF1AC': 'FLAC',
  'AU 23': 'G.721 ADPCM',
  'AU 24': 'G.722',
  'AU 25': 'G.723 ADPCM',
  'AU 26': 'G.723 ADPCM',
};

/** @returns the name that people know, or the container's own word where there is none */
export function codingName(coding: string): string {
  const word = coding.trim();
  return names[word.toUpperCase()] ?? word;
}
