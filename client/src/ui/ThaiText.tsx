import { wholeLabelPattern } from '@ruam/shared/thai/wholeWords.ts';
import { Fragment, type ReactNode } from 'react';
import { bindNumbers } from '../i18n/bindNumbers.ts';

/** A Thai label that is not broken inside a compound, nor between หมวด, ข้อ, พ.ศ. and their number. The text stays as it is. `whole`: the words of a text that is not a label. */
export function ThaiText({ children, whole = wholeLabelPattern }: { children: string; whole?: RegExp }): ReactNode {
  let offset = 0;
  return bindNumbers(children)
    .split(whole)
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
