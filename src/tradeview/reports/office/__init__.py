"""Files for the office: slides and a document of a report, for who goes on working on them."""
