"use client";

import { useEffect, useRef } from "react";
import { TypingRest } from "./store/typed-words";

/** For a field whose words are kept by themselves, also when the field or the page goes away. */
export function useTypingRest(keep: () => void): TypingRest {
  const newest = useRef(keep);
  useEffect(() => {
    newest.current = keep;
  }, [keep]);
  const { current: rest } = useRef(new TypingRest(() => newest.current()));
  useEffect(() => {
    addEventListener("pagehide", rest.end);
    return () => {
      removeEventListener("pagehide", rest.end);
      rest.end();
    };
  }, [rest]);
  return rest;
}
