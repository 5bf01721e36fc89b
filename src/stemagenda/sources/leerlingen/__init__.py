"""Pupils of Flemish schools, from the open data of Onderwijs Vlaanderen."""
