import { useState } from 'preact/hooks';
import { parse, stringify } from 'yaml';
import type { Command } from '../api/types.ts';
import type { Hands } from '../hands.ts';
import { Copy } from '../parts/copy.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Field, Form } from './forms.ts';

interface CommandDialogProps {
  readonly form: Form;
  readonly hands: Hands;
  readonly onClosed: () => void;
}

/** A form beside the YAML that it writes. The YAML is what is given: it may say more than the form knows. */
export function CommandDialog({ form, hands, onClosed }: CommandDialogProps) {
  const [text, setText] = useState(() => write(form.begin));
  const command = read(text);
  const set = (name: string, value: string): void => {
    if (typeof command === 'string') return;
    const { [name]: _before, ...others } = command;
    // In its place, or behind the others; an empty line is left out.
    const changed = Object.fromEntries(
      Object.entries(command).map(([key, was]) => [key, key === name ? value : was]),
    );
    setText(write(value === '' ? others : { ...changed, [name]: value }));
  };
  return (
    <Dialog title={form.title} kind="form" onClosed={onClosed}>
      <form
        class="command"
        onSubmit={(event) => {
          event.preventDefault();
          if (typeof command === 'string') return;
          hands[form.gives](command);
          event.currentTarget.closest('dialog')?.close();
        }}
      >
        {form.fields.map((field) => (
          <Line key={field.name} {...{ field, command }} onChanged={(value) => set(field.name, value)} />
        ))}
        <label class="yaml">
          <span>
            {form.gives === 'command' ? 'As YAML, for a scenario with its at:' : 'As YAML'}{' '}
            <Copy text={text} what="the YAML" />
          </span>
          <textarea
            spellcheck={false}
            rows={Math.max(5, text.split('\n').length)}
            value={text}
            aria-invalid={typeof command === 'string'}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p class="problem" role="status">
          {typeof command === 'string' ? command : ''}
        </p>
        {form.more !== undefined && typeof command !== 'string' && (
          <ul class="more">
            {form.more(command).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <footer>
          <button type="submit" class="primary" disabled={typeof command === 'string'}>
            Do it
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

interface LineProps {
  readonly field: Field;
  readonly command: Command | string;
  readonly onChanged: (value: string) => void;
}

function Line({ field: { name, label, options, hint }, command, onChanged }: LineProps) {
  const given = typeof command === 'string' ? '' : command[name];
  const value = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  const isDisabled = typeof command === 'string';
  const choices = options?.(typeof command === 'string' ? {} : command);
  return (
    <label class="line">
      <span>{label}</span>
      {choices === undefined ? (
        <input
          value={value}
          disabled={isDisabled}
          onInput={(event) => onChanged(event.currentTarget.value)}
        />
      ) : (
        <select
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChanged(event.currentTarget.value)}
        >
          {!choices.includes(value) && <option value={value}>{value}</option>}
          {choices.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      )}
      <small class="quiet">{hint}</small>
    </label>
  );
}

function write(command: Command): string {
  return stringify(command, { lineWidth: 0 });
}

/** The command that stands there, or why there is none. */
function read(text: string): Command | string {
  try {
    const value: unknown = parse(text.replace(/^- /, '  '), { schema: 'core' });
    const isCommand = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isCommand ? (value as Command) : 'Write one command: its keys, each with its value.';
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? '';
  }
}
