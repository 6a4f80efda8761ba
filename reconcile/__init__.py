"""Reconcile branch dues and grants of a federated association against its charter."""

__version__ = "0.1.0"
