import 'i18next';
import type { laterTh } from './later.th.ts';
import type { openingTh } from './opening.th.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof openingTh & typeof laterTh };
    enableSelector: false;
  }
}
