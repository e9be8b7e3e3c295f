/**
 * Loaded before everything else (NODE_OPTIONS=--import): the wall clock of worker processes is wrong by GODWIT_TEST_SKEW_MS, as
 * on a machine whose clock was never set. Monotonic time is as it is.
 */
const skewMs = Number(process.env.GODWIT_TEST_SKEW_MS ?? 0);
if (process.argv[1]?.endsWith('server/worker.ts') && skewMs !== 0) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + skewMs);
      else super(...given);
    }
    static now() {
      return RealDate.now() + skewMs;
    }
  };
}
