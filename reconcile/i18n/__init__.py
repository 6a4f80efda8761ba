"""Every word that is written, in Vietnamese and English."""
