// What Chromium tells a screen reader of the options of the box.

/** The name of the active option, as the box points to it, and how many options there are. */
export async function toldOptions(tab, { frame }) {
  const { page } = tab;
  const session = await page.createCDPSession();
  const inner = frame && page.frames().find((each) => each.parentFrame());
  const { nodes } = await session.send("Accessibility.getFullAXTree", inner ? { frameId: inner._id } : {});
  await session.detach();
  const told = nodes.filter(({ ignored }) => !ignored);
  const property = ({ properties = [] }, wanted) => properties.find(({ name }) => name === wanted)?.value;
  const box = told.find((node) => node.role?.value === "combobox" && property(node, "focused")?.value);
  const pointed = (box && property(box, "activedescendant")?.relatedNodes) ?? [];
  const options = told.filter(({ role }) => role?.value === "option");
  const active = options.find(({ backendDOMNodeId }) => backendDOMNodeId === pointed[0]?.backendDOMNodeId);
  return { active: active?.name?.value ?? null, options: options.length };
}
