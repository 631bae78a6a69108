"""Tests of baogao."""
