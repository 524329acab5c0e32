import { useTranslation } from 'react-i18next';
import { errorWords } from '../i18n/errorWords.ts';
import { ThaiText } from './ThaiText.tsx';
import './formError.css';

/** What went wrong with a form, by the error's code, read out at once; nothing while `error` is null. */
export function FormError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const words = error === null ? null : errorWords(t, error);
  return (
    <div aria-live="assertive">
      {words !== null && (
        <p className="form-error">
          <strong>
            <ThaiText>{words.title}</ThaiText>
          </strong>{' '}
          <ThaiText>{words.advice}</ThaiText>
        </p>
      )}
    </div>
  );
}
