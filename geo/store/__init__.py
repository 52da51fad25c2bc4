"""What is kept in files of SQLite: parsed documents, and how they are written."""
