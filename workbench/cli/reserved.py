"""The keys that codes cannot have, because the screens' commands have them."""


def reserved_keys() -> frozenset[str]:
    """The characters that are commands on this account."""
    from workbench.settings import load_settings
    from workbench.tui.keys import key_table

    return key_table(load_settings().keys).reserved()
