/** The order of the three roles: each may do what the one before it may. */
import type { Role } from '../server/core/actor.ts';

const RANK: Readonly<Record<Role, number>> = { VIEWER: 1, OPERATOR: 2, ADMIN: 3 };

/** True when `role` includes `wanted`. */
export const atLeast = (role: Role, wanted: Role): boolean => RANK[role] >= RANK[wanted];
