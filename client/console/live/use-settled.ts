/** A value once it has stayed the same for a moment: what is typed is asked about when the typing pauses. */
import { useEffect, useState } from 'react';

const SETTLES_MS = 300;

export function useSettled<Value extends string>(value: Value): Value {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
