"""The folder of an office, with its baogao.toml."""
