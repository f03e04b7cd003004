/** A device with how many attempts it carries at once. */
export type Slot = { device: string; capacity: number };

/** The kernel's name for one process: a pid alone may be another's by now. */
export type ProcessName = { pid: number; started: string };

export type AttemptProcess = { runId: string; attempt: number; supervisor: ProcessName | null; bootId: string | null };

export type StartOrder = {
  runId: string;
  attempt: number;
  folder: string;
  /** Called while this dispatcher lives: 0 once the server has everything that the attempt said. */
  onExit: (code: number | null) => void;
};

/** Where attempts run. One implementation a kind of place: this machine, and later a cluster. */
export type Executor = {
  /** Goes into `run.executor`: only attempts of this name are touched. */
  name: string;
  host: string;
  bootId: string;
  slots: () => Promise<Slot[]>;
  /** Starts the supervisor on a prepared folder; it outlives the dispatcher. */
  start: (attempt: StartOrder) => Promise<ProcessName>;
  /** `absent`: no process of this attempt lives here. */
  supervisorState: (attempt: AttemptProcess) => "alive" | "absent";
  /** Asks the supervisor to stop its stage; it writes a checkpoint first. */
  requestStop: (attempt: AttemptProcess) => void;
  /** Ends the supervisor, the stage and whatever they started. Returns how many there were. */
  killAll: (attempt: AttemptProcess) => Promise<number>;
  /** A supervisor that was started but whose pid nobody wrote down. */
  findSupervisor: (of: { runId: string; attempt: number }) => ProcessName | null;
};
