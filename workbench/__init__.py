"""The application: a terminal workbench for coding and analysing qualitative interviews."""
