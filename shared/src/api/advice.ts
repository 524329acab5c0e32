/** Shapes of advice notes, private levels and sessions of advisors. */
export {};
