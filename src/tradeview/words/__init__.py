"""Words: how numbers, money, names, periods and captions are said to a reader, by templates."""
