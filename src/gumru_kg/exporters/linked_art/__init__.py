"""The things of a graph as records of Linked Art 1.0."""
