/** What the sync server writes to; pino's shape. */
export interface SyncLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
