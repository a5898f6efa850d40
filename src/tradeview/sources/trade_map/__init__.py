"""Trade Map: the International Trade Centre's lists of markets, suppliers, importers, exporters and products."""
