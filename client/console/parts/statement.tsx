/** A statement, wrapped and copyable. */
import { useState } from 'react';
import { Icon } from './icon.tsx';

export function CopyButton({ text, label = 'Copy' }: { readonly text: () => string; readonly label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button type="button" className="button small" onClick={() => void copy()}>
      <Icon name={copied ? 'done' : 'copy'} size={13} />
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </button>
  );
}

export function Statement({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className="statement with-copy">
      <pre tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
      <CopyButton text={() => text} />
    </div>
  );
}
