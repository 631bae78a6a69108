"""S1xx: what the outline asks for is there, and nothing else."""
