import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [
    starlight({
      title: "The pier",
      favicon: "/favicon.ico",
      pagefind: false,
      components: { Search: "./src/components/Search.astro" },
      editLink: { baseUrl: "https://pier.example/" },
      sidebar: [
        { label: "Lamp room", slug: "lamps" },
        { label: "Watch room", slug: "keepers" },
      ],
    }),
  ],
});
