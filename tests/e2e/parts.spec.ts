// The parts of the app that a page loads when it is first opened: when they come, and what shows when they do not.
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

const part = /\/assets\/part-[^/]*\.wasm$/;

function requested(page: Page): string[] {
  const names: string[] = [];
  page.on("request", (request) => {
    if (part.test(request.url())) {
      names.push(request.url());
    }
  });
  return names;
}

test("the first page needs no part, and a part is loaded once", async ({ page }) => {
  const names = requested(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(names).toEqual([]);
  const open = async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Personal settings" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Personal settings" })).toBeVisible();
  };
  await open();
  expect(names.some((name) => name.includes("part-account"))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  const before = names.length;
  await page.goBack();
  await open();
  expect(names.length).toBe(before);
});

test("the engine comes along with the app where the address names an Organization, and once", async ({ page }) => {
  const names = requested(page);
  await page.goto("/o/unknown");
  await expect(page.getByRole("heading", { name: "Organization not found" })).toBeVisible();
  expect(names.filter((name) => name.includes("part-engine"))).toHaveLength(1);
  expect(new Set(names).size).toBe(names.length);
});

test("an Organization whose engine does not come says so", async ({ page, reports }) => {
  reports.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.route(part, (route) => route.abort("internetdisconnected"));
  await page.goto("/o/unknown");
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
});

test("a part that does not come is reported with a way on, and comes after a reload", async ({ page, reports }) => {
  reports.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.route(part, (route) => route.abort("internetdisconnected"));
  await page.goto("/gallery");
  await expect(page.getByRole("alert").getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
  await page.unroute(part);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gallery" })).toBeVisible();
});

test("coming back to a page tries its part again", async ({ page, reports }) => {
  reports.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.goto("/");
  await page.route(part, (route) => route.abort("internetdisconnected"));
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Personal settings" }).click();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Reload" })).toBeHidden();
  await page.unroute(part);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Personal settings" })).toBeVisible();
});

test("a host that answers with the page instead of a part that is gone gives the same report", async ({ page }) => {
  await page.route(part, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>x</title>" }));
  await page.goto("/gallery");
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
});
