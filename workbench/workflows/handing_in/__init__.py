"""Work that goes from one copy of a study to another: packets that coders hand in, and copies that both went on."""
