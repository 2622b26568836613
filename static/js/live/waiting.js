/* How long each reader waits, so that thousands of pages that lost the same server do not come back as one. */

/* The socket library's own way back: doubling from 1 s to 20 s, each wait half to one and a half times that. */
export const BACK = { reconnectionDelay: 1000, reconnectionDelayMax: 20000, randomizationFactor: 0.5 };

export const jittered = (milliseconds, chance = Math.random()) => milliseconds * (0.75 + chance / 2);

/* For what everybody would ask in the same moment. */
export const spread = (chance = Math.random()) => chance * 1000;
