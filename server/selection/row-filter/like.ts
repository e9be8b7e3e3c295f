/**
 * A LIKE pattern -> whether a text matches: `%` any run, `_` one character (code point), `\` takes the next one literally.
 * Only the last `%` is ever tried again, so that the time is at most length times length, whatever the pattern.
 */
type Step = { readonly kind: 'RUN' } | { readonly kind: 'ONE' } | { readonly kind: 'EXACT'; readonly point: string };

export function likeMatcher(pattern: string): (text: string) => boolean {
  const steps = stepsOf(pattern);
  return (text) => matches(steps, Array.from(text));
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = [];
  let escaped = false;
  for (const point of pattern) {
    if (escaped) steps.push({ kind: 'EXACT', point });
    else if (point === '%') steps.push({ kind: 'RUN' });
    else if (point === '_') steps.push({ kind: 'ONE' });
    else if (point !== '\\') steps.push({ kind: 'EXACT', point });
    escaped = !escaped && point === '\\';
  }
  return steps;
}

function matches(steps: readonly Step[], points: readonly string[]): boolean {
  let step = 0;
  let at = 0;
  let lastRun = -1;
  let runEnd = 0;
  while (at < points.length) {
    const wanted = steps[step];
    if (wanted?.kind === 'RUN') {
      lastRun = step;
      runEnd = at;
      step += 1;
    } else if (wanted && (wanted.kind === 'ONE' || wanted.point === points[at])) {
      step += 1;
      at += 1;
    } else if (lastRun >= 0) {
      runEnd += 1;
      at = runEnd;
      step = lastRun + 1;
    } else return false;
  }
  while (steps[step]?.kind === 'RUN') step += 1;
  return step === steps.length;
}
