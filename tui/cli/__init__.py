"""What a shell or CI types: one module per command."""
