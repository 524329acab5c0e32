/** Shapes of threads and comments. */
export {};
