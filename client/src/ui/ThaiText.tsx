import { Fragment, type ReactNode } from 'react';
import { bindNumbers } from '../i18n/bindNumbers.ts';
import { wholeWordPattern } from './wholeWords.ts';

/** A Thai label that is not broken inside a compound, nor between หมวด, ข้อ, พ.ศ. and their number. The text stays as it is. */
export function ThaiText({ children }: { children: string }): ReactNode {
  let offset = 0;
  return bindNumbers(children)
    .split(wholeWordPattern)
    .map((piece, index) => {
      const key = offset;
      offset += piece.length;
      return index % 2 === 1 ? (
        <span key={`word-${key}`} className="ruam-whole">
          {piece}
        </span>
      ) : (
        <Fragment key={`between-${key}`}>{piece}</Fragment>
      );
    });
}
