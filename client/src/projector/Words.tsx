import { boundedImage, imagePath, isHeaderCell } from '@ruam/shared/document/attributes.ts';
import { type ContentElement, type ContentNode, type ContentText, isText } from '@ruam/shared/document/content.ts';
import { noteNumber } from '@ruam/shared/document/notes.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { printed } from '@ruam/shared/document/text.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { Fragment, type ReactNode } from 'react';
import { bindNumbers } from '../i18n/bindNumbers.ts';
import { isProjectorPage } from '../ui/paths.ts';
import type { FreshRange } from './fresh.ts';
import { wordsOf } from './passages.ts';

/** What is drawn of a fresh edit is gone after this. */
const fadeMs = 1_200;

interface WordsProps {
  readonly nodes: readonly ContentNode[];
  /** Where these nodes begin among the words of their passage. */
  readonly start?: number;
  readonly fresh?: readonly FreshRange[];
  /** Epoch ms. */
  readonly now?: number;
}

/** What stands in a passage. Edits that were just made wear a tint, which does not move a letter. */
export function Words({ nodes, start = 0, fresh = [], now = 0 }: WordsProps) {
  let at = start;
  return nodes.map((node, index) => {
    const from = at;
    at += wordsOf(node).length;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its place
      <Fragment key={index}>
        {isText(node) ? (
          <Run run={node} start={from} fresh={fresh} now={now} />
        ) : (
          element(node, { start: from, fresh, now })
        )}
      </Fragment>
    );
  });
}

function element(node: ContentElement, rest: Omit<Required<WordsProps>, 'nodes'>): ReactNode {
  const inside = <Words nodes={node.content ?? []} {...rest} />;
  switch (node.type) {
    case 'hardBreak':
      return <br />;
    case 'footnote':
      return <sup>{noteNumber(node)}</sup>;
    case 'evidenceFile':
      return <span className="projector-file">{printed(node)}</span>;
    case 'image':
      return <Picture image={node} />;
    case 'table':
      return <Table table={node} />;
    case 'horizontalRule':
      return <hr />;
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
    case 'recommendation':
    case 'blockquote':
      return <div className="projector-inner">{inside}</div>;
    default:
      return inside;
  }
}

function Run({ run, start, fresh, now }: { run: ContentText } & Omit<Required<WordsProps>, 'nodes'>) {
  const letters = <Letters text={run.text} start={start} fresh={fresh} now={now} />;
  const marks = new Set(run.marks?.map(({ type }) => type));
  if (marks.size === 0) return letters;
  const names = ['bold', 'strike', 'underline', 'code', 'highlight'].filter((name) => marks.has(name));
  return names.length === 0 ? letters : <span data-marks={names.join(' ')}>{letters}</span>;
}

/** Words that are not broken stay whole also where a tint begins in them. */
function Letters({ text, start, fresh, now }: { text: string } & Omit<Required<WordsProps>, 'nodes'>) {
  let at = start;
  return bindNumbers(text)
    .split(wholeWordPattern)
    .map((piece, index) => {
      const from = at;
      at += piece.length;
      const tinted = tint(piece, from, fresh, now);
      return index % 2 === 1 ? (
        <span key={`w${from}`} className="ruam-whole">
          {tinted}
        </span>
      ) : (
        <Fragment key={`b${from}`}>{tinted}</Fragment>
      );
    });
}

function tint(piece: string, start: number, fresh: readonly FreshRange[], now: number): ReactNode {
  const end = start + piece.length;
  const shown = fresh
    .filter(({ from, to, at }) => to > start && from < end && now - at < fadeMs)
    .toSorted((one, other) => one.from - other.from);
  if (shown.length === 0) return piece;
  const parts: ReactNode[] = [];
  let at = start;
  for (const range of shown) {
    const from = Math.max(at, range.from);
    const to = Math.min(end, range.to);
    if (to <= from) continue;
    if (from > at) parts.push(piece.slice(at - start, from - start));
    parts.push(
      <span key={`${from} ${range.at}`} className="projector-fresh" style={{ animationDelay: `${range.at - now}ms` }}>
        {piece.slice(from - start, to - start)}
      </span>,
    );
    at = to;
  }
  if (at < end) parts.push(piece.slice(at - start));
  return parts;
}

function Picture({ image }: { image: ContentElement }) {
  const { file, alt, width } = boundedImage(image.attrs ?? {});
  const src = imagePath(file);
  if (src === null) return <div className="projector-inner">{alt}</div>;
  return (
    <div className="projector-inner">
      <img
        src={isProjectorPage() ? `${src}?projector=1` : src}
        alt={alt}
        style={{ width: `${width}%` }}
        // A picture that cannot be had leaves its place empty: nothing that failed is seen on the wall.
        onError={({ currentTarget }) => {
          currentTarget.style.opacity = '0';
        }}
        onLoad={({ currentTarget }) => {
          currentTarget.style.opacity = '';
        }}
      />
    </div>
  );
}

function Table({ table }: { table: ContentElement }) {
  const cells = cellsOf(table);
  const { rows } = spansOf(cells);
  return (
    <table>
      <tbody>
        {cells.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
          <tr key={at}>
            {row.map((cell, index) => {
              const Cell = isHeaderCell(cell.type, cell.attrs ?? {}) ? 'th' : 'td';
              const { colspan = 1, rowspan = 1 } = rows[at]?.[index] ?? {};
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: and a cell, too
                <Cell key={index} colSpan={colspan} rowSpan={rowspan}>
                  <Words nodes={cell.content ?? []} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
