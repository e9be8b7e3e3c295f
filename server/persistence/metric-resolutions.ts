/**
 * The resolutions that samples are kept at, finest first: each is the mean of the one before it, kept for as long or longer. The
 * last one is for charts of a year.
 */
export const RESOLUTIONS = [
  { seconds: 1, keptSeconds: 7_200 },
  { seconds: 10, keptSeconds: 604_800 },
  { seconds: 300, keptSeconds: 31_536_000 },
  { seconds: 10_800, keptSeconds: 31_536_000 },
] as const;
