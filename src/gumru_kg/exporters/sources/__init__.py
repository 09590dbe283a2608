"""The sources of a graph for programs that keep and cite literature.

What a source is and when it was printed is not in the graph, so every source is an item
of no special kind and without a date. Its perspective goes along as a keyword.
"""
