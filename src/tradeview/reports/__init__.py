"""Reports: the page, its charts and workbook, and the files of an export."""
