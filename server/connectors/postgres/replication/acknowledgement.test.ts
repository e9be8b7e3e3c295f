import { describe, expect, it } from 'vitest';
import { asPosition } from '../../../core/position.ts';
import { Acknowledgement } from './acknowledgement.ts';

const at = (value: number): ReturnType<typeof asPosition> => asPosition(`0/${value.toString(16).toUpperCase()}`);

describe('the acknowledgement', () => {
  it('A1: tells the end of the newest confirmed transaction while others wait', () => {
    const acknowledgement = new Acknowledgement({ anchored: true });
    acknowledgement.given(10n, 15n);
    acknowledgement.given(20n, 25n);
    acknowledgement.stoodIdle(100n);
    expect(acknowledgement.told).toBe('0/0');
    acknowledgement.confirm(at(10));
    expect(acknowledgement.told).toBe(at(15));
  });

  it('A1: tells where the stream stood idle once everything is confirmed', () => {
    const acknowledgement = new Acknowledgement({ anchored: true });
    acknowledgement.given(10n, 15n);
    acknowledgement.stoodIdle(100n);
    expect(acknowledgement.confirm(at(10))).toBe(true);
    expect(acknowledgement.told).toBe(at(100));
    acknowledgement.stoodIdle(200n);
    expect(acknowledgement.told).toBe(at(200));
    acknowledgement.given(210n, 215n);
    acknowledgement.stoodIdle(300n);
    expect(acknowledgement.told).toBe(at(200));
  });

  it('A1: what was known before the stream waits for its confirmation, however idle the stream is', () => {
    const acknowledgement = new Acknowledgement({ anchored: true });
    acknowledgement.known(at(50));
    acknowledgement.stoodIdle(100n);
    expect(acknowledgement.told).toBe('0/0');
    acknowledgement.confirm(at(40));
    expect(acknowledgement.told).toBe('0/0');
    acknowledgement.confirm(at(50));
    expect(acknowledgement.told).toBe(at(100));
  });

  it('A1: remembers a bounded number of transactions and never tells beyond what is confirmed', () => {
    const acknowledgement = new Acknowledgement({ anchored: true, mostWaiting: 8 });
    for (let n = 1n; n <= 1_000n; n += 1n) acknowledgement.given(n * 10n, n * 10n + 5n);
    acknowledgement.stoodIdle(20_000n);
    let before = 0;
    for (let n = 1; n < 1_000; n += 1) {
      acknowledgement.confirm(at(n * 10));
      const told = Number(`0x${acknowledgement.told.split('/')[1]}`);
      expect(told).toBeLessThanOrEqual(n * 10 + 5);
      expect(told).toBeGreaterThanOrEqual(before);
      before = told;
    }
    expect(before).toBeGreaterThan(5_000);
    acknowledgement.confirm(at(10_000));
    expect(acknowledgement.told).toBe(at(20_000));
  });

  it('A2: never goes back', () => {
    const acknowledgement = new Acknowledgement({ anchored: true });
    acknowledgement.stoodIdle(100n);
    acknowledgement.stoodIdle(50n);
    expect(acknowledgement.confirm(at(20))).toBe(false);
    expect(acknowledgement.told).toBe(at(100));
  });

  it('tells nothing before the log holds a transaction', () => {
    const acknowledgement = new Acknowledgement({ anchored: false });
    acknowledgement.stoodIdle(100n);
    expect(acknowledgement.told).toBe('0/0');
    acknowledgement.given(110n, 115n);
    acknowledgement.confirm(at(110));
    expect(acknowledgement.told).toBe(at(115));
  });
});
