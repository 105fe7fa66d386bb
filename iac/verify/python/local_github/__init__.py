"""A GitHub on this machine: as much of the REST API as our pipelines and the README use, for the real `gh`.

It knows one repository, keeps all in memory, writes down every call, and is strict: a body must be what
GitHub documents, a token may do what its permissions say, and what it does not know it answers with 501.
"""
