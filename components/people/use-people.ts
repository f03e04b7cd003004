"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

type Outputs = inferRouterOutputs<AppRouter>["people"];
export type Person = Outputs["list"][number];
export type Invitation = Outputs["invitations"][number];

export function usePeople() {
  const trpc = useTRPC();
  return useQuery(trpc.people.list.queryOptions({ project: useProject().project.slug }));
}

export function useInvitations() {
  const trpc = useTRPC();
  const enabled = useMayDo("project.admin");
  return useQuery(trpc.people.invitations.queryOptions({ project: useProject().project.slug }, { enabled }));
}

/** The writes of the people page; each reads the lists again, also where it failed because somebody was first. */
export function usePeopleWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() });
  const onError = (error: unknown) => toast.error(describeError(error).sentence);
  return {
    changeRole: useMutation(trpc.people.changeRole.mutationOptions({ onSettled, onError })),
    withdraw: useMutation(trpc.people.withdrawInvitation.mutationOptions({ onSettled, onError })),
    invite: useMutation(trpc.people.invite.mutationOptions({ onSettled })),
    issueReset: useMutation(trpc.people.issuePasswordReset.mutationOptions()),
  };
}

/** Told from here and not from the row, which goes with the person before the list has been read again. */
export function useRemovePerson(onRemoved: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.people.remove.mutationOptions({
      onSuccess: onRemoved,
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() }),
    }),
  );
}
