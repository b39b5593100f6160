// A plan of more than twenty changes of every kind, as a file that somebody shares in the small sample.
import { heading, organizationRoot, section, side } from "./app.ts";
import { follow, idsOf } from "./places.ts";
import { type Page, expect } from "./test.ts";

/** An id as the app makes them. */
function made(number: number): string {
  return `c${"0".repeat(20)}zz${String(number).padStart(2, "0")}`;
}

/** The last part of the address behind a name in a list. */
async function idBehind(page: Page, list: string, name: string): Promise<string> {
  await side(page, list);
  await expect(heading(page, /./)).toBeVisible();
  const link = page.getByRole("main").getByRole("link", { name, exact: true }).first();
  const address = (await link.getAttribute("href")) ?? "";
  return address.split("/").at(-1) ?? "";
}

/** The file, made of the ids that stand in the sample's addresses. `share` is any shared plan of the same Organization. */
export async function twentyChanges(page: Page, share: Buffer): Promise<Buffer> {
  const plan = JSON.parse(share.toString()) as { parts: unknown[] };
  const staging = await idsOf(page, "Marketing analytics", "attribution-staging");
  const prod = await idsOf(page, "Marketing analytics", "attribution-prod");
  const { workspace } = prod;
  const [mina, otto, omar] = [await idBehind(page, "Users", "Mina Haddad"), await idBehind(page, "Users", "Otto Berg"), await idBehind(page, "Users", "Omar Reyes")];
  const cluster = await idBehind(page, "Clusters", "prod-frankfurt");
  const part = (title: string, ...commands: unknown[]) => ({ title, commands });
  plan.parts = [
    part("Settings of the Organization", {
      updateOrganization: {
        edits: [
          { base: { allowEnhancedSupportAccess: true }, value: { allowEnhancedSupportAccess: false } },
          { base: { hasAiFeaturesDisabled: false }, value: { hasAiFeaturesDisabled: true } },
        ],
      },
    }),
    part("New SSO connection Entra ID", { createSsoConnection: { id: made(1), name: "Entra ID", automaticMembership: "ORGANIZATION_MEMBER" } }),
    part("New domain lab.example", { addDomain: { name: "lab.example" } }),
    part("New Workspace Forecasting", {
      createWorkspace: { id: made(2), name: "Forecasting", description: "Demand and stock", cicdEnforcedDefault: true, defaultCloudProvider: "AWS", defaultRegion: "us-east-1" },
    }),
    part("Marketing analytics", {
      updateWorkspace: { id: workspace, edits: [{ base: { cicdEnforcedDefault: false }, value: { cicdEnforcedDefault: true } }] },
    }),
    part("Cluster prod-frankfurt", {
      updateCluster: { id: cluster, edits: [{ base: { tags: [] }, value: { tags: [{ key: "cost-centre", value: "4711" }] } }] },
    }),
    part("Execution of attribution-staging", {
      updateDeployment: {
        id: staging.deployment,
        edits: [
          { base: { schedulerSize: "SMALL" }, value: { schedulerSize: "LARGE" } },
          { base: { isHighAvailability: false }, value: { isHighAvailability: true } },
        ],
      },
    }),
    part("Variables of attribution-prod", {
      changeEnvironmentVariables: {
        id: prod.deployment,
        changes: [
          { key: "ATTRIBUTION_LOOKAHEAD_DAYS", value: { plain: "30" } },
          { key: "REPORTING_URL", value: { plain: "postgresql://warehouse.northwind.example:5432/marketing?sslmode=require" } },
        ],
      },
    }),
    part("Log forwarding of attribution-prod", {
      setLogForwarding: { id: prod.deployment, value: { destination: "HTTP", endpoint: "https://logs.northwind.example/in", isEnabled: true } },
    }),
    part("New channel On call", {
      createNotificationChannel: {
        id: made(3), name: "On call", home: { workspace }, channelType: "EMAIL", isShared: true,
        definition: { recipients: ["oncall@northwind.example"], dagId: "" },
      },
    }),
    part("New alert Attribution fails", {
      createAlert: {
        id: made(4), name: "Attribution fails", deploymentId: prod.deployment, alertType: "DAG_FAILURE", severity: "CRITICAL",
        rules: { properties: { deploymentId: prod.deployment }, patternMatches: [{ entityType: "DAG_ID", operatorType: "INCLUDES", values: ["attribution"] }] },
        notificationChannelIds: [made(3)],
      },
    }),
    part("New connection warehouse", {
      createEnvironmentObject: {
        id: made(5), objectKey: "warehouse_reporting", objectType: "CONNECTION", scope: { workspace }, description: "Read only",
        payload: { connection: { type: "postgres", host: "warehouse.northwind.example", port: 5432, schema: "marketing", login: "reporting" } },
        autoLinkDeployments: true, links: [], excludeLinks: [staging.deployment],
      },
    }),
    part("Deploy to attribution-staging", {
      createDeploy: { id: made(6), deploymentId: staging.deployment, deployType: "DAG_ONLY", description: "New attribution model", source: "HAND", bundleMountPath: "", bundleType: "" },
    }),
    part("Role of Otto Berg", { assignWorkspaceRole: { holder: { user: otto }, workspace, role: "WORKSPACE_MEMBER" } }),
    part("Role of Mina Haddad", { assignOrganizationRole: { holder: { user: mina }, role: "ORGANIZATION_BILLING_ADMIN" } }),
    part("New Team Forecasters", {
      createTeam: { id: made(7), name: "Forecasters", description: "Run the forecasts", organizationRole: "ORGANIZATION_MEMBER", members: [otto, mina] },
    }),
    part("New role Log reader", {
      createCustomRole: {
        id: made(8), name: "Log reader", description: "Reads logs", scopeType: "DEPLOYMENT", permissions: ["deployment.get", "deployment.logs.get"],
        restrictedWorkspaceIds: [workspace],
      },
    }),
    part("New token nightly-report", {
      createApiToken: {
        id: made(9), name: "nightly-report", description: "", scope: { workspace }, role: { workspace: "WORKSPACE_MEMBER" }, extraRoles: [], expiryPeriodInDays: 90, kind: "STANDARD",
      },
    }),
    part("Switch off Omar Reyes", { setUserStatus: { id: omar, status: "INACTIVE" } }),
    part("Invite of new.hire@northwind.example", { inviteUser: { id: made(10), email: "new.hire@northwind.example", role: "ORGANIZATION_MEMBER" } }),
    part("Members of the Team", { addTeamMembers: { id: made(7), users: [omar] } }),
  ];
  await follow(page, `${organizationRoot(page)}/plan`);
  return Buffer.from(JSON.stringify(plan));
}

/** Opens a plan file on the plan's page and takes all of it over. */
export async function takeOver(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel("A plan file").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer });
  const shared = section(page, "A shared plan");
  await shared.getByRole("button", { name: /^Take (it over|over all)/ }).click();
  await expect(section(page, "Staged")).toBeVisible();
}
