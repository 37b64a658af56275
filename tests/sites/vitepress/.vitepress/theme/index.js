import DefaultTheme from "vitepress/theme";
import { h } from "vue";

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      "nav-bar-content-before": () => h("kwic-search", { modal: "", style: "margin-inline-start: 1.5rem" }),
    }),
};
