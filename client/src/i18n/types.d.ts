import 'i18next';
import type { th } from './th.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof th };
    enableSelector: false;
  }
}
