"""Figures from integer columns: rankings, agreement and disagreement. No database, no screen."""
