"""From what an editor has (saved pages, documents, mail, an address) to seeds: the command ``explainer add``.

Nothing here runs while a site is built: a seed, once written, is what is read, quoted and frozen.
"""
