import React from "react";

export default function SearchBar() {
  return <kwic-search modal="" />;
}
