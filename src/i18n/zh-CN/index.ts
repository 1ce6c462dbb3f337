import { app } from './app';
import { devices } from './devices';
import { doctor } from './doctor';
import { errors } from './errors';
import { exchange } from './exchange';
import { flight } from './flight';
import { lexicon } from './lexicon';
import { library } from './library';
import { log } from './log';
import { menu } from './menu';
import { models } from './models';
import { projects } from './projects';
import { prompt } from './prompt';
import { record } from './record';
import { segments } from './segments';
import { script } from './script';
import { settings } from './settings';
import { takeLibrary } from './take-library';
import { takes } from './takes';
import { voices } from './voices';
import { warnings } from './warnings';

export const words = {
  app,
  devices,
  doctor,
  record,
  prompt,
  projects,
  segments,
  script,
  voices,
  settings,
  takes,
  takeLibrary,
  lexicon,
  library,
  log,
  errors,
  warnings,
  flight,
  exchange,
  models,
  menu,
};
