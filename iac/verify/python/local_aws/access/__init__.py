"""Who may do what: every call is judged as AWS would, by the policies that are there at that moment.

Calls come in; `questions` says what they ask for in IAM's words; `principals` and `world` look up who asks
and what is there; `verdicts` judges; `gate` puts it together. What is not known here is refused.
"""
