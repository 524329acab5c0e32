/** Shapes of certificates and of the audit. */
export {};
