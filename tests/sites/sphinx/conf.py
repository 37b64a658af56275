project = "The pier"
copyright = "Printed by the tide office"
extensions = ["myst_parser"]
templates_path = ["_templates"]
# A list of words from code, of which these pages have none.
html_use_index = False
