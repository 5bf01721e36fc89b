"""How actors stand to one another: relations that documents tell, those that follow from other records, measures."""
