/** How many work side by side in a phase, in words: the level, and with CUSTOM its number. */
import { plural, words } from '../../format/format.ts';

export interface ParameterValue {
  readonly name: string;
  readonly value?: unknown;
}

const NUMBER_OF = {
  full: ['fullLanes', 'lane'],
  verification: ['verificationReaders', 'reader'],
} as const;

export function concurrencyWords(phase: keyof typeof NUMBER_OF, parameters: readonly ParameterValue[]): string {
  const valueOf = (name: string): unknown => parameters.find((one) => one.name === name)?.value;
  const level = valueOf(`${phase}Concurrency`);
  if (typeof level !== 'string') return '–';
  const [name, unit] = NUMBER_OF[phase];
  const number = valueOf(name);
  if (level !== 'CUSTOM' || typeof number !== 'number') return words(level);
  return `${words(level)}, ${plural(number, unit)}${phase === 'verification' ? ' a side' : ''}`;
}
