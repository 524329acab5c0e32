/** Shapes of notifications and their settings. */
export {};
