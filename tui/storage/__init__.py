"""Where drafts sleep: files and the workspace they lie in."""
