/** Put in by vite.config.ts; not there in tests. */
declare const __RUAM_BUILD__: string | undefined;

/** The build of this page; null where it was not built: in development and in tests. */
export const ownBuild: string | null =
  typeof __RUAM_BUILD__ === 'string' && __RUAM_BUILD__ !== '' ? __RUAM_BUILD__ : null;
