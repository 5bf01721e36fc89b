"""Figures of Statbel, the Belgian statistical office."""
