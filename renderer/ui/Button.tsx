import type { ButtonHTMLAttributes, JSX, Ref } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'normal' | 'primary' | 'quiet' | 'danger';
  size?: 'small' | 'normal' | 'large';
  icon?: IconName;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'normal', size = 'normal', icon, className, children, type = 'button', ...rest }: ButtonProps): JSX.Element {
  return (
    <button type={type} className={classes('button', kind !== 'normal' && `button-${kind}`, size !== 'normal' && `button-${size}`, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  icon: IconName;
  /** Accessible name, shown as tooltip too, together with the shortcut. */
  label: string;
  shortcut?: string;
}

/** A button that shows only a drawing: the name is for screen readers and the tooltip. */
export function IconButton({ icon, label, shortcut, kind = 'quiet', className, ...rest }: IconButtonProps): JSX.Element {
  return <Button kind={kind} icon={icon} className={classes('button-icon', className)} aria-label={label} title={shortcut ? `${label} (${shortcut})` : label} {...rest} />;
}
