import type { PlacedText } from './placed-text';

/** Commands of LaTeX -> the sign or the word that is read for them. */
const COMMANDS: Readonly<Record<string, string>> = {
  times: '×', cdot: '×', div: '÷', pm: '±', leq: '≤', le: '≤', geq: '≥', ge: '≥', neq: '≠', ne: '≠', approx: '≈', to: '→', rightarrow: '→', infty: '∞', degree: '°', circ: '°', '%': '%', '$': '$',
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', theta: 'θ', lambda: 'λ', mu: 'μ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', omega: 'ω', Delta: 'Δ', Sigma: 'Σ', Omega: 'Ω',
}; // prettier-ignore

/** $E=mc^2$ and $$\frac{1}{2}$$; $5 and $10 are money. */
const FORMULA =
  /\$\$([^$]+)\$\$|\\\[([^\]]+)\\\]|\\\(([^)]+)\\\)|\$(?=[^$\n]*[\\^_={])(?![\d\s])([^$\n]*[^$\s])\$(?!\d)|\$(?=\d[^$\n]*[\\^])([^$\n]*[^$\s])\$(?!\d)/g;

/** Formulas of LaTeX as a person would type them: (1)/(2), x^2, √x. */
export function readFormulas(text: PlacedText): PlacedText {
  return text.replace(FORMULA, ({ groups }) => plainFormula(groups.find((each) => each !== undefined) ?? ''));
}

function plainFormula(latex: string): string {
  const grouped = (inner: string): string =>
    /^[\p{L}\d.]+$/u.test(inner.trim()) ? inner.trim() : `(${inner.trim()})`;
  let rest = latex;
  // from the inside out
  for (;;) {
    const shorter = rest
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, a: string, b: string) => `${grouped(a)}/${grouped(b)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, a: string) => `√${grouped(a)}`)
      .replace(/\\(?:text|mathrm|mathbf|mathit|mathbb|operatorname)\s*\{([^{}]*)\}/g, '$1')
      .replace(/([\^_])\{([^{}]*)\}/g, (_, sign: string, a: string) => (sign === '^' ? `^${a}` : ` ${a}`));
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest
    .replace(/\\([A-Za-z]+|[%$])/g, (_, name: string) => COMMANDS[name] ?? ` ${name} `)
    .replace(/\\[,;:! ]|[{}]|(?<=[\p{L}\d])_(?=[\p{L}\d])/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
