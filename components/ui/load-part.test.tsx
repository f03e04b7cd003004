// @vitest-environment jsdom
import { cleanup, fireEvent, render, renderHook, screen, waitFor } from "@testing-library/react";
import { lazy, Suspense } from "react";
import { afterEach, expect, test } from "vitest";
import { loadPart } from "./load-part";
import { LayerFailure } from "./part-failure";
import { type Layer as LayerState, useLayer } from "./use-layer";

afterEach(cleanup);

const Chart = ({ name }: { name: string }) => <p>chart of {name}</p>;

function createServer() {
  const server = { away: true, asked: 0 };
  const load = async () => {
    server.asked += 1;
    if (!server.away) return Chart;
    throw Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
  };
  return { server, load };
}

function draw(load: () => Promise<typeof Chart>) {
  const Part = lazy(async () => ({ default: await loadPart(load) }));
  return render(
    <Suspense fallback={null}>
      <p>the page</p>
      <Part name="loss" />
      <Part name="rate" />
    </Suspense>,
  );
}

test("a part that cannot be fetched leaves the page standing, and all its places come with one retry", async () => {
  const { server, load } = createServer();
  draw(load);
  expect(await screen.findAllByText("This part could not be loaded.")).toHaveLength(2);
  expect(screen.getByText("the page")).toBeTruthy();
  const [again] = await screen.findAllByRole("button", { name: "Try again" });
  server.away = false;
  if (again) fireEvent.click(again);
  expect(await screen.findByText("chart of loss")).toBeTruthy();
  expect(screen.getByText("chart of rate")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("who comes back after the server has come back finds the part", async () => {
  const { server, load } = createServer();
  const Part = lazy(async () => ({ default: await loadPart(load) }));
  const drawn = render(<Part name="loss" />);
  await screen.findByRole("button", { name: "Try again" });
  drawn.unmount();
  server.away = false;
  render(<Part name="loss" />);
  expect(await screen.findByText("chart of loss")).toBeTruthy();
});

test("an error in the code of a part is not taken for an absent server", async () => {
  const broken = async () => {
    throw new TypeError("no such export");
  };
  await expect(loadPart(broken)).rejects.toThrow("no such export");
});

test("a layer that failed when its trigger came near is fetched again when it is opened", async () => {
  const { server, load } = createServer();
  const Layer = lazy(async () => ({
    default: await loadPart<{ name: string; layer: LayerState }>(load, LayerFailure),
  }));
  const layer = (open: boolean): LayerState => ({ ...renderHook(() => useLayer()).result.current, open });
  const drawn = render(<Layer name="loss" layer={layer(false)} />);
  await waitFor(() => expect(server.asked).toBe(2));
  expect(screen.queryByRole("alert")).toBeNull();
  drawn.rerender(<Layer name="loss" layer={layer(true)} />);
  expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  drawn.rerender(<Layer name="loss" layer={layer(false)} />);
  server.away = false;
  drawn.rerender(<Layer name="loss" layer={layer(true)} />);
  expect(await screen.findByText("chart of loss")).toBeTruthy();
});
