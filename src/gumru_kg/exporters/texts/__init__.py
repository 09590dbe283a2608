"""The people, places and texts of a graph as XML of the humanities and of law."""
