"""Findings: every report of the study, declared once, made from one way of counting."""
