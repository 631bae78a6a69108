"""S1xx: everything the outline asks for is there, and nothing else."""
