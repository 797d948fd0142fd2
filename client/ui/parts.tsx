import { type ButtonHTMLAttributes, type ReactNode, useEffect, useId, useRef, useState } from 'react'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement>

interface WordedButtonProps extends ButtonProps {
  readonly tone?: 'main' | 'plain' | 'quiet'
  /** Under way: the button keeps its width and cannot be pressed twice. */
  readonly busy?: boolean
}
export const Button = ({
  tone = 'plain',
  busy = false,
  disabled,
  className = '',
  children,
  ...rest
}: WordedButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`button button-${tone} ${className}`}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
  >
    {children}
    {busy && <span className="spinner" aria-hidden="true" />}
  </button>
)

interface IconButtonProps extends ButtonProps {
  /** Its accessible name, and the tip that shows on hover and focus. */
  readonly label: string
  readonly hint?: string
  readonly pressed?: boolean
}
export const IconButton = ({ label, hint, pressed, className = '', children, ...rest }: IconButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`icon-button ${className}`}
    aria-label={label}
    aria-pressed={pressed}
    data-tip={hint ? `${label} · ${hint}` : label}
  >
    {children}
  </button>
)

interface MenuProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly className?: string
  readonly align?: 'start' | 'end'
  children(close: () => void): ReactNode
}
/** A button that opens a panel under it; Esc, a click elsewhere or leaving it by Tab closes it. */
export const Menu = ({ label, trigger, className = '', align = 'start', children }: MenuProps) => {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useId()
  const close = () => setOpen(false)

  useEffect(() => {
    if (!isOpen) return
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    // Wherever the focus is, and before anybody else: the panel lies over everything.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation()
      setOpen(false)
      button.current?.focus()
    }
    addEventListener('pointerdown', onPointer)
    addEventListener('keydown', onKey, { capture: true })
    return () => {
      removeEventListener('pointerdown', onPointer)
      removeEventListener('keydown', onKey, { capture: true })
    }
  }, [isOpen])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the focus leave the controls inside it
    <div
      className={`menu ${className}`}
      ref={root}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <button
        ref={button}
        type="button"
        className="menu-trigger"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </button>
      {isOpen && (
        <div className={`menu-panel menu-${align}`} id={panel}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

/** Placeholder lines of the height of what comes, shown only if it takes longer than a blink (CSS). */
export const Skeleton = ({ lines, label }: { lines: number; label: string }) => (
  <div className="skeleton" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
      <span key={i} />
    ))}
  </div>
)

export const Empty = ({ children }: { children: ReactNode }) => <p className="empty">{children}</p>
