/** One thing worth knowing about this machine. A problem keeps the studio from speaking; a warning limits it. */
export interface Finding {
  readonly area:
    'node' | 'disk' | 'installation' | 'window' | 'engine' | 'machine' | 'provider' | 'memory' | 'studio';
  readonly level: 'ok' | 'note' | 'warning' | 'problem';
  readonly message: string;
  readonly repair?: string;
}
