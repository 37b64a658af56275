export default {
  title: "The pier",
  url: "https://pier.example",
  baseUrl: "/",
  favicon: "data:,",
  scripts: [{ src: "/kwic/kwic-search.js", type: "module" }],
  presets: [
    ["classic", { blog: false, docs: { routeBasePath: "/", editUrl: "https://pier.example/" } }],
  ],
  themeConfig: {
    navbar: {
      title: "The pier",
      items: [
        { to: "/lamps", label: "Lamp room" },
        { to: "/keepers", label: "Watch room" },
      ],
    },
    footer: { copyright: "Printed by the tide office" },
  },
};
