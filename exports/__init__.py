"""How it is written: reports, tables and documents."""
