export default {
  title: "The pier",
  head: [
    ["link", { rel: "icon", href: "data:," }],
    ["script", { type: "module", src: "/kwic/kwic-search.js" }],
  ],
  themeConfig: {
    nav: [
      { text: "Lamp room", link: "/lamps" },
      { text: "Watch room", link: "/keepers" },
    ],
    sidebar: [{ text: "Rooms", items: [{ text: "Lamp room", link: "/lamps" }, { text: "Watch room", link: "/keepers" }] }],
    editLink: { pattern: "https://pier.example/:path", text: "Correct this page" },
    // Shown where a page has a side bar or a document layout only.
    footer: { message: "Printed by the tide office" },
  },
};
