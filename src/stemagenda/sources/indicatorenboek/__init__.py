"""Figures of the Vlaams Indicatorenboek on science, technology and innovation."""
