"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { ImportForm } from "./import-form";

export function ImportDataset() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Import a file
      </Button>
      {open ? <ImportForm onClose={() => setOpen(false)} /> : null}
    </>
  );
}
