"""Words: how numbers, money, names, periods and passports are said to a reader."""
