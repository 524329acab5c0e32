import { Button } from '@mantine/core';
import type { DocumentAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Brought, type Draft, useBringInto } from '../api/imports.ts';
import { FormError } from '../ui/FormError.tsx';
import { BroughtList } from './BroughtList.tsx';
import { IntoText } from './IntoText.tsx';
import { documentsFor, likelyTarget, type Target, textKey } from './targets.ts';

/** For each text of the draft: whether, where and how it comes into the cycle; afterwards what became of it. */
export function IntoForm({
  draft,
  person,
  cycle,
  documents,
  items,
  onClose,
}: {
  draft: Draft;
  person: PersonAnswer;
  cycle: string;
  documents: readonly DocumentAnswer[];
  items: readonly ItemAnswer[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const bringing = useBringInto(draft.id);
  const rows = draft.texts.map((text) => ({
    text,
    key: textKey(text),
    offered: documentsFor(text, documents, items, person),
  }));
  const [said, setSaid] = useState<ReadonlyMap<string, Target>>(
    () => new Map(rows.map(({ text, key, offered }) => [key, likelyTarget(text, offered)])),
  );
  /** Also when the rest failed: it is not brought again. */
  const [brought, setBrought] = useState<readonly Brought[]>([]);
  // What was locked meanwhile is no longer chosen.
  const chosen = rows.flatMap(({ text, key, offered }) => {
    const target = said.get(key);
    const document = offered.find(({ id, state }) => id === target?.document && state === 'open');
    if (target === undefined || !target.isChosen || document === undefined) return [];
    return [{ item: text.item, kind: text.kind, level: text.level, document: document.id, how: target.how }];
  });
  const isTwice = new Set(chosen.map(({ document }) => document)).size < chosen.length;
  if (bringing.isSuccess)
    return <BroughtList cycle={cycle} brought={brought} documents={documents} items={items} onClose={onClose} />;
  const bring = (): void => {
    if (bringing.isPending) return;
    const texts = chosen.filter(({ document }) => !brought.some((one) => one.document === document));
    bringing.mutate({ cycle, texts, onBrought: (documents) => setBrought((all) => [...all, ...documents]) });
  };
  return (
    <>
      <ul className="into-texts">
        {rows.map(({ text, key, offered }) => (
          <li key={key}>
            <IntoText
              text={text}
              offered={offered}
              target={said.get(key) ?? { isChosen: false, document: null, how: 'append' }}
              onChange={(target) => setSaid((all) => new Map(all).set(key, target))}
            />
          </li>
        ))}
      </ul>
      <div className="into-foot">
        <p role="status">
          {t(isTwice ? 'imports.into.twice' : 'imports.into.count', { count: chosen.length })}
          {brought.length > 0 && ` · ${t('imports.into.part', { count: brought.length })}`}
        </p>
        <FormError error={bringing.error} />
        <div className="desk-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={bringing.isPending} disabled={chosen.length === 0 || isTwice} onClick={bring}>
            {t('imports.into.confirm', { count: chosen.length })}
          </Button>
        </div>
      </div>
    </>
  );
}
