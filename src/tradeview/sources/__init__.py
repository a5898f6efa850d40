"""Where tables come from: one module a format. Files are opened here."""
