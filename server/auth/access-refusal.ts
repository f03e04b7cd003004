import { DomainError } from "../errors";

/** Who asks may not do this here. What does not exist and what they may not know of are told alike. */
export class AccessRefusal extends DomainError {}
