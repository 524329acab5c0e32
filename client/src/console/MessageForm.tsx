import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from './desk.ts';

/** What the stage takes. */
const maxLetters = 300;

/** A line over the picture: put there, and taken down. */
export function MessageForm({ desk: { stage, change }, onDone }: { desk: Desk; onDone: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(stage.message ?? '');
  return (
    <form
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        change({ message: typed.trim() === '' ? null : typed.trim() });
        onDone();
      }}
    >
      <Textarea
        data-autofocus
        label={t('console.message.label')}
        placeholder={t('console.message.hint')}
        autosize
        minRows={2}
        maxLength={maxLetters}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div className="console-form-actions">
        {stage.message !== null && (
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              change({ message: null });
              onDone();
            }}
          >
            {t('console.message.take')}
          </Button>
        )}
        <Button type="submit" size="sm" disabled={typed.trim() === ''}>
          {t('console.message.show')}
        </Button>
      </div>
    </form>
  );
}
