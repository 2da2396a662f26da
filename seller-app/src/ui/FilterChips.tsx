import classes from './FilterChips.module.css'

/// One of several, in a row that scrolls on a narrow screen.
export function FilterChips<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: ReadonlyArray<{ value: T; label: string; count?: number }>
  value: T
  onChange: (value: T) => void
}) {
  return (
    <div className={classes.row} role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" className={classes.chip} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </div>
  )
}
