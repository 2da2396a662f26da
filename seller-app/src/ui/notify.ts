import { toast } from './toast'
import { useProblemText } from './Trouble'

/// Tells of something that did not work, after the fact was undone on the screen.
export function useTellProblem(): (failure: unknown) => void {
  const text = useProblemText()
  return (failure) => {
    const { title, detail } = text(failure)
    toast({ tone: 'bad', title, message: detail, stays: 10_000 })
  }
}
