/** How soon people want to hear of a task: the fewer seconds, the higher. NONE: never. */
export const ALERT_LEVELS = ['NONE', 'HIGH', 'MEDIUM', 'LOW'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];
