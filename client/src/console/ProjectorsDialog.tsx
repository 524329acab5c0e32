import { Button, Modal, TextInput } from '@mantine/core';
import type { PairedProjector } from '@ruam/shared/api/stage.ts';
import { IconDeviceTv, IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pairProjector, projectorsQuery, revokeProjector } from '../api/stage.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { isWholeCode } from './projectorCode.ts';
import { secondsOf } from './projectorDelay.ts';

/** The screens of the meeting: another one is let in by its code, each can be cut off. */
export function ProjectorsDialog({
  cycle,
  meeting,
  projectors,
  onClose,
}: {
  cycle: string;
  meeting: string;
  projectors: readonly PairedProjector[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: projectorsQuery(cycle, meeting).queryKey });
  const pair = useMutation({
    mutationFn: (code: string) => pairProjector(cycle, meeting, code),
    onSuccess: () => setCode(''),
    onSettled: again,
  });
  const revoke = useMutation({ mutationFn: (id: string) => revokeProjector(cycle, meeting, id), onSettled: again });
  const [code, setCode] = useState('');
  const address = `${window.location.host}${paths.projector()}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.projectors.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      <form
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          pair.mutate(code);
        }}
      >
        <div className="console-pair">
          <TextInput
            data-autofocus
            label={t('console.projectors.code')}
            description={t('console.projectors.codeHint', { address })}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <Button type="submit" loading={pair.isPending} disabled={!isWholeCode(code)}>
            {t('console.projectors.pair')}
          </Button>
        </div>
        <div role="status">{pair.isSuccess && code === '' && t('console.projectors.paired')}</div>
        <FormError error={pair.error ?? revoke.error} />
      </form>
      {projectors.length === 0 ? (
        <p className="console-none">{t('console.projectors.none')}</p>
      ) : (
        <ul className="console-screens ruam-paper">
          {projectors.map(({ id, isConnected, delayMs, pairedByName, pairedAt }, place) => (
            <li key={id}>
              <IconDeviceTv size={20} stroke={1.75} aria-hidden />
              <span>
                <b>
                  {t(isConnected ? 'console.projectors.connected' : 'console.projectors.away', { number: place + 1 })}
                </b>
                {isConnected && delayMs !== null && (
                  <> · {t('console.projectors.delay', { seconds: format.number(secondsOf(delayMs)) })}</>
                )}
                <small>
                  {t('console.projectors.pairedBy', { name: pairedByName, at: format.moment(pairedAt, Date.now()) })}
                </small>
              </span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('console.projectors.revoke', { number: place + 1 })}
                loading={revoke.isPending && revoke.variables === id}
                onClick={() => revoke.mutate(id)}
              >
                {t('console.projectors.revokeWord')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="console-window">
        <Button
          variant="default"
          leftSection={<IconExternalLink size={18} stroke={1.75} aria-hidden />}
          // Of another browsing context, so that it does not begin with this tab's own console.
          onClick={() => window.open(paths.projector(), '_blank', 'popup,noopener')}
        >
          {t('console.projectors.window')}
        </Button>
        <p className="console-hint">
          <ThaiText>{t('console.projectors.windowHint')}</ThaiText>
        </p>
      </div>
    </Modal>
  );
}
