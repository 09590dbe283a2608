"""Claims as nanopublications that wait for a signature, one a claim.

Whoever gathers nanopublications pours their assertions into one graph. So the statement
of a claim stands in the assertion only where the editors accept it; of any other claim
the assertion says that a source makes it.
"""
