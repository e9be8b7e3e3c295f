/**
 * Ports of delivering: a claim on one try of one message, what is to be sent where, and what is recorded of it. Tries are
 * bounded, with pauses that double up to LONGEST_PAUSE_SECONDS: a receiver that is away for an hour misses nothing.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { DeliveryStatus } from './webhook-service.ts';

export const MOST_TRIES = 12;
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 900;

/** Seconds until the next try after `tries` have failed; null: it is given up. */
export function pauseAfter(tries: number): number | null {
  return tries >= MOST_TRIES ? null : Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (tries - 1));
}

export interface DeliveryClaim {
  readonly jobId: string;
  readonly attempt: number;
  readonly deliveryId: string;
}

export interface DeliveryClaims {
  /** Messages whose time has come and that nobody has. */
  claim(limit: number): Promise<readonly DeliveryClaim[]>;
}

export interface DueDelivery {
  readonly id: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly change: string;
  readonly body: string;
  /** Of the control database, at this reading. */
  readonly now: Date;
  readonly webhook: { readonly id: string; readonly url: string; readonly secret: Buffer; readonly enabled: boolean };
}

export interface TryOutcome {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly httpStatus: number | null;
  readonly error: ErrorReason | null;
  /** With PENDING: when it is tried again. */
  readonly nextTrySeconds: number | null;
}

export interface DeliveryRecords {
  /** Null when the webhook, and with it the message, is gone. */
  due(deliveryId: string): Promise<DueDelivery | null>;
  /** Records the try, ends its job and asks for the next one, in one transaction. */
  settle(claim: DeliveryClaim, outcome: TryOutcome | null): Promise<void>;
}
