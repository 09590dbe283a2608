"""The graph as a data set: what repositories, catalogues and search engines ask for.

All of them are filled from what the graph says of itself (``dataset_header``) and from
what can be counted in it. No identifier, publisher or address is made up: where a
format demands what the graph does not say, there is one line that tells how to say it.
"""
