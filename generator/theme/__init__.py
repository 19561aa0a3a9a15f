"""The MkDocs theme `explainer`: templates, style sheets and one script; no Python."""
