"""The verbs of the product, shared by screens, command line and Python API.

A workflow takes the open study and plain arguments, does one step in one transaction, and returns a value.
"""
