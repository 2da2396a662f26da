import { useProblemText } from '@/ui'
import classes from './form.module.css'

/// Why the form was not taken.
export function Refused({ failure }: { failure: unknown }) {
  const { title, detail } = useProblemText()(failure)
  return (
    <div className={classes.refused} role="alert">
      <strong>{title}</strong>
      {detail}
    </div>
  )
}
