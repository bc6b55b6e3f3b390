"""Payers: who is billed, and the requisites that documents are made out with."""
