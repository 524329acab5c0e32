/** Shapes of decisions, claims and versions. */
export {};
