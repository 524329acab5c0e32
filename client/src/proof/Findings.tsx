import { IconAlertTriangle, IconCircleCheck, IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ThaiText } from '../ui/ThaiText.tsx';
import './findings.css';

/** One thing that was checked: all well, other by now, or wrong. */
export interface Finding {
  readonly kind: 'good' | 'changed' | 'wrong';
  readonly words: string;
  /** A way to look further. */
  readonly link?: ReactNode;
}

const icons = { good: IconCircleCheck, changed: IconHistory, wrong: IconAlertTriangle } as const;

/** What was checked, each with its word; colour is never alone. */
export function Findings({ label, findings }: { label: string; findings: readonly Finding[] }) {
  return (
    <ul className="proof-findings" aria-label={label}>
      {findings.map(({ kind, words, link }) => {
        const Icon = icons[kind];
        return (
          <li key={words} data-kind={kind}>
            <Icon size={20} stroke={1.75} aria-hidden />
            <span>
              <ThaiText>{words}</ThaiText> {link}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
